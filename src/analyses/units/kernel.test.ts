import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { boardAtoms } from "../../lib/plan.test-data.ts";
import { judgeUnit } from "./kernel/judging.ts";
import { figuresOf, noFacts, noTown, rules } from "./kernel/kernel.test-data.ts";
import { measureNames } from "./kernel/measures.ts";
import { params } from "./kernel/params.ts";
import { presetOf } from "./kernel/presets.ts";
import { provisionOf, staffingOf } from "./kernel/provision.ts";
import { closeness, gini, scoresOf } from "./kernel/scores.ts";
import { workHours } from "./kernel/workload.ts";
import { run } from "./kernel.ts";

const context = { town: noTown, rules };
const named = (judgement: ReturnType<typeof judgeUnit>, state: string) =>
  judgement.conditions.filter((one) => one.state === state).map(({ id }) => id);

describe("the estate of 1.52 km² and 45,000 people", () => {
  const estate = figuresOf({ areaKm2: 1.52, residents: 45_000, lineShare: 0.9, centreMetres: 2400 });

  test("is a candidate for a basic management unit, the conditions it misses for a subdistrict named", () => {
    const judged = judgeUnit(estate, noFacts, context);
    expect(judged.level).toBe("basic_unit");
    expect(judged.levels).toEqual({ split_street: "missed", basic_unit: "met", town_community: "open" });
    expect(named(judged, "missed")).toEqual(["X5a", "X5b"]);
    expect(judged.conditions.find(({ id }) => id === "X5a")).toMatchObject({
      figure: 1.52,
      least: 3,
      source: "beijing-2021",
      confidence: "found",
    });
  });

  test("stays a candidate when its area is below the about 1 km², which is then named", () => {
    const judged = judgeUnit({ ...estate, areaKm2: 0.8 }, noFacts, context);
    expect(judged.level).toBe("basic_unit");
    expect(named(judged, "missed")).toContain("U3a");
  });

  test.each(["beijing_2021_core", "beijing_2021_other", "hunan_2024_county", "hunan_2024_district_whole"] as const)(
    "is too small for a subdistrict by the numbers of %s",
    (preset) => {
      const judged = judgeUnit(estate, noFacts, { town: noTown, rules: { ...rules, preset } });
      expect(judged.levels.split_street).toBe("missed");
      expect(judged.level).toBe("basic_unit");
    },
  );
});

describe("the three-level decision", () => {
  const large = figuresOf({ areaKm2: 6, residents: 90_000, lineShare: 0.95, nearAll: 0.9 });
  const done = { ...noFacts, infrastructure: true, collectiveReform: true, groupsDissolved: true };
  const centres = [true, true, true];

  test("takes the first level when every required condition is met", () => {
    const judged = judgeUnit(large, { ...done, urbanBorderShare: 0.5, centres }, context);
    expect(judged.levels.split_street).toBe("met");
    expect(judged.level).toBe("split_street");
  });

  test("what has no data is not assessed, and a level with such a condition is open, not met", () => {
    const judged = judgeUnit(large, noFacts, context);
    expect(judged.levels.split_street).toBe("open");
    expect(named(judged, "unassessed")).toEqual(
      expect.arrayContaining(["X1", "X3", "X4a", "X6", "U2", "U4", "U5a", "T1"]),
    );
  });

  test("one of two reforms not done misses X6, one unknown leaves it open", () => {
    const missed = judgeUnit(large, { ...done, groupsDissolved: false }, context);
    expect(named(missed, "missed")).toContain("X6");
    const open = judgeUnit(large, { ...done, groupsDissolved: null }, context);
    expect(named(open, "unassessed")).toContain("X6");
  });

  test("a broken unit is no basic management unit", () => {
    const judged = judgeUnit(figuresOf({ residents: 45_000, areaKm2: 2, parts: 2 }), noFacts, context);
    expect(judged.levels.basic_unit).toBe("missed");
    expect(judged.level).toBe("town_community");
  });

  test("a small place without the three organisations is at no level, and they are named", () => {
    const facts = { ...noFacts, partyCommittee: true, communityCommittee: true, communityCentre: false };
    const judged = judgeUnit(figuresOf({ residents: 3000, areaKm2: 2 }), facts, context);
    expect(judged.level).toBeNull();
    expect(named(judged, "missed")).toContain("T3");
  });

  test("a precedent is compared with, never met or missed", () => {
    const judged = judgeUnit(large, noFacts, { town: noTown, rules: { ...rules, preset: "shanghai_observed" } });
    expect(judged.conditions.find(({ id }) => id === "X5a")).toMatchObject({
      state: "unassessed",
      figure: 6,
      note: "precedent",
    });
  });

  test("more cases than the town by over a quarter argue for a unit", () => {
    const town = { ...noTown, casesPer1000: 100 };
    const judged = judgeUnit(figuresOf({ casesPer1000: 130 }), noFacts, { town, rules });
    expect(judged.conditions.find(({ id }) => id === "U5c")).toMatchObject({ state: "met", least: 0.25 });
  });

  test("own numbers replace the preset", () => {
    expect(presetOf({ ...rules, preset: "custom", customKm2: 1.5, customResidents: 40_000 })).toMatchObject({
      leastKm2: 1.5,
      leastResidents: 40_000,
      mostResidents: 150_000,
      confidence: "project",
    });
  });
});

describe("scores", () => {
  test("closeness falls to 0 at half and at one and a half of the ends", () => {
    expect([10, 5, 7.5, 20, 30, 25].map((value) => closeness(value, 10, 20))).toEqual([1, 0, 0.5, 1, 0, 0.5]);
  });

  test("the Gini of equal shares is 0, of all in one of four 0.75", () => {
    expect(gini([5, 5, 5])).toBe(0);
    expect(gini([0, 0, 0, 8])).toBe(0.75);
    expect(gini([0, 0])).toBe(0);
  });

  test("what is not known of a consideration is left out, nothing known is null", () => {
    const scores = scoresOf([figuresOf({}), figuresOf({})], rules);
    expect(scores).toEqual({ management: 1, access: null, participation: null, size: 1 });
  });
});

test("work is cases by kind, rounds of the streets and assets", () => {
  const one = (value: number) => Float64Array.of(value);
  const hours = workHours(
    { component: one(2), event: one(3), service: one(6), other: one(0), roadKm: one(5), assets: one(12) },
    defaultParams(params),
  );
  expect(hours.caseHours[0]).toBeCloseTo(1 + 1 + 4);
  expect(hours.patrolHours[0]).toBeCloseTo((5 * 60) / 15);
  expect(hours.assetHours[0]).toBeCloseTo(2);
});

test("a sub-centre below 120 m² is to be provided, and staff follow the documented centre", () => {
  const provision = provisionOf([
    { type: "grid_subcentre", floorM2: 90 },
    { type: "affairs_centre", floorM2: Number.NaN },
  ]);
  const stateOf = (id: string) => provision.find((one) => one.id === id)?.state;
  expect([stateOf("grid"), stateOf("affairs"), stateOf("health")]).toEqual(["needed", "present", "needed"]);
  expect(provisionOf(null).every(({ state }) => state === "unknown")).toBe(true);
  expect(staffingOf(45_000)).toEqual({ staff: 10, yuanPerYear: 600_000 });
  expect(staffingOf(1000)).toEqual({ staff: 1, yuanPerYear: 60_000 });
});

test("the kernel judges every unit of a plan and leaves its input alone", () => {
  const board = boardAtoms(8, 4);
  const { graph, count } = board;
  const measures = new Float64Array(measureNames.length * count);
  measures.fill(1000, 0, count);
  measures.fill(0.05, 2 * count, 3 * count);
  const unit = Uint32Array.from({ length: count }, (_, a) => (a % 8 < 4 ? 0 : 1));
  const kept = unit.slice();
  const steps = run({ unit, unitCount: Uint32Array.of(2), ...graph, measures }, defaultParams(params));
  let step = steps.next();
  while (!step.done) step = steps.next();
  const out = step.value;
  expect([...out.residents]).toEqual([16_000, 16_000]);
  expect([...out.level]).toEqual([1, 1]);
  expect(out.conditions.length % 2).toBe(0);
  expect([...out.parts]).toEqual([1, 1]);
  expect(unit).toEqual(kept);
});

import { describe, expect, test } from "vitest";
import { PlanArchive, planHash } from "./archive.ts";
import { combineParts, type PlanColumns, standing } from "./combine.ts";
import { dominates, scoreOf } from "./judge.ts";
import { objectiveCount } from "./objectives.ts";
import { problemKinds } from "./results.ts";

const weights = Float64Array.of(1, 1, 0, 0, 0, 0, 0, 0);
const limits = new Float64Array(objectiveCount).fill(Infinity);
limits[0] = 0.5;
const aims = { weights, limits, scales: new Float64Array(objectiveCount).fill(1) };
const valuesOf = (residents: number, workload: number) => Float64Array.of(residents, workload, 0, 0, 0, 0, 0, 0);

/** A part with plans of four atoms. */
function partOf(plans: readonly { unit: readonly number[]; values: Float64Array }[], least = [0, 0]): PlanColumns {
  return {
    planUnits: Uint16Array.from(plans.flatMap(({ unit }) => [...unit])),
    planValues: Float64Array.from(plans.flatMap(({ values }) => [...values])),
    planExcess: Float64Array.from(
      plans.flatMap(({ values }) => [...values].map((value, o) => Math.max(0, value - limits[o]))),
    ),
    planScore: Float64Array.from(plans, ({ values }) => scoreOf(values, aims)),
    planHash: Uint32Array.from(plans.flatMap(({ unit }) => planHash(unit, 2))),
    planSource: new Uint8Array(plans.length),
    ensembleValues: Float32Array.from(plans.flatMap(({ values }) => [...values])),
    ensembleHash: Uint32Array.from(plans.flatMap(({ unit }) => planHash(unit, 2))),
    least: Float64Array.of(...least, 0, 0, 0, 0, 0, 0),
    today: new Float64Array(objectiveCount),
    weights,
    limits,
    component: new Int32Array(4),
    problemKind: new Uint8Array(),
    problemSubject: new Int32Array(),
    problemAmount: new Float64Array(),
    steps: Float64Array.of(plans.length, plans.length),
  };
}

const [a, b, c, d] = [
  { unit: [0, 0, 1, 1], values: valuesOf(0.1, 0.4) },
  { unit: [0, 1, 1, 1], values: valuesOf(0.4, 0.05) },
  { unit: [0, 1, 0, 1], values: valuesOf(0.4, 0.4) },
  { unit: [0, 1, 1, 0], values: valuesOf(0.7, 0) },
];

describe("parts of a run put together", () => {
  test("have each plan once, best first, whatever its units are numbered, and those beyond limits left out", () => {
    const renumbered = { ...a, unit: [1, 1, 0, 0] };
    const { planUnits, planScore, pareto, distinct, steps } = combineParts(
      [partOf([c, a]), partOf([renumbered, d, b])],
      10,
    );
    expect([...planScore]).toEqual([0.45, 0.5, 0.8].map((score) => expect.closeTo(score, 12)));
    expect([...planUnits.subarray(0, 8)]).toEqual([...b.unit, ...a.unit]);
    expect([...pareto]).toEqual([1, 1, 0]);
    expect(distinct).toBe(4);
    expect([...steps]).toEqual([5, 5]);
  });

  test("keep unbeaten plans before better ones that are beaten", () => {
    const close = { unit: [0, 0, 0, 1], values: valuesOf(0.41, 0.05) };
    expect([...combineParts([partOf([a, b, c, close])], 2).pareto]).toEqual([1, 0]);
    expect([...combineParts([partOf([a, b, c, close])], 4).pareto]).toEqual([1, 0, 1, 0]);
  });

  test("keep what misses the limits only where nothing else is there, and say so", () => {
    const none = combineParts([partOf([d], [0.6, 0])], 10);
    expect(none.planScore).toHaveLength(1);
    const problem = [problemKinds[none.problemKind[0]], none.problemSubject[0], none.problemAmount[0]];
    expect(problem).toEqual(["limit", 0, expect.closeTo(0.1, 12)]);
    const alone = combineParts([partOf([d], [0.3, 0])], 10);
    expect(problemKinds[alone.problemKind[0]]).toBe("clash");
    expect(alone.problemAmount[0]).toBeCloseTo(0.2, 12);
  });

  test("need at least one part", () => {
    expect(() => combineParts([], 10)).toThrow("no parts");
  });
});

test("an archive keeps the best by score and the unbeaten ones within the limits", () => {
  const archive = new PlanArchive(aims, 1);
  const from = { units: 2, source: 0 };
  for (const { unit, values } of [c, a, d, b, a]) archive.offer(Uint16Array.from(unit), values, from);
  expect(archive.plans().map(({ score }) => score)).toEqual([0.45, 0.5].map((score) => expect.closeTo(score, 12)));
});

test("a plan beats another only when it is nowhere worse and somewhere better", () => {
  const rows = Float64Array.of(...a.values, ...c.values, ...b.values);
  expect(dominates(rows, [0, 1], weights)).toBe(true);
  expect(dominates(rows, [1, 0], weights)).toBe(false);
  expect(dominates(rows, [0, 2], weights)).toBe(false);
  expect(dominates(rows, [0, 0], weights)).toBe(false);
});

test("the standing counts the plans that are better and worse (by hand)", () => {
  const ensemble = Float32Array.from([0.1, 0.2, 0.3, 0.4].flatMap((value) => [...valuesOf(value, 0.5)]));
  const { better, worse } = standing(ensemble, valuesOf(0.3, 0.5));
  expect([better[0], worse[0], better[1], worse[1]]).toEqual([0.5, 0.25, 0, 0]);
});

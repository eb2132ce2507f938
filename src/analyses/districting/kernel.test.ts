import { describe, expect, test } from "vitest";
import {
  gridAtoms,
  isContiguousPartition,
  planInput,
  washingtonBlockGroups,
  washingtonLayers,
  washingtonWard,
} from "../../../test/support/atoms.ts";
import { hasShared } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import type { Atoms } from "../../lib/regions/atoms.ts";
import { combineParts, standing, unitsOfPlan } from "../../lib/regions/combine.ts";
import { scoreOf } from "../../lib/regions/judge.ts";
import { objectiveCount, objectives } from "../../lib/regions/objectives.ts";
import { Plan } from "../../lib/regions/plan.ts";
import { problemKinds } from "../../lib/regions/results.ts";
import { type Params, params as spec } from "./kernel/params.ts";
import { question } from "./kernel/question.ts";
import { type Input, run } from "./kernel.ts";

const params = (changed: Partial<Params>): Params => ({
  ...defaultParams(spec),
  plans: 400,
  moves: 20_000,
  keep: 40,
  ...changed,
});
const solve = (input: Input, changed: Partial<Params>) =>
  combineParts([drain(run(input, params(changed)))], params(changed).keep);
const problemsOf = ({ problemKind, problemSubject, problemAmount }: ReturnType<typeof solve>) =>
  Array.from(problemKind, (kind, p) => [problemKinds[kind], problemSubject[p], problemAmount[p]]);

/** A grid with random people, work, streets, sites and estates. */
function town(columns: number, rows: number, seed: number): Atoms {
  const random = createRandom(seed, "town");
  const atoms = gridAtoms(columns, rows);
  const n = columns * rows;
  const street = (i: number) => (i % columns) % 3 === 2;
  const lines = new Float64Array(atoms.neighbour.length);
  for (let i = 0; i < n; i++) {
    for (let k = atoms.start[i]; k < atoms.start[i + 1]; k++) {
      const j = atoms.neighbour[k];
      if (Math.abs(i - j) === 1 && street(Math.min(i, j))) lines[k] = 1;
    }
  }
  return {
    ...atoms,
    lineMetres: lines,
    residents: Float64Array.from({ length: n }, () => 50 + random.below(100)),
    workload: Float64Array.from({ length: n }, () => 10 + random.below(40)),
    cases: Float64Array.from({ length: n }, () => random.below(20)),
    accessMetres: Float64Array.from({ length: n * 2 }, () => random.below(800)),
    groupStart: Uint32Array.of(0, 2, 5),
    groupAtom: Uint32Array.of(0, 1, n - 1, n - 2, n - 3),
    groupWeight: Float64Array.of(1, 1),
    today: Int32Array.from({ length: n }, (_, i) => (i < n / 2 ? 0 : 1)),
  };
}

/** Units of today of two neighbours in a row, the last of an odd row alone. */
function pairs(columns: number, rows: number): Int32Array {
  const perRow = Math.ceil(columns / 2);
  return Int32Array.from({ length: columns * rows }, (_, i) => Math.floor(i / columns) * perRow + ((i % columns) >> 1));
}

/** All partitions of the atoms into `units` connected parts, labelled by first appearance. */
function* partitions(atoms: Atoms, units: number): Generator<Uint16Array> {
  const n = atoms.residents.length;
  const unit = new Uint16Array(n);
  function* place(i: number, used: number): Generator<Uint16Array> {
    if (i === n) {
      if (used === units && isContiguousPartition(atoms, unit, units)) yield unit;
      return;
    }
    for (let u = 0; u <= Math.min(used, units - 1); u++) {
      unit[i] = u;
      yield* place(i + 1, Math.max(used, u + 1));
    }
  }
  yield* place(0, 0);
}

describe("the best plan", () => {
  test.each([
    [4, 3, 2, {}],
    [4, 3, 3, { limitResidents: 0.2 }],
    [3, 4, 4, { limitResidents: 0.4, weightAccess: 2, weightMoved: 2 }],
    [4, 3, 2, { limitResidents: 0.03, limitWorkload: 0.05, weightGroups: 5 }],
    [4, 3, 3, { limitResidents: 1, weightResidents: 0, compactness: "cut-edges" as const }],
  ])("of %i × %i atoms in %i units is that of all partitions %o", (columns, rows, units, changed) => {
    for (const seed of [1, 2, 3]) {
      const input = planInput(town(columns, rows, seed));
      const own = params({ task: "redraw", units, ...changed });
      const { atoms, rules, aims } = question(input, own);
      const plan = new Plan(atoms, rules);
      let best = Infinity;
      for (const unit of partitions(atoms, units)) {
        plan.load(unit);
        best = Math.min(best, scoreOf(plan.values(new Float64Array(objectiveCount)), aims));
      }
      expect(solve(input, own).planScore[0]).toBeCloseTo(best, 9);
    }
  });
});

describe("every plan", () => {
  test("of 1,000 seeded runs is a partition in one piece each, whatever the task", () => {
    const random = createRandom(9, "runs");
    for (let seed = 0; seed < 1000; seed++) {
      const [columns, rows] = [3 + random.below(6), 3 + random.below(6)];
      const n = columns * rows;
      const task = random.pick(["split", "carve", "redraw", "merge"] as const);
      const base = town(columns, rows, seed);
      const atoms = task === "merge" ? { ...base, today: pairs(columns, rows) } : base;
      const units = task === "carve" ? 2 : 2 + random.below(3);
      const changed = {
        task,
        units,
        seed,
        trees: random.pick(["wilson", "random-mst"] as const),
        method: random.pick(["optimise", "ensemble"] as const),
        limitResidents: random.pick([0.05, 0.2, 1]),
        carveShare: random.between(0.1, 0.9),
        plans: 40,
        moves: 200,
        keep: 5,
      };
      const { planUnits, planScore, component } = solve(
        planInput(atoms, { range: [seed % 40, (seed % 40) + 1] }),
        changed,
      );
      expect(planScore.length).toBeGreaterThan(0);
      for (let p = 0; p < planScore.length; p++) {
        const unit = unitsOfPlan({ planUnits, component }, p);
        expect(isContiguousPartition(atoms, unit, units)).toBe(true);
        if (task !== "merge") continue;
        for (let i = 1; i < n; i++) if (atoms.today[i] === atoms.today[i - 1]) expect(unit[i]).toBe(unit[i - 1]);
      }
    }
  }, 300_000);

  test("is the same on 1, 2 and 4 workers, and another with another seed", () => {
    const input = planInput(town(10, 10, 1));
    const own = params({ task: "redraw", units: 5, limitResidents: 0.1 });
    const on = (bounds: number[]) =>
      combineParts(
        bounds.slice(1).map((to, part) => drain(run({ ...input, range: Uint32Array.of(bounds[part], to) }, own))),
        own.keep,
      );
    const one = on([0, 40]);
    expect(on([0, 20, 40])).toEqual(one);
    expect(on([0, 10, 20, 30, 40])).toEqual(one);
    expect(on([0, 13, 14, 40])).toEqual(one);
    const other = solve(input, { ...own, seed: 2 });
    expect([...other.ensembleHash]).not.toEqual([...one.ensembleHash]);
  });

  test("keeps the unit of today that it goes on from, and leaves atoms outside the scope alone", () => {
    const atoms = town(6, 6, 4);
    const scope = Uint8Array.from({ length: 36 }, (_, i) => (i < 30 ? 1 : 0));
    const { planUnits, component, planValues } = solve(planInput(atoms, { scope }), {
      task: "redraw",
      limitResidents: 0.3,
      weightMoved: 10,
    });
    const unit = unitsOfPlan({ planUnits, component }, 0);
    expect([...unit.subarray(30)]).toEqual(new Array(6).fill(65_535));
    const moved = atoms.residents.reduce((sum, people, i) => {
      return scope[i] && unit[i] !== atoms.today[i] ? sum + people : sum;
    }, 0);
    const total = atoms.residents.reduce((sum, people, i) => sum + (scope[i] ? people : 0), 0);
    expect(planValues[objectives.indexOf("moved")]).toBeCloseTo(moved / total, 12);
  });

  test("carves a new unit of the share asked for, unit 1", () => {
    const atoms = town(8, 8, 5);
    const { planUnits, component, planExcess } = solve(planInput(atoms), { task: "carve", carveShare: 0.2 });
    const unit = unitsOfPlan({ planUnits, component }, 0);
    const [own, all] = [1, -1].map((u) =>
      atoms.residents.reduce((sum, people, i) => (u < 0 || unit[i] === u ? sum + people : sum), 0),
    );
    expect(Math.abs(own / all - 0.2)).toBeLessThanOrEqual(0.05 * 0.2 + 1e-9);
    expect(planExcess.subarray(0, 8).every((excess) => excess === 0)).toBe(true);
  });

  test.each(["skater", "max-p"] as const)("of %s is a partition in one piece each", (method) => {
    const atoms = town(8, 6, 6);
    const out = solve(planInput(atoms), { task: "redraw", method, units: 4, floorResidents: 900 });
    const unit = unitsOfPlan(out, 0);
    expect(isContiguousPartition(atoms, unit, 1 + Math.max(...unit))).toBe(true);
    expect(out.planScore).toHaveLength(1);
  });
});

test("trees that keep within streets put more of the borders on them", () => {
  const input = planInput(town(9, 9, 3));
  const meanOff = (streetPull: number, trees: Params["trees"]) => {
    const { ensembleValues } = solve(input, {
      task: "redraw",
      method: "ensemble",
      units: 3,
      limitResidents: 0.2,
      streetPull,
      trees,
    });
    const off = ensembleValues.filter((_, k) => k % objectiveCount === objectives.indexOf("borders"));
    return off.reduce((sum, value) => sum + value, 0) / off.length;
  };
  for (const trees of ["wilson", "random-mst"] as const) {
    expect(meanOff(5, trees)).toBeLessThan(0.7 * meanOff(0, trees));
  }
});

test("the kernel tells its progress, upwards from 0 to 1, often enough to be stopped", () => {
  const told = [...run(planInput(town(10, 10, 2)), params({ task: "redraw", units: 4, limitResidents: 0.2 }))];
  expect(told.length).toBeGreaterThan(40);
  expect(told.every((done, k) => done >= (told[k - 1] ?? 0) && done <= 1)).toBe(true);
});

describe("the standing of today's plan", () => {
  test("is its place in the distribution of the ensemble", () => {
    const out = solve(planInput(town(8, 8, 7)), { task: "redraw", method: "ensemble", limitResidents: 0.2 });
    const { better, worse } = standing(out.ensembleValues, out.today);
    const residents = objectives.indexOf("residents");
    const values = out.ensembleValues.filter((_, k) => k % objectiveCount === residents);
    const below = values.filter((value) => value < Math.fround(out.today[residents])).length;
    expect(better[residents]).toBe(below / values.length);
    // Two halves of straight rows: no plan cuts fewer residents off from their unit.
    expect(better[objectives.indexOf("moved")]).toBe(0);
    expect(better[residents] + worse[residents]).toBeLessThanOrEqual(1);
  });

  test("is unknown where today has another number of units", () => {
    const out = solve(planInput(town(6, 6, 7)), { task: "redraw", units: 3, method: "ensemble", limitResidents: 0.3 });
    expect([...out.today].every(Number.isNaN)).toBe(true);
    expect([...standing(out.ensembleValues, out.today).better].every(Number.isNaN)).toBe(true);
  });
});

describe("bad input", () => {
  test("in pieces is told by piece, and a bridge mends it", async () => {
    const { withBridges } = await import("../../lib/regions/components.ts");
    const base = gridAtoms(5, 2);
    const atoms = { ...base, ...withoutColumn(base, 5, 2) };
    const scope = Uint8Array.from({ length: 10 }, (_, i) => (i % 5 === 2 ? 0 : 1));
    const broken = solve(planInput(atoms, { scope }), { task: "redraw" });
    expect(problemsOf(broken)).toEqual([["disconnected", 1, 4]]);
    expect([...broken.component]).toEqual([0, 0, -1, 1, 1, 0, 0, -1, 1, 1]);
    expect(broken.planScore).toHaveLength(0);
    const mended = solve(planInput({ ...atoms, ...withBridges(atoms, [1], [3]) }, { scope }), { task: "redraw" });
    expect(problemsOf(mended)).toEqual([]);
    expect(mended.planValues[0]).toBe(0);
  });

  test("without residents, or with unknown ones, is told", () => {
    const atoms = gridAtoms(4, 4);
    const empty = solve(planInput({ ...atoms, residents: new Float64Array(16) }), { task: "redraw" });
    expect(problemsOf(empty)).toEqual([["no-residents", -1, 0]]);
    const residents = atoms.residents.slice();
    residents[3] = residents[7] = Number.NaN;
    const holes = solve(planInput({ ...atoms, residents }), { task: "redraw" });
    expect(problemsOf(holes)).toEqual([["unknown-residents", 3, 2]]);
    expect(holes.planValues[0]).toBe(0);
  });

  test("with a unit of today in pieces is told when units are merged", () => {
    const today = Int32Array.of(0, 1, 2, 0, 1, 1, 2, 2, 3);
    const out = solve(planInput({ ...gridAtoms(3, 3), today }), { task: "merge" });
    expect(problemsOf(out)).toEqual([["unit-in-pieces", 2, 2]]);
    expect(out.planScore).toHaveLength(0);
  });

  test("with too few atoms is told", () => {
    expect(problemsOf(solve(planInput(gridAtoms(2, 1)), { task: "redraw", units: 3 }))).toEqual([
      ["too-few-atoms", -1, 1],
    ]);
  });

  test("with one atom above the limit is told, and by how many residents the nearest plan misses it", () => {
    const atoms = gridAtoms(4, 4);
    const residents = atoms.residents.map((one, i) => (i === 5 ? 85 : one));
    const out = solve(planInput({ ...atoms, residents }), { task: "redraw", limitResidents: 0.1 });
    const [heavy, limit] = problemsOf(out);
    expect(heavy).toEqual(["heavy-atom", 5, 85 - 50 * 1.1]);
    expect(limit).toEqual(["limit", 0, expect.closeTo(0.7 - 0.1, 9)]);
    expect(out.planExcess[0]).toBeCloseTo(0.6, 9);
  });

  test("with a limit that no plan keeps says which and by how much", () => {
    const out = solve(planInput(gridAtoms(4, 4)), { task: "redraw", limitBorders: 0.5, limitResidents: 0.2 });
    expect(problemsOf(out)).toEqual([["limit", objectives.indexOf("borders"), 0.5]]);
    expect(out.planScore.every((score) => score > 1000)).toBe(true);
  });

  test("with limits that clash says what the nearest plan misses", () => {
    // A street after the first of four columns: borders on it leave 1 : 3, equal halves leave the street.
    const atoms = gridAtoms(4, 4);
    const lineMetres = atoms.borderMetres.map(() => 0);
    for (let i = 0; i < 16; i++) {
      for (let k = atoms.start[i]; k < atoms.start[i + 1]; k++) {
        const low = Math.min(i, atoms.neighbour[k]);
        if (Math.abs(i - atoms.neighbour[k]) === 1 && low % 4 === 0) lineMetres[k] = 1;
      }
    }
    const out = solve(planInput({ ...atoms, lineMetres }), {
      task: "redraw",
      limitResidents: 0.1,
      limitBorders: 0,
      weightCompactness: 0,
    });
    const kinds = problemsOf(out).map(([kind]) => kind);
    expect(kinds.length).toBeGreaterThan(0);
    expect(new Set(kinds)).toEqual(new Set(["clash"]));
  });

  test("with whole units that cannot be merged within the limit is told by how much, each plan whole", () => {
    const today = Int32Array.from({ length: 36 }, (_, i) => Math.floor(i / 12));
    const atoms = { ...gridAtoms(6, 6), today };
    const out = solve(planInput(atoms), { task: "merge", limitResidents: 0.05 });
    expect(problemsOf(out)).toEqual([["limit", 0, expect.closeTo(1 / 3 - 0.05, 9)]]);
    expect(out.planScore).toHaveLength(2);
    for (const p of [0, 1]) expect(isContiguousPartition(atoms, unitsOfPlan(out, p), 2)).toBe(true);
  });

  test("that does not fit together is refused", () => {
    const input = planInput(gridAtoms(3, 3));
    expect(() => solve({ ...input, today: new Int32Array(3) }, {})).toThrow("today has 3 rows, not 9");
    expect(() => solve(input, { compactness: "reock" })).toThrow("needs hulls");
    expect(() => solve({ ...input, range: Uint32Array.of(0, 41) }, {})).toThrow("chains 0 to 41");
  });
});

/** A grid of `columns` without the links of one column. */
function withoutColumn(atoms: Atoms, columns: number, gone: number) {
  const start = [0];
  const kept: number[] = [];
  for (let i = 0; i + 1 < atoms.start.length; i++) {
    for (let k = atoms.start[i]; k < atoms.start[i + 1]; k++) {
      if (i % columns !== gone && atoms.neighbour[k] % columns !== gone) kept.push(k);
    }
    start.push(kept.length);
  }
  const take = (column: Float64Array) => Float64Array.from(kept, (k) => column[k]);
  return {
    start: Uint32Array.from(start),
    neighbour: Uint32Array.from(kept, (k) => atoms.neighbour[k]),
    borderMetres: take(atoms.borderMetres),
    lineMetres: take(atoms.lineMetres),
  };
}

describe.skipIf(!hasShared(washingtonLayers.blockGroups))("Washington", () => {
  test("has at least 200 distinct plans of 8 units within 3 % of residents", () => {
    const atoms = washingtonBlockGroups();
    expect(atoms.residents.reduce((sum, people) => sum + people, 0)).toBe(601_723);
    const out = solve(planInput(atoms), { task: "redraw", units: 8, limitResidents: 0.03, plans: 2000, keep: 200 });
    expect(out.planScore).toHaveLength(200);
    const keys = new Set<string>();
    for (let p = 0; p < 200; p++) {
      const unit = unitsOfPlan(out, p);
      expect(isContiguousPartition(atoms, unit, 8)).toBe(true);
      const people = new Float64Array(8);
      unit.forEach((u, i) => {
        people[u] += atoms.residents[i];
      });
      for (const sum of people) expect(Math.abs(sum / (601_723 / 8) - 1)).toBeLessThanOrEqual(0.03);
      keys.add(`${out.planHash[2 * p]} ${out.planHash[2 * p + 1]}`);
    }
    expect(keys.size).toBe(200);
  });

  test("has 200 ways to split a ward of 37 single-member districts in two", () => {
    const { atoms, scope } = washingtonWard("1");
    expect(scope.reduce((sum, is) => sum + is, 0)).toBe(37);
    const out = solve(planInput(atoms, { scope }), { task: "split", plans: 2000, keep: 200 });
    expect(out.planScore).toHaveLength(200);
    // 18 and 19 of 37.
    expect(Math.max(...out.planValues.filter((_, k) => k % objectiveCount === 0))).toBeCloseTo(0.5 / 18.5, 9);
    for (let p = 0; p < 200; p++) expect(isContiguousPartition(atoms, unitsOfPlan(out, p), 2)).toBe(true);
  });
});

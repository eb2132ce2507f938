import { beforeAll, describe, expect, test } from "vitest";
import { hasShared, sharedJson, sharedText } from "../../../../test/support/shared.ts";
import { drain } from "../../../engine/drive.ts";
import { loadMilp, type Milp } from "../../../lib/milp.ts";
import type { CostTable } from "../../../lib/road-graph.ts";
import { coverProblem } from "./cover.ts";
import { medianBound } from "./median-bound.ts";
import { medianModel } from "./models.ts";
import { gapOf } from "./outcome.ts";
import { solveAll, solveCenter, solveCover, solveMedian } from "./solve.ts";

const folder = "oracles/03-location";
const absent = !hasShared(folder);
let milp: Milp;
beforeAll(async () => {
  milp = await loadMilp();
});

function table(sites: number, demands: number, cost: (j: number, i: number) => number): CostTable {
  const entries = Array.from({ length: sites * demands }, (_, k) => cost(Math.floor(k / demands), k % demands));
  return {
    start: Uint32Array.from({ length: sites + 1 }, (_, j) => j * demands),
    target: Uint32Array.from(entries, (_, k) => k % demands),
    cost: Float64Array.from(entries),
  };
}
const plain = (weight: ArrayLike<number>, sites: number) => ({
  weight: Float64Array.from(weight),
  fixed: new Uint8Array(sites),
  group: new Int32Array(sites).fill(-1),
});

describe.skipIf(absent)("San Francisco's 16 stores and 205 tracts (skipped where ../shared/oracles is absent)", () => {
  const lines = absent
    ? []
    : sharedText(`${folder}/sf/SF_network_distance_candidateStore_16_censusTract_205_new.csv`)
        .trim()
        .split("\n")
        .slice(1);
  const rows = lines.map((line) => line.trim().split(","));
  const names = [...new Set(rows.map(([, name = ""]) => name))].sort();
  const tracts = [...new Set(rows.map(([, , tract = ""]) => tract))].sort();
  const people = new Map(rows.map(([, , tract = "", demand]) => [tract, Number(demand)]));
  const metres = new Map(rows.map(([distance, name, tract]) => [`${name} ${tract}`, Number(distance)]));
  const costs = table(names.length, tracts.length, (j, i) => metres.get(`${names[j]} ${tracts[i]}`) ?? Infinity);
  const sites = plain(
    tracts.map((tract) => people.get(tract) ?? 0),
    names.length,
  );
  const opened = (chosen: Uint8Array) => names.filter((_, j) => chosen[j]);
  const published = ["Store_11", "Store_12", "Store_15", "Store_2"];
  const exact = () => ({ milp, seconds: 20 });

  test("location set cover needs 8 and 3", () => {
    expect(solveAll(coverProblem(costs, 5000, sites), exact())).toMatchObject({ objective: 8, bound: 8 });
    expect(solveAll(coverProblem(costs, 8000, sites), exact())).toMatchObject({ objective: 3, bound: 3 });
  });

  test("maximal cover of 4 within 5,000 m is 875,247 people; the heuristic alone finds it", () => {
    const problem = coverProblem(costs, 5000, sites);
    const out = drain(solveCover(problem, { count: 4, need: 1, exact: exact() }));
    expect(out).toMatchObject({ objective: 875_247, bound: 875_247 });
    expect(opened(out.chosen)).toEqual(published);
    const quick = drain(solveCover(problem, { count: 4, need: 1 }));
    expect(quick.objective).toBe(875_247);
    expect(gapOf(quick)).toBeLessThan(0.02);
  });

  test("backup cover is 140 and 145 of 205, as enumeration proves, not the 143 and 167 once published", () => {
    const ones = plain(
      tracts.map(() => 1),
      names.length,
    );
    const twice = (reach: number, count: number) =>
      drain(solveCover(coverProblem(costs, reach, ones), { count, need: 2, exact: exact() }));
    expect(twice(8000, 3)).toMatchObject({ objective: 140, bound: 140 });
    expect(twice(5000, 8)).toMatchObject({ objective: 145, bound: 145 });
  });

  test("p-median of 4 costs 2,848,268,129.71 person-metres", () => {
    const cost = costs.cost.map((distance, k) => distance * (sites.weight[costs.target[k] ?? 0] ?? 0));
    const problem = { demands: tracts.length, cost, fixed: sites.fixed, count: 4 };
    const out = drain(solveMedian(problem, { exact: exact(), seed: 1 }));
    expect(out.objective).toBeCloseTo(2_848_268_129.7145104, 3);
    expect(gapOf(out)).toBeLessThan(1e-9);
    expect(opened(out.chosen)).toEqual(published);
  });

  test("p-center of 4 is 7,403.06 m", () => {
    const out = drain(solveCenter(costs, sites, { count: 4, exact: exact() }));
    expect(out.objective).toBeCloseTo(7403.063810849859, 6);
    expect(out.bound).toBe(out.objective);
  });

  test("what exists stays, and counts", () => {
    const fixed = Uint8Array.from(names, (name) => (name === "Store_5" ? 1 : 0));
    const out = drain(
      solveCover(coverProblem(costs, 5000, { ...sites, fixed }), { count: 3, need: 1, exact: exact() }),
    );
    expect(opened(out.chosen)).toContain("Store_5");
    expect(opened(out.chosen)).toHaveLength(4);
    expect(out.objective).toBeLessThanOrEqual(875_247);
  });
});

/** OR-Library's p-median files: the last of repeated edges counts, then shortest paths between all. */
function pmed(name: string) {
  const numbers = sharedText(`${folder}/orlib_pmed/${name}.txt`).trim().split(/\s+/).map(Number);
  const [n = 0, m = 0, p = 0] = numbers;
  const cost = new Float64Array(n * n).fill(Infinity);
  for (let i = 0; i < n; i++) cost[i * n + i] = 0;
  for (let e = 0; e < m; e++) {
    const [a = 0, b = 0, length = 0] = numbers.slice(3 + 3 * e, 6 + 3 * e);
    cost[(a - 1) * n + b - 1] = cost[(b - 1) * n + a - 1] = length;
  }
  for (let k = 0; k < n; k++) {
    for (let i = 0; i < n; i++) {
      const via = cost[i * n + k] ?? Infinity;
      for (let j = 0; j < n; j++) {
        const there = via + (cost[k * n + j] ?? Infinity);
        if (there < (cost[i * n + j] ?? 0)) cost[i * n + j] = there;
      }
    }
  }
  return { n, p, cost };
}

type Optima = Readonly<
  Record<"pmedian_optimum" | "pcenter_optimum_computed_with_highs", Readonly<Record<string, number>>>
>;
const none: Optima = { pmedian_optimum: {}, pcenter_optimum_computed_with_highs: {} };

describe.skipIf(absent)("OR-Library pmed1–10 (skipped where ../shared/oracles is absent)", () => {
  const expected = absent ? none : sharedJson<Optima>(`${folder}/orlib_pmed/expected.json`);
  const names = Array.from({ length: 10 }, (_, k) => `pmed${k + 1}`);

  test.each(names)("%s: p-median is optimal and proven so, without the exact solver", (name) => {
    const { n, p, cost } = pmed(name);
    const out = drain(solveMedian({ demands: n, cost, fixed: new Uint8Array(n), count: p }, { seed: 1 }));
    expect(out.objective).toBe(expected.pmedian_optimum[name]);
    expect(gapOf(out)).toBe(0);
  });

  test.each(["pmed2", "pmed6"])(
    "%s: without branching the bound stays below, and the exact solver closes the gap",
    (name) => {
      const { n, p, cost } = pmed(name);
      const problem = { demands: n, cost, fixed: new Uint8Array(n), count: p };
      const optimum = expected.pmedian_optimum[name] ?? Number.NaN;
      const lower = drain(medianBound(problem, optimum));
      expect(lower.bound).toBeLessThan(optimum);
      const { values, bound } = milp(medianModel(problem, lower).model, { timeLimitSeconds: 120 });
      expect(values.length).toBeGreaterThan(0);
      expect(bound).toBeCloseTo(optimum, 4);
    },
  );

  test.each(names.filter((_, k) => k !== 5 && k !== 6))("%s: p-center, exact and bounded", (name) => {
    const { n, p, cost } = pmed(name);
    const sites = plain(new Float64Array(n).fill(1), n);
    const costs = table(n, n, (j, i) => cost[j * n + i] ?? Infinity);
    const out = drain(solveCenter(costs, sites, { count: p, exact: { milp, seconds: 20 } }));
    expect(out.objective).toBe(expected.pcenter_optimum_computed_with_highs[name]);
    const quick = drain(solveCenter(costs, sites, { count: p }));
    expect(quick.objective).toBeGreaterThanOrEqual(out.objective);
    expect(quick.bound).toBeLessThanOrEqual(out.objective);
  });
});

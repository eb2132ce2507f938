import { expect, test } from "vitest";
import { drain } from "../../engine/drive.ts";
import { footprintTable } from "../../lib/footprint-table.ts";
import { loadMilp } from "../../lib/milp.ts";
import { createRandom } from "../../lib/random.ts";
import { statuses } from "./kernel/outcome.ts";
import type { Params } from "./kernel/params.ts";
import { createRun, type Input } from "./kernel.ts";

/** Sites and demands on a line, everything within reach of everything. */
function line(sites: readonly number[], demands: readonly number[], changed: Partial<Input> = {}): Input {
  return {
    siteStart: Uint32Array.from({ length: sites.length + 1 }, (_, j) => j * demands.length),
    siteTarget: Uint32Array.from(sites.flatMap(() => demands.map((_, i) => i))),
    siteCost: Float64Array.from(sites.flatMap((x) => demands.map((y) => Math.abs(x - y)))),
    siteFixed: new Uint8Array(sites.length),
    siteGroup: new Int32Array(sites.length).fill(-1),
    demandWeight: new Float64Array(demands.length).fill(1),
    ...changed,
  };
}
const params: Params = {
  model: "maximal-cover",
  sites: 1,
  reachMetres: 1,
  exact: false,
  seconds: 5,
  seed: 1,
  secondPercent: 50,
};
const solve = (input: Input, changed: Partial<Params> = {}) =>
  drain(createRun(undefined)(input, { ...params, ...changed }));
const status = (out: { readonly status: Uint8Array }) => statuses[out.status[0] ?? 0];

test("the site that covers most is chosen, proven, and says what it adds", () => {
  const out = solve(line([0, 10, 20], [9, 10, 11, 20]));
  expect([...out.chosen]).toEqual([0, 1, 0]);
  expect([...out.objective, ...out.bound, ...out.gap]).toEqual([3, 3, 0]);
  expect(status(out)).toBe("optimal");
  expect([...out.adds]).toEqual([0, 3, 0]);
  expect([...out.site]).toEqual([1, 1, 1, -1]);
  expect([...out.curve]).toEqual([0, 3]);
});

test("what exists stays and is not paid for", () => {
  const input = line([0, 10, 20], [9, 10, 11, 20], { siteFixed: Uint8Array.of(0, 1, 0) });
  const out = solve(input);
  expect([...out.chosen]).toEqual([0, 1, 1]);
  expect([...out.before, ...out.objective]).toEqual([3, 4]);
  expect([...out.used]).toEqual([1, 1]);
});

test("of the directions of one pole only one is chosen", () => {
  const input = line([10, 20, 30], [10, 20, 30], {
    siteGroup: Int32Array.of(7, 7, -1),
    demandWeight: Float64Array.of(5, 4, 1),
  });
  const out = solve(input, { sites: 2 });
  expect([...out.chosen]).toEqual([1, 0, 1]);
  expect(out.objective[0]).toBe(6);
});

test("more sites asked for than there are: all are taken, and it is said", () => {
  const out = solve(line([0, 10], [0, 10, 50]), { sites: 9 });
  expect([...out.used]).toEqual([2, 9]);
  expect([...out.unreachable]).toEqual([1, 1]);
  expect(status(out)).toBe("optimal");
});

test("cover of all leaves out what nobody reaches, and counts it", () => {
  const out = solve(line([0, 10, 20], [0, 1, 20, 99]), { model: "cover-all" });
  expect([...out.chosen]).toEqual([1, 0, 1]);
  expect([...out.objective, ...out.bound]).toEqual([2, 2]);
  expect([...out.unreachable]).toEqual([1, 1]);
});

test("median and center by hand", () => {
  const input = line([0, 5, 10], [0, 4, 6, 10]);
  const median = solve(input, { model: "p-median" });
  expect([...median.chosen]).toEqual([0, 1, 0]);
  expect([...median.objective, ...median.gap]).toEqual([12, 0]);
  const two = solve(input, { model: "p-median", sites: 2 });
  expect(two.objective[0]).toBe(7);
  const center = solve(input, { model: "p-center" });
  expect([...center.objective]).toEqual([5]);
});

test("infeasible backup is said to be, without a crash", () => {
  const out = solve(line([0, 10], [0, 10]), { model: "backup-cover", sites: 1 });
  expect(status(out)).toBe("infeasible");
  expect(out.objective[0]).toBeNaN();
});

test("with some backup, a second cover of much is worth more than a first one of little", () => {
  const input = line([10, 10.5, 30], [10, 30], { demandWeight: Float64Array.of(10, 3) });
  const asked = { model: "backup-share", sites: 2 } as const;
  const half = solve(input, asked);
  expect([...half.chosen]).toEqual([1, 1, 0]);
  expect([...half.objective, ...half.bound]).toEqual([10, 10]);
  const tenth = solve(input, { ...asked, secondPercent: 10 });
  expect(tenth.chosen[2]).toBe(1);
  expect(tenth.objective[0]).toBeCloseTo(0.9 * 13, 9);
});

test("nothing to choose from, or nobody to serve, is no error", () => {
  for (const model of ["maximal-cover", "cover-all", "backup-cover", "p-center"] as const) {
    expect(solve(line([], []), { model }).chosen).toHaveLength(0);
    expect(solve(line([0], []), { model }).site).toHaveLength(0);
  }
});

test("a cost that is not a number is refused by name", () => {
  const input = line([0], [0, 1], { siteCost: Float64Array.of(0, Number.NaN) });
  expect(() => solve(input)).toThrow("siting: cost 1 is NaN");
});

test("on random problems the heuristic never beats the exact solver, nor the bound", async () => {
  const exactly = createRun(await loadMilp());
  const random = createRandom(12, "siting");
  for (let round = 0; round < 20; round++) {
    const places = () => Array.from({ length: 40 }, () => random.between(0, 100));
    const input = line(places().slice(0, 12), places(), {
      demandWeight: Float64Array.from({ length: 40 }, () => random.below(9)),
    });
    for (const model of ["maximal-cover", "backup-share", "p-median", "p-center", "cover-all"] as const) {
      const asked = { ...params, model, sites: 3, reachMetres: 8 };
      const quick = solve(input, asked);
      const exact = drain(exactly(input, { ...asked, exact: true }));
      const sign = model === "maximal-cover" || model === "backup-share" ? 1 : -1;
      const [best = 0, found = 0, bound = 0] = [exact.objective[0], quick.objective[0], quick.bound[0]];
      expect(exact.gap[0]).toBe(0);
      expect(sign * (best - found)).toBeGreaterThanOrEqual(-1e-6);
      expect(sign * (bound - best)).toBeGreaterThanOrEqual(-1e-6);
    }
  }
});

test("footprints of possible cameras become a covering table", () => {
  const frame = { x: 0, y: 0, cell: 1, columns: 10, rows: 10 };
  const footprints = { start: Uint32Array.of(0, 1, 2), runs: Int32Array.of(0, 0, 3, 5, 2, 9) };
  const points = { x: Float64Array.of(1.5, 8.2, 50, 2.5), y: Float64Array.of(0.5, 5.9, 0, 0.1) };
  const table = footprintTable(frame, footprints, points);
  expect([...table.start]).toEqual([0, 2, 3]);
  expect([...table.target]).toEqual([0, 3, 1]);
});

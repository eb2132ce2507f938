import { expect, test } from "vitest";
import { csrFromLists, finish } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { type Csr, maxDegree } from "./csr.ts";
import { nearestNeighbours } from "./neighbours.ts";
import { type PermutedStatistic, permutationTable, permutationTails, twoSidedTailP } from "./permutation.ts";
import { createRandom } from "./random.ts";

function tails(
  value: Float64Array,
  csr: Csr,
  options: { permutations: number; seed?: number; statistic?: PermutedStatistic },
) {
  const { permutations, seed = 1, statistic = "sum" } = options;
  const areas = value.length;
  const table = permutationTable({ areas, permutations, draws: maxDegree(csr), seed });
  return finish(permutationTails({ value, csr, table, statistic, from: 0, to: areas }));
}

interface EsdaOracle {
  readonly y: number[];
  readonly neighbors0: number[][];
  readonly Moran_Local_r: { p_greater: number[]; p_directed: number[]; p_two_sided: number[] };
  readonly G_Local_B_nostar: { p_directed: number[]; p_two_sided: number[] };
}
const permutations = 9_999;
const bound = (p: number) => 4 * Math.sqrt(p * (1 - p) * (1 / permutations + 1 / 99_999)) + 1 / (permutations + 1);

for (const name of ["esda_6points", "esda_desmith", "esda_sids2_SIDR74"]) {
  const path = `oracles/01-hotspots/${name}.json`;
  test.skipIf(!hasShared(path))(`tail shares lie within the Monte Carlo bound of PySAL's on ${name}`, () => {
    const data = sharedJson<EsdaOracle>(path);
    const value = Float64Array.from(data.y);
    const { greater, less } = tails(value, csrFromLists(data.neighbors0), { permutations, seed: 12345 });
    const mean = value.reduce((a, b) => a + b, 0) / value.length;
    for (const [i, expected] of data.Moran_Local_r.p_greater.entries()) {
      const [tail, other] = value[i] >= mean ? [greater[i], less[i]] : [less[i], greater[i]];
      // PySAL loses exact ties to rounding now and then: its share lies between ours without ties and with them.
      const least = (permutations - other) / permutations;
      const most = (tail + 1) / (permutations + 1);
      expect(expected, `area ${i}`).toBeGreaterThanOrEqual(least - bound(expected));
      expect(expected, `area ${i}`).toBeLessThanOrEqual(most + bound(expected));
      if (tail + other === permutations) expect(Math.abs(most - expected)).toBeLessThanOrEqual(bound(expected));
    }
  });
}

for (const name of ["esda_6points", "esda_desmith", "esda_sids2_SIDR74"]) {
  const path = `oracles/01-hotspots/${name}.json`;
  test.skipIf(!hasShared(path))(`p lies within the Monte Carlo bound of PySAL's of either kind on ${name}`, () => {
    const data = sharedJson<EsdaOracle>(path);
    const found = tails(Float64Array.from(data.y), csrFromLists(data.neighbors0), { permutations, seed: 4321 });
    const ours = twoSidedTailP(found, permutations);
    for (const { p_directed, p_two_sided } of [data.Moran_Local_r, data.G_Local_B_nostar]) {
      for (const [i, p] of ours.entries()) {
        // Ties count in both tails here; the mirrored percentile of PySAL may leave them out on either side.
        const tied = (found.greater[i] + found.less[i] - permutations) / permutations;
        for (const theirs of [2 * p_directed[i], p_two_sided[i]]) {
          const allowed = 2 * tied + 2 * bound(Math.min(1, theirs) / 2);
          expect(Math.abs(p - Math.min(1, theirs)), `area ${i}`).toBeLessThanOrEqual(allowed);
        }
      }
    }
  });
}

/** Every way to choose `size` of the items. */
function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]));
}

test("tails agree with the enumeration of all neighbourhoods, ties included, for sums and for Geary", () => {
  const csr = csrFromLists([[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4], []]);
  const value = Float64Array.of(2, 3, 3, 5, 8, 7, 3);
  const many = 40_000;
  for (const statistic of ["sum", "geary"] as const) {
    const { greater, less } = tails(value, csr, { permutations: many, statistic });
    const of = (i: number, others: readonly number[]) =>
      others.reduce((sum, j) => sum + (statistic === "sum" ? value[j] : (value[i] - value[j]) ** 2), 0);
    for (let i = 0; i < 6; i++) {
      const own = Array.from(csr.neighbour.subarray(csr.start[i], csr.start[i + 1]));
      const all = subsets(
        [0, 1, 2, 3, 4, 5, 6].filter((j) => j !== i),
        own.length,
      ).map((set) => of(i, set));
      const share = (holds: (s: number) => boolean) => all.filter(holds).length / all.length;
      for (const [seen, expected] of [
        [greater[i] / many, share((s) => s >= of(i, own))],
        [less[i] / many, share((s) => s <= of(i, own))],
      ]) {
        expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / many) + 1e-12);
      }
    }
    expect([greater[6], less[6]]).toEqual([0, 0]);
  }
});

function randomMap(seed: number, n: number) {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: n }, () => random.float());
  const y = Float64Array.from({ length: n }, () => random.float());
  return { csr: nearestNeighbours(x, y, 6), value: Float64Array.from({ length: n }, () => random.float() / 3) };
}

test("any split of the rows among workers gives the same counts", () => {
  const { csr, value } = randomMap(3, 400);
  const table = permutationTable({ areas: 400, permutations: 499, draws: 6, seed: 8 });
  for (const statistic of ["sum", "geary"] as const) {
    const whole = finish(permutationTails({ value, csr, table, statistic, from: 0, to: 400 }));
    for (const cuts of [
      [0, 400],
      [0, 1, 400],
      [0, 133, 134, 399, 400],
    ]) {
      const parts = cuts
        .slice(1)
        .map((to, k) => finish(permutationTails({ value, csr, table, statistic, from: cuts[k], to })));
      expect(parts.flatMap((part) => [...part.greater])).toEqual([...whole.greater]);
      expect(parts.flatMap((part) => [...part.less])).toEqual([...whole.less]);
    }
  }
});

test("running sums give what summing every draw anew gives", () => {
  const { csr, value } = randomMap(4, 120);
  const table = permutationTable({ areas: 120, permutations: 199, draws: 6, seed: 2 });
  const { greater, less } = finish(permutationTails({ value, csr, table, statistic: "sum", from: 0, to: 120 }));
  for (let i = 0; i < 120; i++) {
    const observed = csr.neighbour.subarray(csr.start[i], csr.start[i + 1]).reduce((sum, j) => sum + value[j], 0);
    let [above, below] = [0, 0];
    for (let p = 0; p < 199; p++) {
      let sum = 0;
      for (let k = 0; k < 6; k++) {
        const id = table.draw[p * 6 + k];
        sum += value[id >= i ? id + 1 : id];
      }
      if (sum >= observed - 1e-10) above++;
      if (sum <= observed + 1e-10) below++;
    }
    expect([greater[i], less[i]]).toEqual([above, below]);
  }
});

test("draws are distinct, in range, evenly spread, and the same for the same seed", () => {
  const table = permutationTable({ areas: 11, permutations: 20_000, draws: 4, seed: 5 });
  const counts = new Float64Array(10);
  for (let p = 0; p < 20_000; p++) {
    const row = table.draw.subarray(4 * p, 4 * p + 4);
    expect(new Set(row).size).toBe(4);
    for (const id of row) counts[id]++;
  }
  const chiSquare = counts.reduce((sum, count) => sum + (count - 8000) ** 2 / 8000, 0);
  expect(chiSquare).toBeLessThan(27.9);
  expect(permutationTable({ areas: 11, permutations: 20_000, draws: 4, seed: 5 }).draw).toEqual(table.draw);
  expect(permutationTable({ areas: 11, permutations: 20_000, draws: 4, seed: 6 }).draw).not.toEqual(table.draw);
});

test("a constant value is never extreme, and an area without neighbours has no p", () => {
  const csr = csrFromLists([[1], [0], [3], [2], []]);
  const flat = tails(Float64Array.of(0.1, 0.1, 0.1, 0.1, 0.1), csr, { permutations: 99 });
  expect([...twoSidedTailP(flat, 99)]).toEqual([1, 1, 1, 1, Number.NaN]);
  const one = tails(Float64Array.of(5), csrFromLists([[]]), { permutations: 99 });
  expect([...twoSidedTailP(one, 99)]).toEqual([Number.NaN]);
  expect(() => permutationTable({ areas: 3, permutations: 9, draws: 3, seed: 1 })).toThrow("cannot draw 3 of 2");
});

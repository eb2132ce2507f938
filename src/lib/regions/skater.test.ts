import { describe, expect, test } from "vitest";
import { gridAtoms, isContiguousPartition } from "../../../test/support/atoms.ts";
import { csrFromLists, finish } from "../../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { createRandom } from "../random.ts";
import { maxP } from "./max-p.ts";
import { heterogeneity, minimumTree, skater } from "./skater.ts";

const path = "oracles/06-regions/skater_spdep_bhicv.json";

interface Oracle {
  readonly published_group_sizes: number[];
  readonly Pop: number[];
  readonly z: number[][];
  readonly queen_neighbors0: number[][];
  readonly mst_total: number;
  readonly cuts2: { groups: number[]; ssw: number[] };
  readonly cuts2_minpop200k: { groups: number[]; ssw: number[] };
  readonly cuts2_pop200k_400k: { groups: number[] };
  readonly cuts5: { groups: number[]; ssw: number[] };
}

/** Group numbers by first appearance. */
function canonical(group: ArrayLike<number>): number[] {
  const names = new Map<number, number>();
  return Array.from(group, (g) => {
    if (!names.has(g)) names.set(g, names.size);
    return names.get(g) ?? -1;
  });
}

const oracles = hasShared(path) ? [sharedJson<Oracle>(path)] : [];
if (oracles.length === 0) test.skip(`the results of spdep are not in ../shared/${path}`, () => {});

describe.each(oracles)("SKATER on 98 municipalities of Belo Horizonte (spdep)", (oracle) => {
  const graph = csrFromLists(oracle.queen_neighbors0);
  const attributes = { values: Float64Array.from(oracle.z.flat()), columns: 4 };

  test("has spdep's tree and the published sizes 18, 23 and 57", () => {
    const { cost } = minimumTree(graph, attributes);
    expect(cost.reduce((sum, d) => sum + d, 0)).toBeCloseTo(oracle.mst_total, 9);
    const { group, spreads } = finish(skater(graph, attributes, { groups: 3 }));
    const sizes = [0, 1, 2].map((g) => group.filter((own) => own === g).length).sort((a, b) => a - b);
    expect(sizes).toEqual(oracle.published_group_sizes);
    expect(canonical(group)).toEqual(canonical(oracle.cuts2.groups));
    oracle.cuts2.ssw.forEach((ssw, k) => {
      expect(spreads[k]).toBeCloseTo(ssw, 9);
    });
  });

  test("has spdep's groups with five cuts and with a least population", () => {
    const five = finish(skater(graph, attributes, { groups: 6 }));
    expect(canonical(five.group)).toEqual(canonical(oracle.cuts5.groups));
    expect(five.spreads.at(-1)).toBeCloseTo(oracle.cuts5.ssw.at(-1) ?? 0, 9);
    const populous = finish(skater(graph, attributes, { groups: 3, weight: oracle.Pop, least: 200_000 }));
    expect(canonical(populous.group)).toEqual(canonical(oracle.cuts2_minpop200k.groups));
    expect(populous.spreads.at(-1)).toBeCloseTo(oracle.cuts2_minpop200k.ssw.at(-1) ?? 0, 9);
  });

  test("leaves one group where no cut keeps to the rules", () => {
    const none = finish(skater(graph, attributes, { groups: 3, weight: oracle.Pop, least: 200_000, most: 400_000 }));
    expect(canonical(none.group)).toEqual(canonical(oracle.cuts2_pop200k_400k.groups));
  });
});

describe("max-p regions", () => {
  const grid = gridAtoms(8, 8);
  const random = createRandom(4, "attributes");
  const attributes = { values: Float64Array.from({ length: 64 }, () => random.gaussian()), columns: 1 };
  const rules = (floor: number) => ({
    weight: grid.residents,
    floor,
    tries: 100,
    moves: 5000,
    random: createRandom(1),
  });

  test("are connected, have the floor, and are at most total over floor", () => {
    for (const floor of [1, 3, 7, 20]) {
      const { group, regions } = finish(maxP(grid, attributes, rules(floor)));
      expect(regions).toBeLessThanOrEqual(Math.floor(64 / floor));
      expect(regions).toBeGreaterThanOrEqual(Math.floor(0.6 * (64 / floor)));
      expect(isContiguousPartition(grid, group, regions)).toBe(true);
      for (let g = 0; g < regions; g++) expect(group.filter((own) => own === g).length).toBeGreaterThanOrEqual(floor);
    }
  });

  test("are more alike than before the local search", () => {
    const before = finish(maxP(grid, attributes, { ...rules(4), moves: 0 }));
    const after = finish(maxP(grid, attributes, rules(4)));
    expect(after.regions).toBe(before.regions);
    expect(after.heterogeneity).toBeLessThan(before.heterogeneity);
    expect(after.heterogeneity).toBeCloseTo(heterogeneity(after.group, attributes), 12);
  });

  test("are none when all atoms together are below the floor", () => {
    const { group, regions } = finish(maxP(grid, attributes, rules(65)));
    expect(regions).toBe(0);
    expect(new Set(group)).toEqual(new Set([-1]));
  });
});

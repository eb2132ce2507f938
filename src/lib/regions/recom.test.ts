import { describe, expect, test } from "vitest";
import { gridAtoms, isContiguousPartition } from "../../../test/support/atoms.ts";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { createRandom } from "../random.ts";
import { planHash } from "./archive.ts";
import { Plan } from "./plan.ts";
import { Recombination } from "./recom.ts";
import { TreeSampler } from "./trees.ts";

const oracle = "oracles/06-regions/enumeration.json";

function walker(n: number, units: number, tolerance: number, seed = 3) {
  const atoms = gridAtoms(n, n);
  const shares = new Float64Array(units).fill(1 / units);
  const plan = new Plan(atoms, { shares, compactness: "cut-edges", active: new Uint8Array(8) });
  const tools = { sampler: new TreeSampler(atoms, "wilson", 0), random: createRandom(seed) };
  return { atoms, plan, recom: new Recombination(atoms, { shares, tolerance }, tools) };
}

function firstOf(recom: Recombination): Uint16Array {
  for (let attempt = 0; attempt < 30; attempt++) {
    const unit = recom.start();
    if (unit) return unit;
  }
  throw new Error("no first plan");
}

/** Distinct plans of a walk that is begun anew at times, until `wanted` are seen or `most` steps are done. */
function reach(n: number, units: number, { wanted, most }: { wanted: number; most: number }): Set<string> {
  const { plan, recom } = walker(n, units, 0);
  const seen = new Set<string>();
  for (let step = 0; step < most && seen.size < wanted; step++) {
    const first = step % 2000 === 0 ? recom.start() : undefined;
    if (first) plan.load(first);
    else recom.step(plan);
    seen.add(planHash(plan.unit, units).join());
  }
  return seen;
}

describe("recombination", () => {
  test.skipIf(!hasShared(oracle))(
    "reaches every equal partition of n × n grids into n: 2, 10, 117, 4006",
    () => {
      const { equal_partitions: counts, halves_4x4 } = sharedJson<{
        equal_partitions: Record<string, number>;
        halves_4x4: number;
      }>(oracle);
      for (const n of [2, 3, 4, 5]) {
        // One more is wanted than there are: on the small grids the walk goes on and must find none.
        const more = n < 5 ? 1 : 0;
        const seen = reach(n, n, { wanted: counts[n] + more, most: n < 5 ? 30_000 : 3_000_000 });
        expect(seen.size).toBe(counts[n]);
      }
      expect(reach(4, 2, { wanted: halves_4x4 + 1, most: 30_000 }).size).toBe(halves_4x4);
    },
    300_000,
  );

  test("keeps every unit in one piece and within the tolerance, step after step", () => {
    const { atoms, plan, recom } = walker(12, 7, 0.1);
    plan.load(firstOf(recom));
    for (let step = 0; step < 300; step++) {
      recom.step(plan);
      expect(isContiguousPartition(atoms, plan.unit, 7)).toBe(true);
      const target = 144 / 7;
      for (const residents of plan.residents) expect(Math.abs(residents - target)).toBeLessThanOrEqual(0.1 * target);
    }
  });

  test("keeps both units of a plan when every link of the tree can be cut, either way round", () => {
    for (let seed = 0; seed < 20; seed++) {
      const { atoms, plan, recom } = walker(2, 2, 0.6, seed);
      plan.load(firstOf(recom));
      for (let step = 0; step < 20; step++) {
        expect(isContiguousPartition(atoms, plan.unit, 2)).toBe(true);
        recom.step(plan);
      }
    }
  });

  test("has no first plan when the tolerance cannot be kept", () => {
    const { recom } = walker(3, 2, 0.01);
    for (let attempt = 0; attempt < 30; attempt++) expect(recom.start()).toBeUndefined();
  });
});

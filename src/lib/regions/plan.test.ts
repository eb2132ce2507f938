import { describe, expect, test } from "vitest";
import { gridAtoms } from "../../../test/support/atoms.ts";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { createRandom } from "../random.ts";
import { bestMatching, mostKept } from "./assignment.ts";
import { objectiveCount } from "./objectives.ts";
import { Plan } from "./plan.ts";

const all = new Uint8Array(objectiveCount).fill(1);
const rules = (units: number) =>
  ({ shares: new Float64Array(units).fill(1 / units), compactness: "polsby-popper", active: all }) as const;
const valuesOf = (plan: Plan) => plan.values(new Float64Array(objectiveCount));

/** A 6 × 5 grid with random columns, sites, groups and a plan of today. */
function busyAtoms() {
  const random = createRandom(5, "plan");
  const n = 30;
  const numbers = (length: number, most: number) => Float64Array.from({ length }, () => random.below(most));
  const atoms = gridAtoms(6, 5);
  const hulls = Array.from({ length: n }, (_, i) => {
    const [x, y] = [i % 6, Math.floor(i / 6)];
    return [x, y, x + 1, y, x + 1, y + 1, x, y + 1];
  });
  return {
    ...atoms,
    lineMetres: symmetric(atoms, () => random.float()),
    residents: numbers(n, 90),
    workload: numbers(n, 50),
    cases: numbers(n, 20),
    accessMetres: numbers(n * 3, 900),
    responseSeconds: numbers(n * 4, 1200),
    groupStart: Uint32Array.of(0, 3, 5, 9),
    groupAtom: Uint32Array.of(0, 1, 6, 10, 11, 20, 21, 26, 27),
    groupWeight: Float64Array.of(1, 2, 4),
    today: Int32Array.from({ length: n }, (_, i) => (i < 12 ? 0 : i < 22 ? 1 : 2)),
    hullStart: Uint32Array.from({ length: n + 1 }, (_, i) => 4 * i),
    hullXY: Float64Array.from(hulls.flat()),
  };
}

function symmetric({ start, neighbour }: ReturnType<typeof gridAtoms>, draw: () => number): Float64Array {
  const out = new Float64Array(neighbour.length);
  const known = new Map<string, number>();
  for (let i = 0; i + 1 < start.length; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      const key = [i, neighbour[k]].sort((a, b) => a - b).join();
      known.set(key, known.get(key) ?? draw());
      out[k] = known.get(key) ?? 0;
    }
  }
  return out;
}

describe("a plan", () => {
  test.each(["polsby-popper", "reock", "convex-hull", "cut-edges"] as const)(
    "has the same values after moves as when it is loaded anew (%s)",
    (compactness) => {
      const atoms = busyAtoms();
      const random = createRandom(6);
      const plan = new Plan(atoms, { ...rules(4), compactness });
      plan.load(Uint16Array.from({ length: 30 }, (_, i) => i % 4));
      for (let m = 0; m < 200; m++) {
        plan.move(random.below(30), random.below(4));
        if (plan.count.includes(0)) continue;
        const moved = valuesOf(plan).slice();
        plan.load(plan.unit.slice());
        const fresh = valuesOf(plan);
        for (let o = 0; o < objectiveCount; o++) expect(moved[o]).toBeCloseTo(fresh[o], 9);
      }
    },
  );

  test("of four quadrants with one square moved has GerryChain's borders", ({ skip }) => {
    const path = "oracles/06-regions/enumeration.json";
    if (!hasShared(path)) skip();
    const { gerrychain_4x4 } = sharedJson<{ gerrychain_4x4: { interior_boundaries_sorted: number[] } }>(path);
    const atoms = gridAtoms(4, 4);
    const plan = new Plan(atoms, { ...rules(4), compactness: "cut-edges" });
    plan.load(Uint16Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 0 : 1) + (i < 8 ? 0 : 2)));
    plan.move(6, 3);
    // Each cut link is a metre of interior border, and belongs to two units.
    const interior = gerrychain_4x4.interior_boundaries_sorted.reduce((sum, length) => sum + length, 0);
    expect(valuesOf(plan)[4] * (atoms.neighbour.length / 2)).toBeCloseTo(interior / 2, 9);
  });

  test("has the values computed by hand for two halves of a 4 × 2 grid", () => {
    const atoms = {
      ...gridAtoms(4, 2),
      residents: Float64Array.of(1, 2, 3, 4, 1, 2, 3, 4),
      accessMetres: Float64Array.from({ length: 16 }, (_, k) => 100 * Math.abs(((k >> 1) % 4) - (k % 2 === 0 ? 0 : 3))),
      groupStart: Uint32Array.of(0, 2, 4),
      groupAtom: Uint32Array.of(1, 2, 4, 5),
      groupWeight: Float64Array.of(1, 1),
      today: Int32Array.of(0, 1, 1, 1, 0, 1, 1, 1),
    };
    const plan = new Plan(atoms, rules(2));
    plan.load([0, 0, 1, 1, 0, 0, 1, 1]);
    const [residents, workload, access, response, compactness, borders, groups, moved] = valuesOf(plan);
    expect(residents).toBeCloseTo(0.4, 12);
    expect(workload).toBe(0);
    // The left half goes to the left end: 4 people 100 m; the right half to the right end: 6 people 100 m; of 20.
    expect(access).toBeCloseTo((4 * 100 + 6 * 100) / 20, 12);
    expect(response).toBe(0);
    expect(compactness).toBeCloseTo(1 - (4 * Math.PI * 4) / 64, 12);
    expect(borders).toBe(1);
    expect(groups).toBe(1);
    expect(moved).toBeCloseTo(4 / 20, 12);
  });
});

test("the best matching is that of all permutations", () => {
  const random = createRandom(2, "matching");
  for (let run = 0; run < 100; run++) {
    const [rows, columns] = [1 + random.below(5), 1 + random.below(5)];
    const gain = Float64Array.from({ length: rows * columns }, () => random.below(30));
    const match = bestMatching(gain, rows, columns);
    const sum = match.reduce((total, column, row) => total + (column < 0 ? 0 : gain[row * columns + column]), 0);
    expect(new Set(match.filter((column) => column >= 0)).size).toBe(Math.min(rows, columns));
    expect(sum).toBe(bestSum(gain, rows, columns));
    expect(mostKept(gain, rows, columns)).toBe(sum);
  }
});

function bestSum(gain: Float64Array, rows: number, columns: number, taken = 0, row = 0): number {
  if (row === rows) return 0;
  let best = bestSum(gain, rows, columns, taken, row + 1);
  for (let c = 0; c < columns; c++) {
    if (taken & (1 << c)) continue;
    best = Math.max(best, gain[row * columns + c] + bestSum(gain, rows, columns, taken | (1 << c), row + 1));
  }
  return best;
}

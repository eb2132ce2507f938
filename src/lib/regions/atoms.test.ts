import { describe, expect, test } from "vitest";
import { atomsOf, gridAtoms, washingtonLayers } from "../../../test/support/atoms.ts";
import { flatPolygons, sharedPolygons } from "../../../test/support/hotspot-oracles.ts";
import { hasShared } from "../../../test/support/shared.ts";
import { contiguity } from "../contiguity.ts";
import { createRandom } from "../random.ts";
import { contract, sumOf } from "./atoms.ts";
import { components, proposeBridges, withBridges } from "./components.ts";
import { Plan } from "./plan.ts";

/** A rectangle in thousandths of a degree, at the equator. */
const box = (x: number, y: number, width = 1, height = 1) => {
  const at = (u: number, v: number) => [(x + u) / 1000, (y + v) / 1000];
  return [[[at(0, 0), at(width, 0), at(width, height), at(0, height), at(0, 0)]]];
};

test.skipIf(!hasShared(washingtonLayers.blockGroups))(
  "the links of Washington's block groups are those of `contiguity`",
  () => {
    const areas = sharedPolygons(washingtonLayers.blockGroups);
    const atoms = atomsOf(areas);
    const { start, neighbour } = contiguity(areas, "rook");
    expect([...atoms.start]).toEqual([...start]);
    expect([...atoms.neighbour]).toEqual([...neighbour]);
    // The city is 177 km² large and about 64 km around.
    expect(sumOf(atoms.areaM2) / 1e6).toBeCloseTo(177, 0);
    expect(sumOf(atoms.outerMetres) / 1000).toBeGreaterThan(60);
    expect(sumOf(atoms.outerMetres) / 1000).toBeLessThan(70);
  },
);

describe("atoms made one", () => {
  test("have the same values as a plan before and after, and borders with what is left out become outer", () => {
    const random = createRandom(8, "contract");
    const n = 36;
    const numbers = (length: number, most: number) => Float64Array.from({ length }, () => random.below(most));
    const atoms = {
      ...gridAtoms(6, 6),
      residents: numbers(n, 50),
      workload: numbers(n, 50),
      cases: numbers(n, 50),
      accessMetres: numbers(n * 3, 500),
      today: Int32Array.from({ length: n }, (_, i) => (i < 20 ? 0 : 1)),
      groupStart: Uint32Array.of(0, 3, 6),
      groupAtom: Uint32Array.of(0, 1, 2, 14, 20, 21),
      groupWeight: Float64Array.of(1, 3),
    };
    // Pairs of squares side by side; the last row is left out.
    const label = Int32Array.from({ length: n }, (_, i) => (i < 30 ? Math.floor(i / 6) * 3 + ((i % 6) >> 1) : -1));
    const single = label.map((a, i) => (a < 0 ? -1 : i));
    const [small, inside] = [contract({ ...atoms, today: label }, label, 15), contract(atoms, single, 30)];
    const active = new Uint8Array(8).fill(1);
    const rules = { shares: Float64Array.of(0.5, 0.5), compactness: "polsby-popper", active } as const;
    const [before, after] = [new Plan({ ...inside, today: label.slice(0, 30) }, rules), new Plan(small, rules)];
    const units = Uint16Array.from({ length: 15 }, (_, a) => (a < 7 ? 0 : 1));
    after.load(units);
    before.load(Uint16Array.from(label.subarray(0, 30), (a) => units[a]));
    const [b, a] = [before, after].map((plan) => plan.values(new Float64Array(8)));
    b.forEach((value, o) => {
      expect(a[o]).toBeCloseTo(value, 9);
    });
    expect(inside.outerMetres[24]).toBe(atoms.outerMetres[24] + 1);
  });
});

describe("pieces and bridges", () => {
  const apart = atomsOf(flatPolygons([box(0, 0), box(1, 0), box(5, 0), box(5, 1), box(9, 0)]));

  test("pieces are numbered from the largest", () => {
    expect(components(apart)).toEqual({ component: Int32Array.of(0, 0, 1, 1, 2), sizes: [2, 2, 1] });
    const keep = Uint8Array.of(1, 1, 0, 1, 0);
    expect(components(apart, keep)).toEqual({ component: Int32Array.of(0, 0, -1, 1, -1), sizes: [2, 1] });
  });

  test("the shortest bridges join all pieces", () => {
    const { component } = components(apart);
    const x = Float64Array.of(50, 150, 550, 550, 950);
    const y = Float64Array.of(50, 50, 50, 150, 50);
    const bridges = proposeBridges(component, x, y);
    expect(bridges).toEqual([
      { from: 1, to: 2, metres: 400 },
      { from: 2, to: 4, metres: 400 },
    ]);
    const [from, to] = [bridges.map((bridge) => bridge.from), bridges.map((bridge) => bridge.to)];
    const joined = withBridges(apart, from, to);
    expect(components(joined).sizes).toEqual([5]);
    expect([...joined.neighbour]).toEqual([1, 0, 2, 1, 3, 4, 2, 2]);
    expect(sumOf(joined.borderMetres)).toBeCloseTo(sumOf(apart.borderMetres), 9);
    expect(() => withBridges(apart, [0], [9])).toThrow("bridge 0 names an atom beyond 5");
  });

  test("a graph without atoms has no pieces", () => {
    expect(components({ start: Uint32Array.of(0), neighbour: new Uint32Array() }).sizes).toEqual([]);
  });
});

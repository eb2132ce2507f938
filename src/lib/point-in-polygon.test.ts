import fc from "fast-check";
import { expect, test } from "vitest";
import { createPolygonIndex } from "./point-in-polygon.ts";
import { type FlatGeometry, flatFromGeoJson } from "./wkb.ts";

type Ring = readonly (readonly [number, number])[];

const polygon = (...rings: Ring[]): FlatGeometry => flatFromGeoJson({ type: "Polygon", coordinates: rings });
const square = (x: number, y: number, size: number): Ring => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
];

/** Even-odd rule written down as plainly as possible (Franklin, PNPOLY). */
function naiveContains({ coords, ringEnds }: FlatGeometry, x: number, y: number): boolean {
  let odd = false;
  let from = 0;
  for (const end of ringEnds) {
    for (let i = from, j = end - 1; i < end; j = i++) {
      const [xi, yi, xj, yj] = [coords[2 * i], coords[2 * i + 1], coords[2 * j], coords[2 * j + 1]] as number[];
      if (xi === undefined || yi === undefined || xj === undefined || yj === undefined) continue;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
    }
    from = end;
  }
  return odd;
}

/** A seeded generator of numbers from 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Quadrilaterals that share bent edges; corners are moved but stay on a fine lattice, so midpoints are exact. */
function bentCoverage(side: number, seed: number): { cells: FlatGeometry[]; corners: [number, number][][] } {
  const random = randomNumbers(seed);
  const shift = (): number => Math.round((random() - 0.5) * 32) / 64;
  const corners = Array.from({ length: side + 1 }, (_, j) =>
    Array.from({ length: side + 1 }, (_, i): [number, number] => {
      const border = i === 0 || j === 0 || i === side || j === side;
      return border ? [i, j] : [i + shift(), j + shift()];
    }),
  );
  const at = (i: number, j: number): [number, number] => corners[j]?.[i] ?? [0, 0];
  const cells = Array.from({ length: side * side }, (_, k) => {
    const [i, j] = [k % side, Math.floor(k / side)];
    const ring: Ring = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
    return polygon(random() < 0.5 ? ring : [...ring].reverse());
  });
  return { cells, corners };
}

const owners = (cells: readonly FlatGeometry[], x: number, y: number): number =>
  cells.filter((cell) => createPolygonIndex([cell]).locateOne(x, y) === 0).length;

test("a position lies in the polygon around it, and in none outside", () => {
  const index = createPolygonIndex([polygon(square(0, 0, 1)), polygon(square(2, 0, 1))]);
  const out = new Int32Array(4);
  index.locate([0.5, 2.5, 1.5, -3], [0.5, 0.5, 0.5, 9], out);
  expect([...out]).toEqual([0, 1, -1, -1]);
});

test("west and south edges belong to a square, east and north ones to its neighbours", () => {
  const index = createPolygonIndex([polygon(square(0, 0, 1))]);
  expect(index.locateOne(0, 0)).toBe(0);
  expect(index.locateOne(0, 0.5)).toBe(0);
  expect(index.locateOne(0.5, 0)).toBe(0);
  expect(index.locateOne(1, 0.5)).toBe(-1);
  expect(index.locateOne(0.5, 1)).toBe(-1);
  expect(index.locateOne(1, 1)).toBe(-1);
});

test("holes are outside, and an island in a hole is inside", () => {
  const island = flatFromGeoJson({
    type: "MultiPolygon",
    coordinates: [[square(0, 0, 9), square(2, 2, 5)], [square(4, 4, 1)]],
  });
  const index = createPolygonIndex([island]);
  expect([1, 3, 4.5, 8].map((x) => index.locateOne(x, x))).toEqual([0, -1, 0, 0]);
});

test("the way rings turn does not matter", () => {
  const outer = square(0, 0, 9);
  const hole = square(2, 2, 5);
  for (const rings of [
    [outer, hole],
    [[...outer].reverse(), hole],
    [outer, [...hole].reverse()],
  ]) {
    const index = createPolygonIndex([polygon(...rings)]);
    expect([1, 3].map((x) => index.locateOne(x, x))).toEqual([0, -1]);
  }
});

test("where polygons overlap the lowest index wins, also over whole grid cells", () => {
  const big = polygon(square(0, 0, 100));
  const small = polygon(square(40, 40, 10));
  expect(createPolygonIndex([big, small]).locateOne(45, 45)).toBe(0);
  const index = createPolygonIndex([small, big]);
  expect([45, 40, 39.999, 50].map((x) => index.locateOne(x, x))).toEqual([0, 0, 1, 1]);
});

test("positions that are no numbers, and an index without polygons, find nothing", () => {
  expect(createPolygonIndex([polygon(square(0, 0, 1))]).locateOne(Number.NaN, 0.5)).toBe(-1);
  expect(createPolygonIndex([]).locateOne(0, 0)).toBe(-1);
});

test("every position of a seamless coverage lies in exactly one polygon, also on shared corners and edges", () => {
  const side = 6;
  const { cells, corners } = bentCoverage(side, 7);
  const index = createPolygonIndex(cells);
  const single = cells.map((cell) => createPolygonIndex([cell]));
  const positions: [number, number][] = [];
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const [a, b, c] = [corners[j]?.[i], corners[j]?.[i + 1], corners[j + 1]?.[i]];
      if (!a || !b || !c) continue;
      positions.push(a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], [(a[0] + c[0]) / 2, (a[1] + c[1]) / 2]);
    }
  }
  for (const [x, y] of positions) {
    const holders = single.flatMap((one, k) => (one.locateOne(x, y) === 0 ? [k] : []));
    expect(holders, `${x} ${y}`).toHaveLength(1);
    expect(index.locateOne(x, y)).toBe(holders[0]);
  }
});

test("positions on an edge of any slope fall on exactly one side of it", () => {
  const whole = fc.integer({ min: -1000, max: 1000 });
  fc.assert(
    fc.property(whole, whole, whole, whole, fc.integer({ min: 0, max: 64 }), (ax, ay, bx, by, step) => {
      fc.pre(ax !== bx || ay !== by);
      const [x, y] = [ax + ((bx - ax) * step) / 64, ay + ((by - ay) * step) / 64];
      fc.pre(step > 0 && step < 64);
      const [nx, ny] = [by - ay, ax - bx];
      const left = polygon([
        [ax, ay],
        [bx, by],
        [bx + nx, by + ny],
        [ax + nx, ay + ny],
      ]);
      const right = polygon([
        [bx, by],
        [ax, ay],
        [ax - nx, ay - ny],
        [bx - nx, by - ny],
      ]);
      expect(owners([left, right], x, y)).toBe(1);
    }),
    { seed: 4, numRuns: 300 },
  );
});

test("it agrees with the plain even-odd test on random stars with holes", () => {
  const random = randomNumbers(99);
  const star = (cx: number, cy: number, size: number, corners: number): Ring =>
    Array.from({ length: corners }, (_, k): [number, number] => {
      const angle = (2 * Math.PI * k) / corners;
      const radius = size * (0.3 + 0.7 * random());
      return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
    });
  const polygons = Array.from({ length: 60 }, () => {
    const [cx, cy] = [121 + random() / 5, 31 + random() / 5];
    return polygon(star(cx, cy, 0.03, 5 + Math.floor(random() * 80)), star(cx, cy, 0.005, 7));
  });
  const count = 40_000;
  const lon = Float64Array.from({ length: count }, () => 120.95 + random() * 0.3);
  const lat = Float64Array.from({ length: count }, () => 30.95 + random() * 0.3);
  const out = new Int32Array(count);
  createPolygonIndex(polygons).locate(lon, lat, out);
  const expected = Array.from(lon, (x, i) => polygons.findIndex((one) => naiveContains(one, x, lat[i] ?? 0)));
  expect([...out]).toEqual(expected);
  expect(new Set(out).size).toBeGreaterThan(40);
});

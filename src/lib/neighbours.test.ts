import { expect, test } from "vitest";
import {
  checkCsr,
  csrFromPairs,
  hasNeighbour,
  islandCount,
  maxDegree,
  subgraph,
  symmetrised,
  weightMoments,
} from "./csr.ts";
import { distanceBand, nearestNeighbours } from "./neighbours.ts";
import { createRandom } from "./random.ts";
import { cellArea, cellAt, cellCentre, cellCount, tessellate } from "./tessellation.ts";

function points(seed: number, n: number) {
  const random = createRandom(seed);
  // Whole numbers: many equal distances and some points in the same place.
  const draw = () => Float64Array.from({ length: n }, () => random.below(40));
  return { x: draw(), y: draw() };
}

function row(csr: { start: Uint32Array; neighbour: Uint32Array }, i: number): number[] {
  return Array.from(csr.neighbour.subarray(csr.start[i], csr.start[i + 1]));
}

test("a distance band holds exactly the others within the radius, those on it included", () => {
  for (let seed = 0; seed < 10; seed++) {
    const { x, y } = points(seed, 150);
    for (const radius of [1, 5, 13, 100]) {
      const csr = distanceBand(x, y, radius);
      checkCsr(csr, 150);
      for (let i = 0; i < 150; i++) {
        const expected = [...x.keys()].filter((j) => j !== i && (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2 <= radius ** 2);
        expect(row(csr, i)).toEqual(expected);
      }
    }
  }
  expect(() => distanceBand(Float64Array.of(0), Float64Array.of(0), 0)).toThrow("radius must be positive");
  expect(() => distanceBand(Float64Array.of(Number.NaN), Float64Array.of(0), 1)).toThrow("no finite position");
});

test("nearest neighbours are the nearest, ties in order", () => {
  for (let seed = 0; seed < 10; seed++) {
    const { x, y } = points(seed, 150);
    for (const count of [1, 6, 149, 500]) {
      const csr = nearestNeighbours(x, y, count);
      for (let i = 0; i < 150; i++) {
        const distance = (j: number) => (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2;
        const expected = [...x.keys()].filter((j) => j !== i).sort((a, b) => distance(a) - distance(b) || a - b);
        expect(row(csr, i)).toEqual(expected.slice(0, count).sort((a, b) => a - b));
      }
    }
  }
  expect(nearestNeighbours(Float64Array.of(1), Float64Array.of(1), 3).neighbour).toHaveLength(0);
  const line = Float64Array.from({ length: 50 }, (_, i) => i);
  expect(row(nearestNeighbours(line, new Float64Array(50), 2), 10)).toEqual([9, 11]);
});

test("graphs are sorted, free of doubles and loops, and can be mirrored and cut", () => {
  const csr = csrFromPairs(4, [0, 0, 0, 2, 3], [2, 1, 2, 2, 0]);
  expect([row(csr, 0), row(csr, 1), row(csr, 2), row(csr, 3)]).toEqual([[1, 2], [], [], [0]]);
  const both = symmetrised(csr);
  expect([row(both, 0), row(both, 1), row(both, 2), row(both, 3)]).toEqual([[1, 2, 3], [0], [0], [0]]);
  expect([maxDegree(both), islandCount(csr), hasNeighbour(both, 3, 0), hasNeighbour(both, 3, 1)]).toEqual([
    3,
    2,
    true,
    false,
  ]);
  const cut = subgraph(both, Uint8Array.of(1, 0, 1, 1));
  expect([...cut.rows]).toEqual([0, 2, 3]);
  expect([row(cut.csr, 0), row(cut.csr, 1), row(cut.csr, 2)]).toEqual([[1, 2], [0], [0]]);
  expect(() => checkCsr(both, 5)).toThrow("start has 5 entries, expected 6");
});

test("weight moments follow their definition, for weights of either style", () => {
  const csr = csrFromPairs(4, [0, 0, 1, 2, 3], [1, 2, 0, 3, 0]);
  for (const style of ["binary", "row"] as const) {
    const w = Array.from({ length: 4 }, (_, i) => {
      const own = row(csr, i);
      return [0, 1, 2, 3].map((j) => (own.includes(j) ? (style === "row" ? 1 / own.length : 1) : 0));
    });
    let [s0, s1, s2] = [0, 0, 0];
    for (let i = 0; i < 4; i++) {
      let both = 0;
      for (let j = 0; j < 4; j++) {
        s0 += w[i][j];
        s1 += (w[i][j] + w[j][i]) ** 2 / 2;
        both += w[i][j] + w[j][i];
      }
      s2 += both ** 2;
    }
    const moments = weightMoments(csr, style);
    expect([moments.s0, moments.s1, moments.s2]).toEqual([s0, s1, s2].map((s) => expect.closeTo(s, 12)));
  }
});

test("every position lies in the cell whose centre is nearest, and cells tile the plane", () => {
  const random = createRandom(1);
  for (const kind of ["square", "hexagon"] as const) {
    const cells = tessellate(kind, { minX: -50, minY: 20, maxX: 950, maxY: 620 }, 90);
    const counts = new Float64Array(cellCount(cells));
    for (let k = 0; k < 20_000; k++) {
      const [x, y] = [random.between(-50, 950), random.between(20, 620)];
      const cell = cellAt(cells, x, y);
      expect(cell).toBeGreaterThanOrEqual(0);
      counts[cell]++;
      if (k > 300) continue;
      const distance = (c: number) => Math.hypot(cellCentre(cells, c)[0] - x, cellCentre(cells, c)[1] - y);
      const nearest = [...counts.keys()].reduce((a, b) => (distance(b) < distance(a) ? b : a));
      expect(distance(cell)).toBeCloseTo(distance(nearest), 9);
    }
    const inner = cellAt(cells, 450, 300);
    const expected = (20_000 * cellArea(cells)) / (1000 * 600);
    expect(Math.abs(counts[inner] - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(cellAt(cells, -200, 300)).toBe(-1);
    expect(cellAt(cells, 450, 1e6)).toBe(-1);
  }
  expect(() => tessellate("square", { minX: 0, minY: 0, maxX: 1e6, maxY: 1e6 }, 1)).toThrow("are more than");
  expect(() => tessellate("square", { minX: 0, minY: 0, maxX: 1, maxY: 1 }, 0)).toThrow("must be positive");
});

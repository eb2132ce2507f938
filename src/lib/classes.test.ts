import { expect, test } from "vitest";
import {
  type ClassEdges,
  classCountOf,
  classEdges,
  classOf,
  equalEdges,
  fixedEdges,
  jenksEdges,
  quantileEdges,
} from "./classes.ts";
import { createRandom } from "./random.ts";

function squaredError(values: readonly number[], edges: ClassEdges): number {
  const groups = new Map<number, number[]>();
  for (const value of values) groups.set(classOf(edges, value), [...(groups.get(classOf(edges, value)) ?? []), value]);
  return [...groups.values()].reduce((total, group) => {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length;
    return total + group.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }, 0);
}

/** Least squared error of any cut of the sorted values into at most `count` runs. */
function bestByTrying(sorted: readonly number[], count: number): number {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  let best = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (count === 1) return best;
  for (let cut = 1; cut < sorted.length; cut++) {
    const [head, tail] = [sorted.slice(0, cut), sorted.slice(cut)];
    best = Math.min(best, bestByTrying(head, count - 1) + bestByTrying(tail, 1));
  }
  return best;
}

test("natural breaks find the groups of the published example of Ckmeans.1d.dp", () => {
  const edges = jenksEdges([-1, 2, -1, 2, 4, 5, 6, -1, 2, -1], 3);
  expect(edges).toEqual([-1, -1, 2, 6]);
  expect([-1, 2, 4, 5, 6].map((value) => classOf(edges, value))).toEqual([0, 1, 2, 2, 2]);
});

test("natural breaks split four numbers as by hand", () => {
  expect(jenksEdges([4, 5, 9, 10], 2)).toEqual([4, 5, 10]);
});

test("natural breaks are as good as the best of all cuts", () => {
  const random = createRandom(5);
  for (let round = 0; round < 60; round++) {
    const values = Array.from({ length: 2 + random.below(11) }, () => random.below(30));
    const count = 2 + random.below(3);
    const sorted = [...values].sort((a, b) => a - b);
    expect(squaredError(values, jenksEdges(values, count))).toBeCloseTo(bestByTrying(sorted, count), 9);
  }
});

test("natural breaks of far more values than are cut exactly stay close to the groups", () => {
  const random = createRandom(6);
  const values = Array.from({ length: 30_000 }, (_, i) => [0, 50, 200][i % 3] + random.gaussian());
  const [low, first, second, high] = jenksEdges(values, 3);
  expect(low).toBe(Math.min(...values.slice(0, 30_000)));
  expect(first).toBeGreaterThan(3);
  expect(first).toBeLessThan(46);
  expect(second).toBeLessThan(190);
  expect(high).toBeGreaterThan(200);
});

test("quantiles put equally many values in each class", () => {
  const edges = quantileEdges([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5);
  expect(edges).toEqual([1, 2, 4, 6, 8, 10]);
});

test("quantiles of mostly zeros give zero a class of its own and no empty class", () => {
  const edges = quantileEdges([0, 0, 0, 0, 0, 0, 3, 9], 4);
  expect(edges).toEqual([0, 0, 9]);
  expect([0, 3, 9].map((value) => classOf(edges, value))).toEqual([0, 1, 1]);
});

test("equal intervals are equally wide", () => {
  expect(equalEdges([0, 3, 10], 4)).toEqual([0, 2.5, 5, 7.5, 10]);
});

test("fixed breaks keep those inside and take in every value", () => {
  expect(fixedEdges([0.05, 0.4, 1.2], [0.5, 0.1, 1])).toEqual([0.05, 0.1, 0.5, 1, 1.2]);
  expect(fixedEdges([0.2, 0.3], [0.1, 0.5])).toEqual([0.1, 0.5]);
});

test("no data is outside all classes and does not move them", () => {
  const edges = classEdges([Number.NaN, 1, 2, Number.POSITIVE_INFINITY], "equal", 2);
  expect(edges).toEqual([1, 1.5, 2]);
  expect(classOf(edges, Number.NaN)).toBe(-1);
  expect(classEdges([Number.NaN], "jenks", 5)).toEqual([]);
  expect(classOf([], 1)).toBe(-1);
});

test("one value makes one class whatever the method", () => {
  for (const method of ["quantile", "jenks", "equal"] as const) {
    const edges = classEdges([7, 7, 7], method, 5);
    expect(classCountOf(edges)).toBe(1);
    expect(classOf(edges, 7)).toBe(0);
  }
});

test("every value falls in a class whose edges hold it", () => {
  const random = createRandom(8);
  for (let round = 0; round < 50; round++) {
    const values = Array.from({ length: 1 + random.below(40) }, () => Math.round(random.gaussian() * 10));
    for (const method of ["quantile", "jenks", "equal"] as const) {
      const edges = classEdges(values, method, 1 + random.below(7));
      for (const value of values) {
        const i = classOf(edges, value);
        expect(value).toBeGreaterThanOrEqual(edges[i]);
        expect(value).toBeLessThanOrEqual(edges[i + 1]);
      }
    }
  }
});

test("a count below one is refused", () => {
  expect(() => classEdges([1], "equal", 0)).toThrow("count is 0");
});

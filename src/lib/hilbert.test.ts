import { expect, test } from "vitest";
import { hilbertIndex } from "./hilbert.ts";

test("the curve of order 1 goes up, right, down", () => {
  expect([hilbertIndex(1, 0, 0), hilbertIndex(1, 0, 1), hilbertIndex(1, 1, 1), hilbertIndex(1, 1, 0)]).toEqual([
    0, 1, 2, 3,
  ]);
});

test.each([1, 2, 3, 6])("the curve of order %i visits every cell once, always stepping to a neighbour", (order) => {
  const side = 2 ** order;
  const cells = new Map<number, readonly [number, number]>();
  for (let x = 0; x < side; x++) for (let y = 0; y < side; y++) cells.set(hilbertIndex(order, x, y), [x, y]);
  expect(cells.size).toBe(side * side);
  for (let index = 1; index < side * side; index++) {
    const [a, b] = [cells.get(index - 1), cells.get(index)];
    expect(a && b && Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1])).toBe(1);
  }
});

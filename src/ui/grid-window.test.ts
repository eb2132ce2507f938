import fc from "fast-check";
import { expect, test } from "vitest";
import { columnsInView, gridWindow, scrollTo } from "./grid-window.ts";

const space = (rows: number) => ({ rows, rowPx: 28, viewPx: 300 });

test("few rows scroll as they are", () => {
  expect(gridWindow(space(100), 0)).toEqual({ heightPx: 2800, first: 0, count: 12, topPx: 0 });
  expect(gridWindow(space(100), 30)).toEqual({ heightPx: 2800, first: 1, count: 12, topPx: 28 });
  expect(gridWindow(space(0), 0)).toEqual({ heightPx: 0, first: 0, count: 0, topPx: 0 });
});

test("of millions of rows the first and the last can be reached, and no element is too high", () => {
  const many = space(10_000_000);
  expect(gridWindow(many, 0).first).toBe(0);
  const { heightPx, first, count } = gridWindow(many, Number.POSITIVE_INFINITY);
  expect(heightPx).toBe(8_000_000);
  expect(first + count).toBe(10_000_000);
});

test("whatever row is scrolled to is whole in view, and a row in view moves nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20_000_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      (rows, share, seed) => {
        const row = seed % rows;
        const all = space(rows);
        const { heightPx } = gridWindow(all, 0);
        const from = share * Math.max(0, heightPx - all.viewPx);
        const scrollTop = scrollTo(all, from, row);
        const { first, count, topPx } = gridWindow(all, scrollTop);
        expect(first).toBeLessThanOrEqual(row);
        expect(first + count).toBeGreaterThan(row);
        const top = topPx + (row - first) * all.rowPx - scrollTop;
        expect(top).toBeGreaterThan(-0.5);
        expect(top + all.rowPx).toBeLessThan(all.viewPx + 0.5);
        expect(scrollTo(all, scrollTop, row)).toBeCloseTo(scrollTop, 1);
      },
    ),
  );
});

test("only columns in view are drawn", () => {
  const edges = [0, 100, 200, 300, 400];
  expect(columnsInView(edges, 0, 150)).toEqual([0, 2]);
  expect(columnsInView(edges, 100, 300)).toEqual([1, 3]);
  expect(columnsInView(edges, 350, 900)).toEqual([3, 4]);
  expect(columnsInView([0], 0, 100)).toEqual([0, 0]);
});

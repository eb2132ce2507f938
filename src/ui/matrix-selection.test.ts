import { expect, test } from "vitest";
import { keyTarget, rectangle, union } from "./matrix-selection.ts";

test("two corners span a rectangle, whichever way", () => {
  const expected = [25, 26, 49, 50];
  expect(rectangle({ row: 1, column: 1 }, { row: 2, column: 2 }, 24)).toEqual(expected);
  expect(rectangle({ row: 2, column: 1 }, { row: 1, column: 2 }, 24)).toEqual(expected);
});

test("selections join without doubles, in order", () => {
  expect(union([5, 1], [1, 3])).toEqual([1, 3, 5]);
});

test("arrows stop at the edges", () => {
  const size = { rows: 7, columns: 24 };
  expect(keyTarget({ row: 0, column: 23 }, "ArrowRight", size)).toEqual({ row: 0, column: 23 });
  expect(keyTarget({ row: 0, column: 5 }, "ArrowUp", size)).toEqual({ row: 0, column: 5 });
  expect(keyTarget({ row: 3, column: 5 }, "End", size)).toEqual({ row: 3, column: 23 });
  expect(keyTarget({ row: 3, column: 5 }, "x", size)).toBeNull();
});

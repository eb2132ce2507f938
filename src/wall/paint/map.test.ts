import { expect, test } from "vitest";
import { fitBox } from "./map.ts";

test("a box is in the middle, whole, and as large as fits", () => {
  const box = [121, 31, 122, 32] as const;
  const { x, y } = fitBox(box, 2000, 1000);
  expect((x(121) + x(122)) / 2).toBeCloseTo(1000, 6);
  expect((y(31) + y(32)) / 2).toBeCloseTo(500, 0);
  expect(y(32)).toBeCloseTo(10, 0);
  expect(y(31)).toBeCloseTo(990, 0);
  expect(x(121)).toBeGreaterThan(0);
  expect(x(122) - x(121)).toBeLessThan(y(31) - y(32));
});

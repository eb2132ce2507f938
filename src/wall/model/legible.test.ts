import { expect, test } from "vitest";
import { linesIn, typeSizes } from "./legible.ts";

test("from 8 m on a wall of three 0.68 m panels of 1,080 pixels, text has a cap height of 32 mm", () => {
  const { textPx, figurePx } = typeSizes({ distanceMetres: 8, heightMillimetres: 2040, heightPx: 3240 });
  const capMillimetres = (px: number) => (0.7 * px * 2040) / 3240;
  expect(capMillimetres(textPx)).toBeCloseTo(32, 6);
  expect(capMillimetres(figurePx)).toBeCloseTo(66.67, 1);
  expect(textPx).toBeCloseTo(72.6, 1);
});

test("type grows with the distance and with the sharpness of the picture, and shrinks with a larger wall", () => {
  const base = { distanceMetres: 4, heightMillimetres: 1000, heightPx: 1080 };
  const { textPx } = typeSizes(base);
  expect(typeSizes({ ...base, distanceMetres: 8 }).textPx).toBeCloseTo(2 * textPx, 9);
  expect(typeSizes({ ...base, heightPx: 2160 }).textPx).toBeCloseTo(2 * textPx, 9);
  expect(typeSizes({ ...base, heightMillimetres: 2000 }).textPx).toBeCloseTo(textPx / 2, 9);
});

test("a panel always holds one line", () => {
  expect(linesIn(10, 72)).toBe(1);
  expect(linesIn(1080, 72)).toBe(5);
});

import { expect, test } from "vitest";
import { fittingRows, typeSizes, widthEm } from "./legible.ts";

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

const row = (name: string, value = "12") => ({ name, value });

test("a panel always holds one row, and as many as are high enough for it", () => {
  const rows = Array.from({ length: 9 }, (_, i) => row(`n${i}`));
  expect(fittingRows(rows, { widthEm: 13, heightEm: 1 })).toHaveLength(1);
  expect(fittingRows(rows, { widthEm: 13, heightEm: 5.6 + 1.7 * 5 })).toHaveLength(5);
});

test("a name that needs a second line takes the room of it", () => {
  const long = Array.from({ length: 9 }, () => row("Road and utility maintenance"));
  expect(fittingRows(long, { widthEm: 13, heightEm: 5.6 + 1.7 * 5 })).toHaveLength(2);
  expect(fittingRows(long, { widthEm: 30, heightEm: 5.6 + 1.7 * 5 })).toHaveLength(5);
});

test("a Chinese sign is about twice as wide as a Latin one", () => {
  expect(widthEm("网格")).toBe(2);
  expect(widthEm("Grid")).toBeCloseTo(2.24, 6);
});

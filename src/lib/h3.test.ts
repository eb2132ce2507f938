import { expect, test } from "vitest";
import { contiguity } from "./contiguity.ts";
import {
  h3AreaKm2,
  h3Bits,
  h3CellAt,
  h3CellsInBox,
  h3Centre,
  h3Neighbours,
  h3Outlines,
  h3ResolutionFor,
  h3WidthMetres,
} from "./h3.ts";

test("cells are those of the H3 documentation", () => {
  // The examples of h3geo.org and of h3-js's own introduction.
  expect(h3CellAt(-122.41795063018799, 37.775938728915946, 9)).toBe("8928308280fffff");
  expect(h3CellAt(-122.0553238, 37.3615593, 5)).toBe("85283473fffffff");
  const { high, low } = h3Bits(["8928308280fffff"]);
  expect([high[0], low[0]]).toEqual([0x08928308, 0x280fffff]);
});

test("the level nearest in width is taken", () => {
  expect([500_000, 900, 350, 130, 1].map((size) => h3ResolutionFor(size))).toEqual([2, 8, 9, 10, 15]);
  expect(h3WidthMetres(9)).toBeGreaterThan(300);
});

test("neighbours are the cells whose outlines touch, and cells of a box have their centre in it", () => {
  const cells = h3CellsInBox([121.4, 31.2, 121.45, 31.24], 9);
  expect(cells).toEqual([...new Set(cells)].sort());
  for (const cell of cells) {
    const [lon, lat] = h3Centre(cell);
    expect(lon > 121.4 && lon < 121.45 && lat > 31.2 && lat < 31.24).toBe(true);
    expect(h3CellAt(lon, lat, 9)).toBe(cell);
  }
  const each = Uint32Array.from({ length: cells.length + 1 }, (_, i) => i);
  const outlines = { ...h3Outlines(cells), polygonOffsets: each, featureOffsets: each };
  expect(h3Neighbours(cells)).toEqual(contiguity(outlines, "rook"));
  expect(h3AreaKm2(cells[0])).toBeGreaterThan(0.08);
});

test("a pentagon has five neighbours, and too many cells are refused", () => {
  const around = h3CellsInBox([0, 60, 21, 69], 3);
  const pentagon = around.indexOf("830800fffffffff");
  const { start } = h3Neighbours(around);
  expect(start[pentagon + 1] - start[pentagon]).toBe(5);
  expect(() => h3CellsInBox([100, 20, 120, 40], 9)).toThrow("are more than 500000");
  expect(h3CellsInBox([121, 31, 121, 31], 9)).toEqual([]);
});

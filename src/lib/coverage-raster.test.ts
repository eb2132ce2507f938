import { expect, test } from "vitest";
import { CoverageRaster, joinFootprints } from "./coverage-raster.ts";
import { createRandom } from "./random.ts";

const frame = { x: 0, y: 0, cell: 1, columns: 150, rows: 100 };

test("depths follow adding and taking away across tiles, and end at nothing", () => {
  const random = createRandom(4, "raster");
  const raster = new CoverageRaster(frame);
  const plain = new Uint16Array(frame.columns * frame.rows);
  const runs = Array.from({ length: 500 }, () => {
    const [from, to] = [random.below(150), random.below(150)].sort((a, b) => a - b);
    return [random.below(100), from, to] as const;
  });
  for (const [row, from, to] of runs) {
    raster.addRun(row, from, to, 1);
    for (let column = from; column < to; column++) plain[row * frame.columns + column]++;
  }
  const line = new Uint16Array(frame.columns);
  for (let row = 0; row < frame.rows; row++) {
    raster.readRow(row, line);
    expect(line).toEqual(plain.slice(row * frame.columns, (row + 1) * frame.columns));
    expect(raster.depthAt(77, row)).toBe(plain[row * frame.columns + 77]);
  }
  for (const [row, from, to] of runs) raster.addRun(row, from, to, -1);
  raster.readRow(50, line);
  expect(line.every((depth) => depth === 0)).toBe(true);
});

test("outside the raster nothing is seen", () => {
  const raster = new CoverageRaster(frame);
  expect([raster.depthAt(-1, 0), raster.depthAt(0, 100), raster.depthAt(Number.NaN, 0)]).toEqual([0, 0, 0]);
});

test("only tiles in use take memory", () => {
  const raster = new CoverageRaster({ ...frame, columns: 20_000, rows: 20_000 });
  raster.addRun(10_000, 5000, 5100, 1);
  expect(raster.bytes).toBeLessThan(3e6);
});

test("parts are joined one after another", () => {
  const prints = { start: Uint32Array.of(0, 1, 3), runs: Int32Array.of(5, 0, 10, 5, 6, 12, 6, 0, 4) };
  expect(joinFootprints([prints, prints], Int32Array).start).toEqual(Uint32Array.of(0, 1, 3, 4, 6));
});

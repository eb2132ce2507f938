import { expect, test } from "vitest";
import { drain } from "../engine/drive.ts";
import { createRandom } from "./random.ts";
import { cellRuns, linesPerRow, polygonRuns, polygonSpans } from "./scan-lines.ts";
import { fillPolygon, rasterAround, runAt, type wholeRuns } from "./scanline.ts";

const frame = rasterAround([0, 0, 20, 10], 1);

/** Features of one ring each, x and y interleaved, closed here. */
function features(rings: readonly (readonly number[])[]) {
  const ringStart = [0];
  const points = rings.flatMap((ring) => [...ring, ...ring.slice(0, 2)]);
  for (const ring of rings) ringStart.push((ringStart.at(-1) ?? 0) + ring.length / 2 + 1);
  return {
    points: Float64Array.from(points),
    ringStart: Uint32Array.from(ringStart),
    featureStart: Uint32Array.from(ringStart, (_, r) => r),
  };
}

const list = (runs: ReturnType<typeof wholeRuns>, row: number) =>
  Array.from({ length: runs.start[row + 1] - runs.start[row] }, (_, k) => {
    const at = runs.start[row] + k;
    return [runs.from[at], runs.to[at], runs.id[at]];
  });

test("a cell belongs to a polygon when its centre does, and to one of two that share a side", () => {
  const runs = drain(
    polygonRuns(
      frame,
      features([
        [2, 1, 5.4, 1, 5.4, 4, 2, 4],
        [5.4, 1, 9, 1, 9, 4, 5.4, 4],
      ]),
    ),
  );
  expect(list(runs, 0)).toEqual([]);
  expect(list(runs, 1)).toEqual([
    [2, 5, 0],
    [5, 9, 1],
  ]);
  expect(runAt(runs, 4, 2)).toBe(runs.start[2]);
  expect([runAt(runs, 9, 2), runAt(runs, 4, 0), runAt(runs, 4, -1), runAt(runs, 4, 99)]).toEqual([-1, -1, -1, -1]);
});

test("features reaching out of the raster are cut off, those with NaN and those skipped are left out", () => {
  const runs = drain(
    polygonRuns(
      frame,
      features([
        [-50, -50, 50, -50, 50, 50, -50, 50],
        [0, 0, Number.NaN, 5, 3, 3],
        [0, 0, 5, 0, 5, 5],
      ]),
      (f) => f === 2,
    ),
  );
  expect([...runs.id]).toEqual(Array.from({ length: 10 }, () => 0));
  expect(list(runs, 9)).toEqual([[0, 20, 0]]);
});

test("merged stretches neither overlap nor touch, and cover the same", () => {
  const spans = drain(
    polygonSpans(
      frame,
      features([
        [0, 0, 6, 0, 6, 2, 0, 2],
        [4, 0, 9, 0, 9, 2, 4, 2],
        [9, 0, 12, 0, 12, 2, 9, 2],
        [14, 0, 15, 0, 15, 2, 14, 2],
      ]),
      { lines: 3, merged: true },
    ),
  );
  expect(list(cellRuns(frame, 3, spans), 0)).toEqual([
    [0, 12, 0],
    [14, 15, 3],
  ]);
});

test("runs and masks agree on random polygons, also self-crossing ones", () => {
  const random = createRandom(2, "scanline");
  for (let round = 0; round < 100; round++) {
    const ring = Array.from({ length: 14 }, () => random.between(-3, 22));
    const runs = drain(polygonRuns(frame, features([ring])));
    const mask = { cells: new Uint8Array(200), flips: new Uint8Array(210), width: 20, height: 10 };
    fillPolygon(mask, ring, 1);
    const drawn = new Uint8Array(200);
    for (let row = 0; row < 10; row++)
      for (const [from, to] of list(runs, row)) drawn.fill(1, row * 20 + from, row * 20 + to);
    expect(drawn).toEqual(mask.cells);
    expect(mask.flips.every((flip) => flip === 0)).toBe(true);
  }
});

test("lines are an odd number per row, and at most a third of a metre apart whatever the cell", () => {
  for (const cell of [0.25, 0.5, 1, 1.5, 2]) {
    const lines = linesPerRow({ cell });
    expect(lines % 2).toBe(1);
    expect(cell / lines).toBeLessThan(0.35);
  }
});

test("stretches along lines have the area of their polygon", () => {
  const random = createRandom(8, "lines");
  for (let round = 0; round < 50; round++) {
    const [x, y, w, h, turn] = [8, 5, random.between(2, 5), random.between(2, 4), random.between(0, Math.PI)];
    const corners = [-w, -h, w, -h, w, h, -w, h].map((value) => value / 2);
    const ring = [0, 2, 4, 6].flatMap((i) => {
      const [u = 0, v = 0] = [corners[i], corners[i + 1]];
      return [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)];
    });
    const { from, to } = drain(polygonSpans(frame, features([ring]), { lines: 99 }));
    const cells = from.reduce((sum, start, k) => sum + (to[k] ?? 0) - start, 0) / 99;
    expect(cells / (w * h)).toBeCloseTo(1, 2);
  }
});

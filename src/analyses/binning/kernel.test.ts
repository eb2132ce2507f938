import { expect, test } from "vitest";
import { finish } from "../../../test/support/hotspot-oracles.ts";
import { squareFrame } from "../../lib/frame.ts";
import { quantise } from "../../lib/mercator.ts";
import { run } from "./kernel.ts";

const [west, south, east, north] = [121, 31, 121.02, 31.02];
const frame = squareFrame([west, south, east, north]);
const [left, top] = quantise(frame, west, north);
const [right] = quantise(frame, east, south);
const grid = (columns: number, rows: number) => Float64Array.of(left, top, (right - left) / columns, columns, rows);
const outline = {
  coordinates: Float64Array.of(west, south, east, south, east, 31.01, west, 31.01, west, south),
  ringOffsets: Uint32Array.of(0, 5),
  polygonOffsets: Uint32Array.of(0, 1),
};
const bins = (lon: readonly number[], lat: readonly number[]) =>
  finish(
    run(
      {
        lon: Float64Array.from(lon),
        lat: Float64Array.from(lat),
        ...outline,
        frame: Float64Array.from(frame),
        raster: grid(4, 4),
      },
      {},
    ),
  );

test("a case is in the cell it falls into, rows from the north, and cases off the raster are not counted", () => {
  const { weight } = bins([121.001, 121.019, 121.019, 122], [31.019, 31.005, 31.005, 31.01]);
  expect(weight[0]).toBe(1);
  expect(weight[15]).toBe(2);
  expect(weight.reduce((sum, one) => sum + one, 0)).toBe(3);
});

test("cells whose centre lies in the outline are inside", () => {
  const { inside } = bins([], []);
  expect([...inside.subarray(0, 4)]).toEqual([0, 0, 0, 0]);
  expect([...inside.subarray(12, 16)]).toEqual([1, 1, 1, 1]);
});

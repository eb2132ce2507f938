import type { Box } from "../../domain/manifest.ts";
import { quantise } from "../../lib/mercator.ts";
import { fillPolygon } from "../../lib/scanline.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Cases in degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Rings of the areas that make up the study area, in degrees; the first ring of each polygon counts. */
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
  readonly polygonOffsets: Uint32Array;
  /** West, south, east, north of the square frame (`lib/frame.ts`). */
  readonly frame: Float64Array;
  /** Of the raster in steps of the frame: left, top, side of a cell; then columns and rows. */
  readonly raster: Float64Array;
};
export type Output = { readonly weight: Float64Array; readonly inside: Float64Array };

const batch = 65_536;

/** Cases in each cell of a raster, and 1 for the cells whose centre lies in an area. */
export function* run(input: Input, _params: Params): Generator<number, Output, void> {
  const { lon, lat } = input;
  const [west, south, east, north] = input.frame;
  const [left, top, steps, columns, rows] = input.raster;
  const box: Box = [west, south, east, north];
  const at = (x: number, y: number): [number, number] => {
    const [px, py] = quantise(box, x, y);
    return [(px - left) / steps, (py - top) / steps];
  };
  const weight = new Float64Array(columns * rows);
  for (let i = 0; i < lon.length; i++) {
    const [column, row] = at(lon[i], lat[i]).map(Math.floor);
    if (column >= 0 && column < columns && row >= 0 && row < rows) weight[row * columns + column]++;
    if (i % batch === batch - 1) yield (0.5 * i) / lon.length;
  }
  const cells = new Uint8Array(columns * rows);
  const mask = { cells, flips: new Uint8Array((columns + 1) * rows), width: columns, height: rows };
  const { coordinates, ringOffsets, polygonOffsets } = input;
  for (let polygon = 0; polygon + 1 < polygonOffsets.length; polygon++) {
    const ring = polygonOffsets[polygon];
    const points: number[] = [];
    for (let v = ringOffsets[ring]; v < ringOffsets[ring + 1]; v++)
      points.push(...at(coordinates[2 * v], coordinates[2 * v + 1]));
    fillPolygon(mask, points, 1);
    yield 0.5 + (0.5 * polygon) / polygonOffsets.length;
  }
  return { weight, inside: Float64Array.from(cells) };
}

import type { DegreesBox } from "../../../lib/h3.ts";

/** Cases, and the outline of the study area: rings of areas that do not overlap. */
export type Ground = {
  /** Positions of cases in degrees; those that are not numbers are left out. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** As in `domain/geometry.ts`; may be empty. */
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
};

/** Cells with the cases in them. */
export type Cells = {
  readonly cases: Float64Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Area of a cell; the mean of H3's, which differ by less than one per cent within a city. */
  readonly km2: Float64Array;
  /** Side of a square, or mean distance between opposite sides of the hexagons. */
  readonly widthMetres: Float64Array;
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
  /** Upper and lower half of each H3 index; empty for other cells. */
  readonly h3High: Uint32Array;
  readonly h3Low: Uint32Array;
};

/** The box of the outline and the cases; undefined where there is neither. */
export function extent({ lon, lat, coordinates }: Ground): DegreesBox | undefined {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const grow = (x: number, y: number) => {
    if (!Number.isFinite(x + y)) return;
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  for (let k = 0; k < coordinates.length; k += 2) grow(coordinates[k], coordinates[k + 1]);
  for (let i = 0; i < lon.length; i++) grow(lon[i], lat[i]);
  return box[0] <= box[2] ? box : undefined;
}

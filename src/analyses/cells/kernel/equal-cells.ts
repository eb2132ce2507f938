import { type Csr, subgraph } from "../../../lib/csr.ts";
import type { DegreesBox } from "../../../lib/h3.ts";
import { fromPlane, type Plane, planeAt, toPlane } from "../../../lib/plane.ts";
import {
  cellArea,
  cellAt,
  cellCentre,
  cellCount,
  cellNeighbours,
  cellPolygons,
  type Tessellation,
  tessellate,
} from "../../../lib/tessellation.ts";
import type { Cells, Ground } from "./ground.ts";
import type { Params } from "./params.ts";

const batch = 65_536;

/** Squares or hexagons of exactly one size in a plane that touches the Earth in the middle of the box. */
export function* equalCells(input: Ground, box: DegreesBox, params: Params): Generator<number, Cells, void> {
  const [west, south, east, north] = box;
  const plane = planeAt((west + east) / 2, (south + north) / 2);
  const [minX, minY, maxX, maxY] = toPlane(plane, box);
  const grid = tessellate(params.shape, { minX, minY, maxX, maxY }, params.sizeMetres);
  const counts = yield* countCases(input, grid, plane);
  const keep = input.ringOffsets.length > 1 ? centresInside(input, grid, plane) : new Uint8Array(counts.length).fill(1);
  for (let c = 0; c < counts.length; c++) if (counts[c] > 0) keep[c] = 1;
  yield 0.9;
  return output({ grid, plane, counts, ...subgraph(cellNeighbours(grid, params.contiguity), keep) });
}

function* countCases({ lon, lat }: Ground, grid: Tessellation, plane: Plane) {
  const counts = new Float64Array(cellCount(grid));
  for (let i = 0; i < lon.length; i++) {
    const cell = cellAt(grid, (lon[i] - plane.lon) * plane.metresPerLon, (lat[i] - plane.lat) * plane.metresPerLat);
    if (cell >= 0) counts[cell]++;
    if (i % batch === batch - 1) yield (0.8 * i) / lon.length;
  }
  return counts;
}

/** Cells whose centre lies inside the rings: a border that two areas share is crossed twice and so does not count. */
function centresInside({ coordinates, ringOffsets }: Ground, grid: Tessellation, plane: Plane): Uint8Array {
  const inside = new Uint8Array(cellCount(grid));
  const border = toPlane(plane, coordinates);
  const crossings: number[][] = Array.from({ length: grid.rows }, () => []);
  const heights = crossings.map((_, row) => cellCentre(grid, row * grid.columns)[1]);
  for (let r = 0; r + 1 < ringOffsets.length; r++) {
    for (let v = ringOffsets[r] + 1; v < ringOffsets[r + 1]; v++) {
      const [ax, ay, bx, by] = border.subarray(2 * v - 2, 2 * v + 2);
      const low = Math.min(ay, by);
      const high = Math.max(ay, by);
      const first = heights.findIndex((height) => height >= low);
      for (let row = first; row >= 0 && row < grid.rows && heights[row] < high; row++) {
        crossings[row].push(ax + ((heights[row] - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  for (const [row, list] of crossings.entries()) {
    list.sort((a, b) => a - b);
    let passed = 0;
    for (let cell = row * grid.columns; cell < (row + 1) * grid.columns; cell++) {
      const [x] = cellCentre(grid, cell);
      while (passed < list.length && list[passed] <= x) passed++;
      inside[cell] = passed & 1;
    }
  }
  return inside;
}

interface Kept {
  readonly grid: Tessellation;
  readonly plane: Plane;
  readonly counts: Float64Array;
  readonly csr: Csr;
  readonly rows: Uint32Array;
}

function output({ grid, plane, counts, csr, rows }: Kept): Cells {
  const outlines = cellPolygons(grid, rows);
  const centres = fromPlane(
    plane,
    Float64Array.from({ length: 2 * rows.length }, (_, k) => cellCentre(grid, rows[k >> 1])[k & 1]),
  );
  return {
    cases: Float64Array.from(rows, (cell) => counts[cell]),
    lon: centres.filter((_, k) => k % 2 === 0),
    lat: centres.filter((_, k) => k % 2 === 1),
    km2: Float64Array.of(cellArea(grid) / 1e6),
    widthMetres: Float64Array.of(grid.size),
    start: csr.start,
    neighbour: csr.neighbour,
    coordinates: fromPlane(plane, outlines.coordinates),
    ringOffsets: outlines.ringOffsets,
    h3High: new Uint32Array(0),
    h3Low: new Uint32Array(0),
  };
}

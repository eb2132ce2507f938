import type { AreaTable } from "../../../domain/area-table.ts";
import type { Polygons } from "../../../domain/geometry.ts";
import { contiguity } from "../../../lib/contiguity.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { OutputOf } from "../../index.ts";

/** A blind spot: neighbouring areas in which next to nothing is seen. */
export interface BlindSpot {
  readonly rows: readonly number[];
  /** Open ground that no camera always sees. */
  readonly unseenM2: number;
  readonly cases: number;
  /** Inside the area with most cases. */
  readonly lon: number;
  readonly lat: number;
}

/**
 * Areas of whose open ground at most `share` is seen or in reach of a camera that turns, joined where they share a
 * border; the most cases first.
 */
export function blindSpots(areas: AreaTable, output: OutputOf<"coverage">, share: number): BlindSpot[] {
  const neighbours = remembered(areas.polygons, "rook", () => contiguity(areas.polygons, "rook"));
  const { areaOpenM2: open, areaSeenM2: seen, areaReachableM2: reach, demandTotal: cases } = output;
  const at = (values: Float64Array, row: number) => values[row] ?? 0;
  const isBlind = (row: number) => at(open, row) > 0 && at(seen, row) + at(reach, row) <= share * at(open, row);
  const met = new Uint8Array(areas.rows);
  const spots: BlindSpot[] = [];
  for (let first = 0; first < areas.rows; first++) {
    if (met[first] || !isBlind(first)) continue;
    const rows = [first];
    met[first] = 1;
    for (const row of rows) {
      for (const other of neighbours.neighbour.subarray(neighbours.start[row], neighbours.start[row + 1])) {
        if (met[other] || !isBlind(other)) continue;
        met[other] = 1;
        rows.push(other);
      }
    }
    const busiest = rows.reduce((best, row) => (at(cases, row) > at(cases, best) ? row : best), first);
    spots.push({
      rows,
      unseenM2: rows.reduce((sum, row) => sum + at(open, row) - at(seen, row), 0),
      cases: rows.reduce((sum, row) => sum + at(cases, row), 0),
      lon: areas.labelPoints[2 * busiest] ?? Number.NaN,
      lat: areas.labelPoints[2 * busiest + 1] ?? Number.NaN,
    });
  }
  return spots.sort((a, b) => b.cases - a.cases || b.unseenM2 - a.unseenM2);
}

/** Area → the spot it belongs to, -1 for none. */
export function spotOfAreas(spots: readonly BlindSpot[], areas: number): Int32Array {
  const spotOf = new Int32Array(areas).fill(-1);
  spots.forEach(({ rows }, spot) => {
    for (const row of rows) spotOf[row] = spot;
  });
  return spotOf;
}

/** The edges between a spot and anything else: lon and lat of both ends, four numbers an edge. */
export function spotOutlines(polygons: Polygons, spotOf: Int32Array): { length: number; ends: Float64Array } {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const edges = new Map<string, { readonly spot: number; readonly ends: number[]; shared: boolean }>();
  spotOf.forEach((spot, row) => {
    if (spot < 0) return;
    const first = polygonOffsets[featureOffsets[row] ?? 0] ?? 0;
    const last = polygonOffsets[featureOffsets[row + 1] ?? 0] ?? 0;
    for (let ring = first; ring < last; ring++) {
      for (let p = ringOffsets[ring] ?? 0; p + 1 < (ringOffsets[ring + 1] ?? 0); p++) {
        const ends = [...coordinates.subarray(2 * p, 2 * p + 4)];
        const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = ends;
        const key = x0 < x1 || (x0 === x1 && y0 < y1) ? `${x0} ${y0} ${x1} ${y1}` : `${x1} ${y1} ${x0} ${y0}`;
        const known = edges.get(key);
        if (known?.spot === spot) known.shared = true;
        else edges.set(key, { spot, ends, shared: false });
      }
    }
  });
  const ends = Float64Array.from([...edges.values()].flatMap((edge) => (edge.shared ? [] : edge.ends)));
  return { length: ends.length / 4, ends };
}

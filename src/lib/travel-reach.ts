import type { Polygons } from "../domain/geometry.ts";
import { type PlanePolygons, toPlane } from "./plane.ts";
import { type RasterMask, rasterPolygons } from "./raster-polygons.ts";
import { cellsNearRoads, type RoadCells } from "./road-cells.ts";
import { polygonRuns } from "./scan-lines.ts";
import { type RasterFrame, rasterAround } from "./scanline.ts";
import type { Travelled } from "./travel.ts";
import type { TravelModel } from "./travel-model.ts";

/** Cells farther than this from a road that may be used are not coloured. */
const paintedMetres = 300;
/** More cells than this are made larger, so that a picture is repainted while a station is dragged. */
const mostCells = 300_000;

/** A raster over a town: its cells near roads, and the area that each cell of the whole raster is in. */
export interface Ground {
  readonly cells: RoadCells;
  /** Cell → area, -1 for none. */
  readonly area: Int32Array;
}

/** Areas in degrees: points interleaved, ring → first point, area → first ring. */
export type Outlines = {
  readonly areaCoordinates: Float64Array;
  readonly areaRingStart: Uint32Array;
  readonly areaFeatureStart: Uint32Array;
};

/** The raster of the areas, or the one around the roads where there are none. */
export function groundOf({ plane, roads }: TravelModel, outlines: Outlines, cellMetres: number): Ground {
  const polygons: PlanePolygons = {
    points: toPlane(plane, outlines.areaCoordinates),
    ringStart: outlines.areaRingStart,
    featureStart: outlines.areaFeatureStart,
  };
  const box = boxOf(polygons.points.length > 0 ? polygons.points : roads.points);
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  const frame = rasterAround(box, Math.max(cellMetres, Math.sqrt((width * height) / mostCells)));
  const area = areaOfCells(frame, polygons);
  const known = area.some((row) => row >= 0);
  const inTown = (cell: number) => !known || area[cell] >= 0;
  return { cells: cellsNearRoads(roads, frame, { reachMetres: paintedMetres, accept: inTown }), area };
}

function boxOf(points: Float64Array): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (!Number.isFinite(points[i] + points[i + 1])) continue;
    box[0] = Math.min(box[0], points[i]);
    box[1] = Math.min(box[1], points[i + 1]);
    box[2] = Math.max(box[2], points[i]);
    box[3] = Math.max(box[3], points[i + 1]);
  }
  return box[0] <= box[2] ? box : [0, 0, 0, 0];
}

function areaOfCells(frame: RasterFrame, polygons: PlanePolygons): Int32Array {
  const area = new Int32Array(frame.columns * frame.rows).fill(-1);
  const drawing = polygonRuns(frame, polygons);
  let step = drawing.next();
  while (!step.done) step = drawing.next();
  const { start, from, to, id } = step.value;
  for (let row = 0; row < frame.rows; row++) {
    for (let k = start[row]; k < start[row + 1]; k++) {
      area.fill(id[k], row * frame.columns + from[k], row * frame.columns + to[k]);
    }
  }
  return area;
}

/** Minutes to every cell near a road, and the station they are from. */
export interface CellTimes {
  readonly minutes: Float64Array;
  readonly station: Int32Array;
}

/** How long it takes to every cell near a road, the turnout included. */
export function cellTimes({ cells }: Ground, travelled: Travelled, turnoutMinutes: number): CellTimes {
  const { origin, cost } = travelled.to(cells.onRoad);
  return { minutes: cost.map((minutes) => minutes + turnoutMinutes), station: origin };
}

/**
 * Isochrones in degrees, a feature a break (ascending minutes): the cells reached within it, or, as bands, those reached
 * since the break before.
 */
export function isochrones(
  { plane }: TravelModel,
  { cells }: Ground,
  {
    minutes,
    breaks,
    bands,
  }: { readonly minutes: Float64Array; readonly breaks: Float64Array; readonly bands: boolean },
): Polygons {
  const { frame, cell } = cells;
  const masks = Array.from(breaks, (to, k): RasterMask => {
    const from = bands && k > 0 ? breaks[k - 1] : -Infinity;
    const filled = new Uint8Array(frame.columns * frame.rows);
    for (let c = 0; c < cell.length; c++) if (minutes[c] > from && minutes[c] <= to) filled[cell[c]] = 1;
    return { frame, cells: filled };
  });
  return rasterPolygons(masks, plane);
}

/** The areas nearest to each station, however far. */
export interface StationAreas {
  /** In degrees, a feature a station. */
  readonly polygons: Polygons;
  readonly km2: Float64Array;
  /** Cell of the whole raster → station, -1 for none. */
  readonly stationOf: Int32Array;
}

/** The areas nearest to each station, by the station that each cell is nearest to. */
export function stationAreas(
  { plane }: TravelModel,
  { cells }: Ground,
  { station, stations }: { readonly station: Int32Array; readonly stations: number },
): StationAreas {
  const { frame, cell } = cells;
  const stationOf = new Int32Array(frame.columns * frame.rows).fill(-1);
  const km2 = new Float64Array(stations);
  for (let k = 0; k < cell.length; k++) {
    if (station[k] < 0) continue;
    stationOf[cell[k]] = station[k];
    km2[station[k]] += frame.cell ** 2 / 1e6;
  }
  return { polygons: rasterPolygons(masksOf(stationOf, frame, stations), plane), km2, stationOf };
}

/** The cells of each station as a mask no larger than they need. */
function* masksOf(stationOf: Int32Array, frame: RasterFrame, stations: number): Generator<RasterMask, void, void> {
  const boxes = Array.from({ length: stations }, () => ({
    left: frame.columns,
    right: -1,
    bottom: frame.rows,
    top: -1,
  }));
  stationOf.forEach((s, i) => {
    if (s < 0) return;
    const box = boxes[s];
    const row = Math.floor(i / frame.columns);
    const column = i - row * frame.columns;
    box.left = Math.min(box.left, column);
    box.right = Math.max(box.right, column);
    box.bottom = Math.min(box.bottom, row);
    box.top = row;
  });
  for (const [s, { left, right, bottom, top }] of boxes.entries()) {
    const [columns, rows] = [Math.max(0, right - left + 1), Math.max(0, top - bottom + 1)];
    const cells = new Uint8Array(columns * rows);
    for (let i = 0; i < cells.length; i++) {
      const row = Math.floor(i / columns);
      if (stationOf[(bottom + row) * frame.columns + left + i - row * columns] === s) cells[i] = 1;
    }
    const { x, y, cell } = frame;
    yield { frame: { x: x + left * cell, y: y + bottom * cell, cell, columns, rows }, cells };
  }
}

import type { PlanePolygons } from "../../../lib/plane.ts";
import { polygonRuns } from "../../../lib/scan-lines.ts";
import type { RasterFrame } from "../../../lib/scanline.ts";
import type { Ground, StationAreas } from "../../../lib/travel-reach.ts";

/** How a station does by one part of the rule. */
export const ruleStatuses = ["not-assessed", "met", "missed"] as const;

/** What fire stations' areas should not cross: lines (expressways, railways) and waters, in metres on the plane. */
export interface Walls {
  readonly lines: Float64Array;
  /** Line → first point; one entry more than lines. */
  readonly lineStart: Uint32Array;
  readonly waters: PlanePolygons;
}

/** More of an area than this on the other side is a crossing: borders drawn along a wall are not. */
const crossedShare = 0.02;

/**
 * The rule for fire stations: the area is at most `mostKm2`, and no expressway, railway or water cuts it off from its
 * station. Walls are drawn into the raster, and what can be reached from the station without leaving the town or crossing a
 * wall is on its side, so that a pond or the end of a railway divides nothing. Not assessed without stations on land or
 * without any walls known.
 */
export function fireRule(
  ground: Ground,
  { areas, walls, cellOf, mostKm2 }: { areas: StationAreas; walls: Walls; cellOf: Int32Array; mostKm2: number },
) {
  const { frame } = ground.cells;
  const stations = areas.km2.length;
  const cut = new Float64Array(stations).fill(Number.NaN);
  const isKnown = walls.lineStart.length > 1 || walls.waters.featureStart.length > 1;
  if (isKnown) {
    const side = sides(frame, wallMask(frame, walls), ground.area);
    const all = new Float64Array(stations);
    const own = new Float64Array(stations);
    const home = Int32Array.from(cellOf, (cell) => nearSide(side, frame, cell));
    areas.stationOf.forEach((s, cell) => {
      if (s < 0 || side[cell] < 0) return;
      all[s]++;
      if (side[cell] === home[s]) own[s]++;
    });
    for (let s = 0; s < stations; s++) if (home[s] >= 0 && all[s] > 0) cut[s] = 1 - own[s] / all[s];
  }
  return {
    cutShare: cut,
    sizeStatus: Uint8Array.from(areas.km2, (km2) => (km2 > 0 ? (km2 <= mostKm2 ? 1 : 2) : 0)),
    crossingStatus: Uint8Array.from(cut, (share) => (Number.isNaN(share) ? 0 : share <= crossedShare ? 1 : 2)),
  };
}

function wallMask(frame: RasterFrame, { lines, lineStart, waters }: Walls): Uint8Array {
  const mask = new Uint8Array(frame.columns * frame.rows);
  const set = (column: number, row: number): void => {
    if (column >= 0 && row >= 0 && column < frame.columns && row < frame.rows) mask[row * frame.columns + column] = 1;
  };
  for (let l = 0; l + 1 < lineStart.length; l++) {
    for (let p = lineStart[l]; p + 1 < lineStart[l + 1]; p++) {
      const [x1, y1, x2, y2] = lines.subarray(2 * p, 2 * p + 4);
      const steps = Math.max(1, Math.ceil((4 * Math.hypot(x2 - x1, y2 - y1)) / frame.cell));
      for (let k = 0; k <= steps; k++) {
        const x = x1 + ((x2 - x1) * k) / steps;
        const y = y1 + ((y2 - y1) * k) / steps;
        set(Math.floor((x - frame.x) / frame.cell), Math.floor((y - frame.y) / frame.cell));
      }
    }
  }
  const drawing = polygonRuns(frame, waters);
  let step = drawing.next();
  while (!step.done) step = drawing.next();
  const { start, from, to } = step.value;
  for (let row = 0; row < frame.rows; row++) {
    for (let k = start[row]; k < start[row + 1]; k++) {
      mask.fill(1, row * frame.columns + from[k], row * frame.columns + to[k]);
    }
  }
  return mask;
}

/** Cell → the side of the walls it is on, -1 on a wall and outside the town. Sides meet along edges of cells only. */
function sides({ columns, rows }: RasterFrame, walls: Uint8Array, area: Int32Array): Int32Array {
  const side = new Int32Array(columns * rows).fill(-1);
  const bounded = area.some((row) => row >= 0);
  const isFree = (cell: number) => side[cell] < 0 && walls[cell] === 0 && (!bounded || area[cell] >= 0);
  const stack: number[] = [];
  for (let first = 0; first < side.length; first++) {
    if (!isFree(first)) continue;
    side[first] = first;
    stack.push(first);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const column = at % columns;
      const next = [
        column > 0 ? at - 1 : at,
        column + 1 < columns ? at + 1 : at,
        at >= columns ? at - columns : at,
        at + columns < side.length ? at + columns : at,
      ];
      for (const cell of next) {
        if (!isFree(cell)) continue;
        side[cell] = first;
        stack.push(cell);
      }
    }
  }
  return side;
}

/** The side of a cell, or of the nearest of its neighbours if it is on a wall. */
function nearSide(side: Int32Array, { columns, rows }: RasterFrame, cell: number): number {
  if (cell < 0) return -1;
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  for (let ring = 0; ring <= 3; ring++) {
    for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
      for (let c = Math.max(0, column - ring); c <= Math.min(columns - 1, column + ring); c++) {
        if (side[r * columns + c] >= 0) return side[r * columns + c];
      }
    }
  }
  return -1;
}

import type { Roads, Snapped } from "./road-graph.ts";
import type { RasterFrame } from "./scanline.ts";

/** Cells of a raster put onto roads: those near enough, and where on which edge each belongs. */
export interface RoadCells {
  readonly frame: RasterFrame;
  /** Number of each cell (row · columns + column), ascending. */
  readonly cell: Uint32Array;
  readonly onRoad: Snapped;
}

/**
 * Puts the cells of a raster that are accepted onto their nearest road, at most `reachMetres` away. Segments are drawn into the raster and
 * spread from cell to cell in two passes each way (Danielsson 1980), which is exact but for a few cells by less than a
 * cell's width.
 */
export function cellsNearRoads(
  roads: Roads,
  frame: RasterFrame,
  { reachMetres, accept = () => true }: { readonly reachMetres: number; readonly accept?: (cell: number) => boolean },
): RoadCells {
  const { edgeOf, before } = segmentsOf(roads);
  const nearest = drawn(roads, frame, edgeOf);
  spread(nearest, frame);
  const near = (cell: number) => nearest.segment[cell] >= 0 && nearest.distance[cell] <= reachMetres && accept(cell);
  const cell = Uint32Array.from({ length: nearest.segment.length }, (_, i) => i).filter(near);
  const onRoad = {
    edge: new Int32Array(cell.length),
    share: new Float64Array(cell.length),
    offset: Float64Array.from(cell, (i) => nearest.distance[i]),
  };
  cell.forEach((i, k) => {
    const p = nearest.segment[i];
    const e = edgeOf[p];
    const { along } = toSegment(roads.points, p, ...centreOf(frame, i));
    const length = before[roads.lineStart[e + 1] - 1];
    onRoad.edge[k] = e;
    onRoad.share[k] = length > 0 ? Math.min(1, (before[p] + along) / length) : 0;
  });
  return { frame, cell, onRoad };
}

/** Point → the edge it is of, and the metres along the edge up to it. */
function segmentsOf({ points, lineStart }: Roads) {
  const edgeOf = new Uint32Array(points.length / 2);
  const before = new Float64Array(points.length / 2);
  for (let e = 0; e + 1 < lineStart.length; e++) {
    for (let p = lineStart[e]; p < lineStart[e + 1]; p++) {
      edgeOf[p] = e;
      if (p === lineStart[e]) continue;
      before[p] = before[p - 1] + Math.hypot(points[2 * p] - points[2 * p - 2], points[2 * p + 1] - points[2 * p - 1]);
    }
  }
  return { edgeOf, before };
}

function centreOf({ x, y, cell, columns }: RasterFrame, i: number): [number, number] {
  return [x + ((i % columns) + 0.5) * cell, y + (Math.floor(i / columns) + 0.5) * cell];
}

/** How far a place is from the segment that begins at point `p`, and how far along it its foot is, in metres. */
function toSegment(points: Float64Array, p: number, x: number, y: number) {
  const [ax, ay] = [points[2 * p], points[2 * p + 1]];
  const [ex, ey] = [points[2 * p + 2] - ax, points[2 * p + 3] - ay];
  const square = ex * ex + ey * ey;
  const t = square > 0 ? Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / square)) : 0;
  return { distance: Math.hypot(ax + t * ex - x, ay + t * ey - y), along: t * Math.sqrt(square) };
}

/** The nearest segment of every cell, as far as it is known. */
class Nearest {
  /** Cell → first point of its nearest segment, -1 for none yet. */
  readonly segment: Int32Array;
  readonly distance: Float64Array;
  private readonly points: Float64Array;
  private readonly frame: RasterFrame;

  constructor(points: Float64Array, frame: RasterFrame) {
    this.points = points;
    this.frame = frame;
    this.segment = new Int32Array(frame.columns * frame.rows).fill(-1);
    this.distance = new Float64Array(frame.columns * frame.rows).fill(Infinity);
  }

  /** Takes the segment from point `p` on for a cell if it is nearer than what the cell has. */
  offer(cell: number, p: number): void {
    if (p < 0 || this.segment[cell] === p) return;
    const away = toSegment(this.points, p, ...centreOf(this.frame, cell)).distance;
    if (!(away < this.distance[cell])) return;
    this.distance[cell] = away;
    this.segment[cell] = p;
  }
}

/** The cells that segments pass through. */
function drawn({ points }: Roads, frame: RasterFrame, edgeOf: Uint32Array): Nearest {
  const { x: left, y: bottom, cell, columns, rows } = frame;
  const nearest = new Nearest(points, frame);
  for (let p = 0; p + 1 < edgeOf.length; p++) {
    if (edgeOf[p] !== edgeOf[p + 1]) continue;
    const [x1, y1, x2, y2] = [points[2 * p], points[2 * p + 1], points[2 * p + 2], points[2 * p + 3]];
    const steps = Math.ceil((2 * Math.hypot(x2 - x1, y2 - y1)) / cell);
    if (!Number.isFinite(steps)) continue;
    for (let k = 0; k <= steps; k++) {
      const share = steps > 0 ? k / steps : 0;
      const column = Math.floor((x1 + share * (x2 - x1) - left) / cell);
      const row = Math.floor((y1 + share * (y2 - y1) - bottom) / cell);
      if (column >= 0 && row >= 0 && column < columns && row < rows) nearest.offer(row * columns + column, p);
    }
  }
  return nearest;
}

/** Lets every cell ask its neighbours for their segments, northward, then southward. */
function spread(nearest: Nearest, { columns, rows }: RasterFrame): void {
  const { segment } = nearest;
  const sweep = (row: number, behind: number): void => {
    for (let c = 0; c < columns; c++) {
      const at = row * columns + c;
      if (behind >= 0 && behind < rows) {
        const from = behind * columns;
        for (let other = Math.max(0, c - 1); other <= Math.min(columns - 1, c + 1); other++) {
          nearest.offer(at, segment[from + other]);
        }
      }
      if (c > 0) nearest.offer(at, segment[at - 1]);
    }
    for (let at = row * columns + columns - 2; at >= row * columns; at--) nearest.offer(at, segment[at + 1]);
  };
  for (let row = 0; row < rows; row++) sweep(row, row - 1);
  for (let row = rows - 1; row >= 0; row--) sweep(row, row + 1);
}

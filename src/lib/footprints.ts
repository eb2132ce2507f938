import { type BuildingIndex, buildingAt, createEdgeFinder, nearestFacade } from "./building-index.ts";
import { type Footprints, joinFootprints } from "./coverage-raster.ts";
import { createPainter, Triples } from "./footprint-painter.ts";
import { type CameraOptics, watchedRing } from "./optics.ts";
import type { RasterFrame } from "./scanline.ts";
import { createSweeper, type View } from "./visibility.ts";

/** Why a camera sees nothing, by number; 0 when nothing is wrong. */
export const cameraProblems = [
  "none",
  "no-position",
  "outside",
  "no-field-of-view",
  "out-of-range",
  "inside-buildings",
  "faces-wall",
] as const;
const problem = (name: (typeof cameraProblems)[number]) => cameraProblems.indexOf(name);

/** Where cameras stand and how they look. */
export interface CameraPlaces {
  /** Metres on the plane; NaN where a camera has no position. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly optics: readonly CameraOptics[];
}

/** What footprints depend on beside the cameras. */
export interface FootprintOptions {
  readonly frame: RasterFrame;
  /** Left out: nothing blocks. */
  readonly buildings?: BuildingIndex;
  /** Pixels per metre to resolve. */
  readonly density: number;
  readonly targetHeightMetres?: number;
  /** Cameras `from` (included) to `to` (excluded); the others belong to another worker. */
  readonly from?: number;
  readonly to?: number;
}

/** Footprints of cameras `from` to `to`, one after another; every array has one entry per camera of that range. */
export interface CameraFootprints extends Footprints {
  /** Where the camera was taken to stand, metres: its place, or the facade it was moved to. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly movedMetres: Float64Array;
  readonly problem: Uint8Array;
  /** Camera → its first stretch, and one past the last; what areas are measured by (`linesPerRow` lines a row). */
  readonly spanStart: Uint32Array;
  /** Line, from and to in cells, not rounded, of each stretch, interleaved. */
  readonly spans: Float32Array;
}

/** What every camera of a range sees, as runs of raster cells. */
export function* footprints(
  cameras: CameraPlaces,
  options: FootprintOptions,
): Generator<number, CameraFootprints, void> {
  const { from = 0, to = cameras.x.length } = options;
  const count = to - from;
  const viewer = createViewer(options);
  const start = new Uint32Array(count + 1);
  const placed = { x: new Float64Array(count), y: new Float64Array(count), movedMetres: new Float64Array(count) };
  const problems = new Uint8Array(count);
  const painted = emptyPainting();
  const { runs, spans } = painted;
  const spanStart = new Uint32Array(count + 1);
  for (let k = 0; k < count; k++) {
    if ((k & 3) === 0) yield k / count;
    const c = from + k;
    const before = runs.count;
    const seen = viewer(cameras.x[c], cameras.y[c], cameras.optics[c], painted);
    placed.x[k] = seen.x;
    placed.y[k] = seen.y;
    placed.movedMetres[k] = seen.movedMetres;
    problems[k] = seen.problem || (runs.count === before ? problem("faces-wall") : problem("none"));
    start[k + 1] = runs.count;
    spanStart[k + 1] = spans.count;
  }
  return { start, runs: runs.compact(), spanStart, spans: spans.compact(), ...placed, problem: problems };
}

/** What one camera after another sees: whole cells, and stretches along the lines that areas are measured by. */
export interface Painted {
  /** Row, first column and end column of each run of cells. */
  readonly runs: Triples<Int32Array>;
  /** Line, from and to (cells from the west edge, not rounded) of each stretch. */
  readonly spans: Triples<Float32Array>;
}

/** Nothing painted yet. */
export function emptyPainting(): Painted {
  return { runs: new Triples(Int32Array), spans: new Triples(Float32Array) };
}

interface Seen {
  readonly x: number;
  readonly y: number;
  readonly movedMetres: number;
  readonly problem: number;
}

/** A function that appends what one camera sees, and says from where. */
export function createViewer({ frame, buildings, density, targetHeightMetres = 0 }: FootprintOptions) {
  const findEdges = buildings && createEdgeFinder(buildings);
  const occluders = createOccluders(targetHeightMetres, buildings);
  const sweep = createSweeper();
  const painter = createPainter(frame);

  return (x: number, y: number, optics: CameraOptics, painted: Painted): Seen => {
    const nothing = (problem: number): Seen => ({ x, y, movedMetres: 0, problem });
    if (!Number.isFinite(x + y)) return nothing(problem("no-position"));
    const outside =
      x < frame.x || y < frame.y || x >= frame.x + frame.columns * frame.cell || y >= frame.y + frame.rows * frame.cell;
    if (outside) return nothing(problem("outside"));
    if (!(optics.hfovDeg > 0)) return nothing(problem("no-field-of-view"));
    const { near, far } = watchedRing(optics, density, targetHeightMetres);
    if (!(far > near)) return nothing(problem("out-of-range"));
    let place = { x, y, distance: 0 };
    if (buildings && findEdges && buildingAt(buildings, x, y) >= 0) {
      const facade = nearestFacade(buildings, findEdges, { x, y });
      if (!facade) return nothing(problem("inside-buildings"));
      place = facade;
    }
    const view = viewOf(place.x, place.y, far, optics);
    const box = [place.x - far, place.y - far, place.x + far, place.y + far] as const;
    const hidden = occluders(view, optics.mountHeightMetres, findEdges?.(box));
    painter(sweep(view, hidden.walls, hidden.wallCount), { near, shadows: hidden.shadows }, painted);
    return { x: place.x, y: place.y, movedMetres: place.distance, problem: problem("none") };
  };
}

/** The view of a camera from a place: angles in radians counter-clockwise from east. */
export function viewOf(x: number, y: number, radius: number, { watch, azimuthDeg, hfovDeg }: CameraOptics): View {
  if (watch !== "sector") return { x, y, radius, startAngle: 0, sweep: 2 * Math.PI };
  const radians = Math.PI / 180;
  const sweep = Math.min(360, hfovDeg) * radians;
  return { x, y, radius, startAngle: (90 - azimuthDeg) * radians - sweep / 2, sweep };
}

interface Hidden {
  readonly walls: Float64Array;
  readonly wallCount: number;
  /** Ground that low buildings hide: polygons, x and y interleaved in metres. */
  readonly shadows: readonly number[][];
}

/**
 * Sorts the edges near a camera into walls, which hide everything behind them, and low ones, which hide only a stretch:
 * over a building of height b at distance d, a camera at h sees targets at t again from d·(h − t)/(h − b) on.
 */
function createOccluders(targetHeight: number, buildings: BuildingIndex | undefined) {
  let walls = new Float64Array(1024);
  return (view: View, height: number, near: { edges: Uint32Array; count: number } | undefined): Hidden => {
    const shadows: number[][] = [];
    if (!buildings || !near) return { walls, wallCount: 0, shadows };
    const { polygons, heights, buildingOfPoint } = buildings;
    const { points } = polygons;
    if (walls.length < near.count * 4) walls = new Float64Array(near.count * 8);
    const low = new Set<number>();
    let wallCount = 0;
    for (let k = 0; k < near.count; k++) {
      const edge = near.edges[k];
      const [x1, y1, x2, y2] = [points[2 * edge], points[2 * edge + 1], points[2 * edge + 2], points[2 * edge + 3]];
      const top = heights[buildingOfPoint[edge]];
      const stretch = top < height ? Math.max(1, (height - targetHeight) / (height - top)) : Number.POSITIVE_INFINITY;
      if (stretch * segmentDistance(view, x1, y1, x2, y2) >= view.radius) {
        walls.set([x1, y1, x2, y2], 4 * wallCount++);
        continue;
      }
      low.add(buildingOfPoint[edge]);
      const [dx1, dy1, dx2, dy2] = [x1 - view.x, y1 - view.y, x2 - view.x, y2 - view.y];
      if (stretch > 1) {
        const far = [view.x + stretch * dx2, view.y + stretch * dy2, view.x + stretch * dx1, view.y + stretch * dy1];
        shadows.push([x1, y1, x2, y2, ...far]);
      }
    }
    for (const building of low) {
      for (let r = polygons.featureStart[building]; r < polygons.featureStart[building + 1]; r++) {
        shadows.push([...points.subarray(2 * polygons.ringStart[r], 2 * polygons.ringStart[r + 1] - 2)]);
      }
    }
    return { walls, wallCount, shadows };
  };
}

function segmentDistance({ x, y }: View, x1: number, y1: number, x2: number, y2: number): number {
  const [ex, ey] = [x2 - x1, y2 - y1];
  const t = Math.min(1, Math.max(0, ((x - x1) * ex + (y - y1) * ey) / (ex * ex + ey * ey || 1)));
  return Math.hypot(x1 + t * ex - x, y1 + t * ey - y);
}

/** The footprints of several ranges of cameras as one, in the order given. */
export function joinCameraFootprints(parts: readonly CameraFootprints[]): CameraFootprints {
  const numbers = (of: (part: CameraFootprints) => Float64Array) => Float64Array.from(parts.flatMap((p) => [...of(p)]));
  const spans = joinFootprints(
    parts.map((part) => ({ start: part.spanStart, runs: part.spans })),
    Float32Array,
  );
  return {
    ...joinFootprints(parts, Int32Array),
    spanStart: spans.start,
    spans: spans.runs,
    x: numbers((part) => part.x),
    y: numbers((part) => part.y),
    movedMetres: numbers((part) => part.movedMetres),
    problem: Uint8Array.from(parts.flatMap((part) => [...part.problem])),
  };
}

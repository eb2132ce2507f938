import { atan2, cos, sin } from "./elementary/circle.ts";

const turn = 2 * Math.PI;
/** Numbers per piece of a fan: start angle, end angle, and the wall's line a·x + b·y = 1. */
const stride = 4;
const finestAngle = 1e-12;

/** What a viewer sees from where, and how far: angles in radians, counter-clockwise from east. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly startAngle: number;
  /** Width of the field of view, 0 to 2π. */
  readonly sweep: number;
}

/**
 * The visible part of a view: pieces by angle, each ending at a wall; where there is no piece the view reaches its full
 * radius. Piece `k` holds `pieces[4k]` and `pieces[4k + 1]`, its angles from the start of the view, and a, b of its
 * wall's line, so that its distance at angle φ is 1 / (a·cos φ + b·sin φ). `pieces` may be longer than `count` needs and
 * is overwritten by the next call of the sweeper that made it.
 */
export interface Fan {
  readonly view: View;
  readonly pieces: Float64Array;
  readonly count: number;
}

/**
 * A function that finds what is visible among walls: x1, y1, x2, y2 per wall in metres, `wallCount` of them. Exact for
 * any walls, also crossing, touching or double ones; a viewer on a wall's line looks along it. The nearest wall per
 * direction is the upper envelope of 1/distance, merged by halves: O(n log n) for n walls in reach. It keeps its
 * scratch memory between calls.
 */
export function createSweeper(): (view: View, walls: Float64Array, wallCount: number) => Fan {
  let pieces = new Float64Array(1024);
  let merged = new Float64Array(1024);
  let runs = new Uint32Array(256);

  return (view, walls, wallCount) => {
    if (pieces.length < wallCount * 2 * stride) pieces = new Float64Array(wallCount * 4 * stride);
    if (runs.length < wallCount * 2 + 1) runs = new Uint32Array(wallCount * 4 + 1);
    let count = enterWalls(view, walls, wallCount, pieces);
    let runCount = count;
    for (let r = 0; r <= runCount; r++) runs[r] = r;
    while (runCount > 1) {
      if (merged.length < 4 * count * stride) merged = new Float64Array(8 * count * stride);
      let at = 0;
      let next = 0;
      for (let r = 0; r < runCount; r += 2) {
        const [from, middle, to] = [runs[r], runs[r + 1], runs[Math.min(r + 2, runCount)]];
        runs[next++] = at;
        at = r + 1 < runCount ? merge(pieces, from, middle, to, merged, at) : copy(pieces, from, to, merged, at);
      }
      runs[next] = at;
      runCount = next;
      count = at;
      [pieces, merged] = [merged, pieces];
    }
    return { view, pieces, count };
  };
}

/** Writes every wall in reach as one or two pieces by angle; returns how many. */
function enterWalls(view: View, walls: Float64Array, wallCount: number, pieces: Float64Array): number {
  const { x, y, radius, sweep } = view;
  const cosine = cos(view.startAngle);
  const sine = sin(view.startAngle);
  const reach = radius * radius;
  let count = 0;
  const push = (from: number, to: number, a: number, b: number): void => {
    if (to > sweep) to = sweep;
    if (to - from <= finestAngle) return;
    const k = count++ * stride;
    pieces[k] = from;
    pieces[k + 1] = to;
    pieces[k + 2] = a;
    pieces[k + 3] = b;
  };
  for (let w = 0; w < wallCount; w++) {
    const dx1 = walls[4 * w] - x;
    const dy1 = walls[4 * w + 1] - y;
    const dx2 = walls[4 * w + 2] - x;
    const dy2 = walls[4 * w + 3] - y;
    let x1 = dx1 * cosine + dy1 * sine;
    let y1 = dy1 * cosine - dx1 * sine;
    let x2 = dx2 * cosine + dy2 * sine;
    let y2 = dy2 * cosine - dx2 * sine;
    const ex = x2 - x1;
    const ey = y2 - y1;
    const cross = x1 * y2 - x2 * y1;
    const length = ex * ex + ey * ey;
    // Seen edge-on, a wall hides nothing (also catches walls of no length).
    if (!(Math.abs(cross) > 1e-12 * length) || cross * cross >= reach * length) continue;
    const a = ey / cross;
    const b = -ex / cross;
    if (x1 * x1 + y1 * y1 > reach || x2 * x2 + y2 * y2 > reach) {
      const middle = -(x1 * ex + y1 * ey) / length;
      const half = Math.sqrt((reach - (cross * cross) / length) / length);
      const from = Math.max(0, middle - half);
      const to = Math.min(1, middle + half);
      if (from >= to) continue;
      [x1, y1, x2, y2] = [x1 + from * ex, y1 + from * ey, x1 + to * ex, y1 + to * ey];
    }
    const first = atan2(y1, x1);
    const second = atan2(y2, x2);
    let from = cross > 0 ? first : second;
    let to = cross > 0 ? second : first;
    if (from < 0) from += turn;
    if (to < 0) to += turn;
    if (to >= from) push(from, to, a, b);
    else {
      push(from, turn, a, b);
      push(0, to, a, b);
    }
  }
  return count;
}

function copy(from: Float64Array, start: number, end: number, to: Float64Array, at: number): number {
  to.set(from.subarray(start * stride, end * stride), at * stride);
  return at + end - start;
}

/** Merges pieces [from, middle) and [middle, to), each in order of angle, into `out` at `at`; returns the new end. */
function merge(pieces: Float64Array, from: number, middle: number, to: number, out: Float64Array, at: number): number {
  const first = at;
  const emit = (start: number, end: number, piece: number): void => {
    if (end - start <= finestAngle) return;
    const a = pieces[piece * stride + 2];
    const b = pieces[piece * stride + 3];
    const last = (at - 1) * stride;
    if (at > first && out[last + 1] >= start - finestAngle && out[last + 2] === a && out[last + 3] === b) {
      out[last + 1] = end;
      return;
    }
    const k = at++ * stride;
    out[k] = start;
    out[k + 1] = end;
    out[k + 2] = a;
    out[k + 3] = b;
  };
  let i = from;
  let j = middle;
  let angle = 0;
  for (;;) {
    while (i < middle && pieces[i * stride + 1] <= angle) i++;
    while (j < to && pieces[j * stride + 1] <= angle) j++;
    if (i === middle && j === to) return at;
    const iStart = i < middle ? Math.max(angle, pieces[i * stride]) : Number.POSITIVE_INFINITY;
    const jStart = j < to ? Math.max(angle, pieces[j * stride]) : Number.POSITIVE_INFINITY;
    if (iStart < jStart) {
      const end = Math.min(pieces[i * stride + 1], jStart);
      emit(iStart, end, i);
      angle = end;
      continue;
    }
    if (jStart < iStart) {
      const end = Math.min(pieces[j * stride + 1], iStart);
      emit(jStart, end, j);
      angle = end;
      continue;
    }
    const end = Math.min(pieces[i * stride + 1], pieces[j * stride + 1]);
    const a = pieces[i * stride + 2] - pieces[j * stride + 2];
    const b = pieces[i * stride + 3] - pieces[j * stride + 3];
    const atStart = a * cos(iStart) + b * sin(iStart);
    const atEnd = a * cos(end) + b * sin(end);
    if (atStart >= 0 && atEnd >= 0) emit(iStart, end, i);
    else if (atStart <= 0 && atEnd <= 0) emit(iStart, end, j);
    else {
      const crossing = crossingAngle(a, b, iStart, end);
      emit(iStart, crossing, atStart > 0 ? i : j);
      emit(crossing, end, atStart > 0 ? j : i);
    }
    angle = end;
  }
}

/** Where a·cos φ + b·sin φ = 0 between two angles, or the end nearer to it where rounding puts it outside. */
function crossingAngle(a: number, b: number, from: number, to: number): number {
  let angle = atan2(-a, b);
  while (angle < from) angle += Math.PI;
  while (angle >= from + Math.PI) angle -= Math.PI;
  if (angle <= to) return angle;
  return angle - to < from + Math.PI - angle ? to : from;
}

const distanceAt = (fan: Fan, piece: number, angle: number) =>
  1 / (fan.pieces[piece * stride + 2] * cos(angle) + fan.pieces[piece * stride + 3] * sin(angle));

/** Area of a fan, its arcs exact, in the square of the view's unit. */
export function fanArea(fan: Fan): number {
  const { view, pieces, count } = fan;
  let twice = 0;
  let angle = 0;
  for (let k = 0; k < count; k++) {
    const from = pieces[k * stride];
    const to = pieces[k * stride + 1];
    twice += (from - angle) * view.radius * view.radius;
    twice += distanceAt(fan, k, from) * distanceAt(fan, k, to) * sin(to - from);
    angle = to;
  }
  return (twice + (view.sweep - angle) * view.radius * view.radius) / 2;
}

/**
 * The outline of a fan, x and y interleaved, counter-clockwise, first point not repeated; the viewer is a corner unless
 * the view goes all around. Arcs become chords of at most `arcStep` radians with their corners at `arcRadius` (give a
 * little more than the view's radius, R / cos(arcStep / 2), for an outline that holds the true one).
 */
export function fanOutline(
  fan: Fan,
  { arcStep = Math.PI / 90, arcRadius = fan.view.radius }: { arcStep?: number; arcRadius?: number } = {},
): number[] {
  const { view, pieces, count } = fan;
  const outline: number[] = [];
  const add = (angle: number, distance: number): void => {
    const px = view.x + distance * cos(view.startAngle + angle);
    const py = view.y + distance * sin(view.startAngle + angle);
    const n = outline.length;
    if (n > 0 && Math.abs(outline[n - 2] - px) + Math.abs(outline[n - 1] - py) < 1e-9) return;
    outline.push(px, py);
  };
  const arc = (from: number, to: number): void => {
    if (to - from <= 1e-9) return;
    const steps = Math.ceil((to - from) / arcStep);
    for (let s = 0; s <= steps; s++) add(from + ((to - from) * s) / steps, arcRadius);
  };
  if (view.sweep < turn - 1e-9) outline.push(view.x, view.y);
  let angle = 0;
  for (let k = 0; k < count; k++) {
    const from = pieces[k * stride];
    const to = pieces[k * stride + 1];
    arc(angle, from);
    add(from, distanceAt(fan, k, from));
    add(to, distanceAt(fan, k, to));
    angle = to;
  }
  arc(angle, view.sweep);
  return outline;
}

/** A position in metres: east, north. */
export type Point = readonly [x: number, y: number];

/** A ring of points without a repeated last point. */
export type Ring = readonly Point[];

export function distance(a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return Math.sqrt(dx * dx + dy * dy);
}

export function mix(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

/** The share along a–b (0 … 1) of the point nearest to `p`. */
export function projectOn(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const square = dx * dx + dy * dy;
  if (square === 0) return 0;
  return Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / square));
}

export function distanceToSegment(p: Point, a: Point, b: Point): number {
  return distance(p, mix(a, b, projectOn(p, a, b)));
}

export function distanceToLine(p: Point, line: readonly Point[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) best = Math.min(best, distanceToSegment(p, line[i - 1], line[i]));
  return best;
}

/** Twice-signed area halved: positive for counter-clockwise rings. */
export function signedArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  }
  return sum / 2;
}

export function perimeter(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += distance(ring[j], ring[i]);
  return sum;
}

export function centroid(ring: Ring): Point {
  let [x, y, area] = [0, 0, 0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const cross = ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
    x += (ring[j][0] + ring[i][0]) * cross;
    y += (ring[j][1] + ring[i][1]) * cross;
    area += cross;
  }
  return [x / (3 * area), y / (3 * area)];
}

export function isInside(p: Point, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i];
    const [xj, yj] = ring[j];
    if (yi > p[1] !== yj > p[1] && p[0] < ((xj - xi) * (p[1] - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Where segments a–b and c–d cross or touch, as shares along each; undefined when parallel or apart. */
export function crossing(a: Point, b: Point, c: Point, d: Point): readonly [number, number] | undefined {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const denominator = rx * sy - ry * sx;
  if (Math.abs(denominator) < 1e-9) return undefined;
  const [qx, qy] = [c[0] - a[0], c[1] - a[1]];
  const t = (qx * sy - qy * sx) / denominator;
  const u = (qx * ry - qy * rx) / denominator;
  const slack = 1e-9;
  return t < -slack || t > 1 + slack || u < -slack || u > 1 + slack ? undefined : [t, u];
}

/** Length of a polyline in metres. */
export function lineLength(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1], line[i]);
  return sum;
}

/** The point `metres` along a polyline, and the direction there (radians, counter-clockwise from east). */
export function pointAlong(line: readonly Point[], metres: number): { readonly point: Point; readonly angle: number } {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const length = distance(line[i - 1], line[i]);
    if (left <= length || i === line.length - 1) {
      const share = length === 0 ? 0 : Math.min(1, left / length);
      const angle = Math.atan2(line[i][1] - line[i - 1][1], line[i][0] - line[i - 1][0]);
      return { point: mix(line[i - 1], line[i], share), angle };
    }
    left -= length;
  }
  throw new Error("pointAlong: a line needs two points");
}

/** A smooth curve through the points (centripetal enough for gentle bends), sampled about every `step` metres. */
export function smoothLine(points: readonly Point[], step: number): Point[] {
  const result: Point[] = [points[0]];
  for (let i = 1; i < points.length; i++) {
    const [b, c] = [points[i - 1], points[i]];
    const a = points[i - 2] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]];
    const d = points[i + 1] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]];
    const count = Math.max(1, Math.round(distance(b, c) / step));
    for (let k = 1; k <= count; k++) {
      const t = k / count;
      const along = (axis: 0 | 1) =>
        0.5 *
        (2 * b[axis] +
          (c[axis] - a[axis]) * t +
          (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t * t +
          (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t * t * t);
      result.push(k === count ? c : [along(0), along(1)]);
    }
  }
  return result;
}

/** A line moved sideways: positive metres to the left. Meant for gentle bends. */
export function offsetLine(line: readonly Point[], metres: (index: number) => number): Point[] {
  return line.map((point, i) => {
    const before = line[Math.max(0, i - 1)];
    const after = line[Math.min(line.length - 1, i + 1)];
    const length = distance(before, after) || 1;
    const side = metres(i) / length;
    return [point[0] - (after[1] - before[1]) * side, point[1] + (after[0] - before[0]) * side];
  });
}

/** A band around a line as a ring; half the width may change along it. */
export function bandAround(line: readonly Point[], halfWidth: (index: number) => number): Point[] {
  return [...offsetLine(line, halfWidth), ...offsetLine(line, (i) => -halfWidth(i)).reverse()];
}

/** A rectangle by its centre, half sizes and the direction of its long side. */
export interface Box {
  readonly centre: Point;
  readonly halfLength: number;
  readonly halfDepth: number;
  readonly angle: number;
}

/** The corners of a box, counter-clockwise. */
export function corners(box: Box): Point[] {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const at = (along: number, across: number): Point => [
    box.centre[0] + along * cos - across * sin,
    box.centre[1] + along * sin + across * cos,
  ];
  const { halfLength: a, halfDepth: b } = box;
  return [at(-a, -b), at(a, -b), at(a, b), at(-a, b)];
}

/** Distance from a segment to a box; 0 when they touch. */
export function boxToSegment(box: Box, a: Point, b: Point): number {
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const local = (p: Point): Point => {
    const [dx, dy] = [p[0] - box.centre[0], p[1] - box.centre[1]];
    return [dx * cos + dy * sin, dy * cos - dx * sin];
  };
  const [p, q] = [local(a), local(b)];
  const { halfLength: hx, halfDepth: hy } = box;
  if (clipsBox(p, q, hx, hy)) return 0;
  const outside = ([x, y]: Point) => Math.hypot(Math.max(0, Math.abs(x) - hx), Math.max(0, Math.abs(y) - hy));
  let best = Math.min(outside(p), outside(q));
  for (const corner of [
    [hx, hy],
    [-hx, hy],
    [hx, -hy],
    [-hx, -hy],
  ] as const) {
    best = Math.min(best, distanceToSegment(corner, p, q));
  }
  return best;
}

/** Whether a segment meets the box |x| ≤ hx, |y| ≤ hy (Liang–Barsky). */
function clipsBox(p: Point, q: Point, hx: number, hy: number): boolean {
  let [from, to] = [0, 1];
  for (const [start, delta, half] of [
    [p[0], q[0] - p[0], hx],
    [p[1], q[1] - p[1], hy],
  ] as const) {
    if (delta === 0) {
      if (Math.abs(start) > half) return false;
      continue;
    }
    const [one, two] = [(-half - start) / delta, (half - start) / delta];
    from = Math.max(from, Math.min(one, two));
    to = Math.min(to, Math.max(one, two));
  }
  return from <= to;
}

/** Whether two boxes come nearer than `gap` metres (separating axes; exact for equal angles, safe otherwise). */
export function boxesTouch(a: Box, b: Box, gap: number): boolean {
  const reach = Math.hypot(a.halfLength, a.halfDepth) + Math.hypot(b.halfLength, b.halfDepth) + gap;
  if (distance(a.centre, b.centre) > reach) return false;
  const [first, second] = [corners(a), corners(b)];
  for (const angle of [a.angle, a.angle + Math.PI / 2, b.angle, b.angle + Math.PI / 2]) {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const span = (points: readonly Point[]) => {
      const values = points.map(([x, y]) => x * cos + y * sin);
      return [Math.min(...values), Math.max(...values)];
    };
    const [one, two] = [span(first), span(second)];
    if (one[0] - two[1] >= gap || two[0] - one[1] >= gap) return false;
  }
  return true;
}

import type { Polygons } from "../../domain/geometry.ts";
import { type Plane, toPlane } from "../plane.ts";

/** Compactness measures of a shape from its area (m²), its outline's length (m) and its points (metres). */

/** Polsby–Popper: 4πA/P², 1 for a circle (Polsby & Popper 1991; Cox 1927). */
export function polsbyPopper(areaM2: number, perimeterMetres: number): number {
  return (4 * Math.PI * areaM2) / perimeterMetres ** 2;
}

/** Schwartzberg: the outline of the circle of equal area over the outline, the root of Polsby–Popper. */
export function schwartzberg(areaM2: number, perimeterMetres: number): number {
  return Math.sqrt(polsbyPopper(areaM2, perimeterMetres));
}

/** Reock: the area over that of the least circle around the points. */
export function reock(areaM2: number, hull: Float64Array): number {
  return areaM2 / (Math.PI * leastCircle(hull).radius ** 2);
}

/** The area over that of the convex hull. */
export function convexHullRatio(areaM2: number, hull: Float64Array): number {
  return areaM2 / ringArea(hull);
}

/** The short side over the long side of the least rectangle (of any direction) around a convex hull. */
export function diameterRatio(hull: Float64Array): number {
  let [least, ratio] = [Infinity, 1];
  for (let i = 0; i < hull.length; i += 2) {
    const j = (i + 2) % hull.length;
    const length = Math.hypot(hull[j] - hull[i], hull[j + 1] - hull[i + 1]);
    if (length === 0) continue;
    const [ux, uy] = [(hull[j] - hull[i]) / length, (hull[j + 1] - hull[i + 1]) / length];
    let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let p = 0; p < hull.length; p += 2) {
      const along = ux * hull[p] + uy * hull[p + 1];
      const aside = ux * hull[p + 1] - uy * hull[p];
      [left, right] = [Math.min(left, along), Math.max(right, along)];
      [low, high] = [Math.min(low, aside), Math.max(high, aside)];
    }
    const area = (right - left) * (high - low);
    if (area >= least) continue;
    least = area;
    ratio = Math.min(right - left, high - low) / Math.max(right - left, high - low);
  }
  return ratio;
}

/** Area enclosed by a ring of x and y interleaved, closed or not, whichever way it turns. */
export function ringArea(ring: ArrayLike<number>): number {
  let twice = 0;
  const n = ring.length;
  for (let i = 0; i < n; i += 2) {
    const j = (i + 2) % n;
    twice += ring[i] * ring[j + 1] - ring[j] * ring[i + 1];
  }
  return Math.abs(twice) / 2;
}

/** The convex hull of points (x, y interleaved), counter-clockwise, not closed (Andrew 1979). */
export function convexHull(points: Float64Array): Float64Array {
  const n = points.length / 2;
  if (n < 3) return points.slice();
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  order.sort((p, q) => points[2 * p] - points[2 * q] || points[2 * p + 1] - points[2 * q + 1]);
  const hull = new Uint32Array(2 * n);
  let size = 0;
  const turnsLeft = (o: number, a: number, b: number) => {
    const [ox, oy] = [points[2 * o], points[2 * o + 1]];
    return (points[2 * a] - ox) * (points[2 * b + 1] - oy) - (points[2 * a + 1] - oy) * (points[2 * b] - ox) > 0;
  };
  const add = (p: number, least: number) => {
    while (size >= least && !turnsLeft(hull[size - 2], hull[size - 1], p)) size--;
    hull[size++] = p;
  };
  for (let k = 0; k < n; k++) add(order[k], 2);
  const lower = size + 1;
  for (let k = n - 2; k >= 0; k--) add(order[k], lower);
  const out = new Float64Array(2 * (size - 1));
  for (let k = 0; k + 1 < size; k++) {
    out[2 * k] = points[2 * hull[k]];
    out[2 * k + 1] = points[2 * hull[k] + 1];
  }
  return out;
}

/** Convex hulls of features in metres, one after the other: the columns `hullStart` and `hullXY` of atoms. */
export function hullsOf(areas: Polygons, plane: Plane): { hullStart: Uint32Array; hullXY: Float64Array } {
  const metres = toPlane(plane, areas.coordinates);
  const { ringOffsets, polygonOffsets, featureOffsets } = areas;
  const hullStart = new Uint32Array(featureOffsets.length);
  const hulls: Float64Array[] = [];
  for (let f = 0; f + 1 < featureOffsets.length; f++) {
    const first = ringOffsets[polygonOffsets[featureOffsets[f]]];
    const end = ringOffsets[polygonOffsets[featureOffsets[f + 1]]];
    const hull = convexHull(metres.subarray(2 * first, 2 * end));
    hulls.push(hull);
    hullStart[f + 1] = hullStart[f] + hull.length / 2;
  }
  const hullXY = new Float64Array(2 * hullStart[hulls.length]);
  hulls.forEach((hull, f) => {
    hullXY.set(hull, 2 * hullStart[f]);
  });
  return { hullStart, hullXY };
}

/** A circle in metres. */
export interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** The least circle around points (x, y interleaved); best given their convex hull (Welzl 1991, move to front). */
export function leastCircle(points: Float64Array): Circle {
  let circle: Circle = { x: points[0], y: points[1], radius: 0 };
  const isOut = ({ x, y, radius }: Circle, i: number) =>
    Math.hypot(points[2 * i] - x, points[2 * i + 1] - y) > radius * (1 + 1e-12) + 1e-12;
  const n = points.length / 2;
  for (let i = 1; i < n; i++) {
    if (!isOut(circle, i)) continue;
    circle = { x: points[2 * i], y: points[2 * i + 1], radius: 0 };
    for (let j = 0; j < i; j++) {
      if (!isOut(circle, j)) continue;
      circle = across(points, i, j);
      for (let k = 0; k < j; k++) if (isOut(circle, k)) circle = through(points, [i, j, k]);
    }
  }
  return circle;
}

function across(points: Float64Array, i: number, j: number): Circle {
  const [x, y] = [(points[2 * i] + points[2 * j]) / 2, (points[2 * i + 1] + points[2 * j + 1]) / 2];
  return { x, y, radius: Math.hypot(points[2 * i] - x, points[2 * i + 1] - y) };
}

function through(points: Float64Array, [i, j, k]: readonly [number, number, number]): Circle {
  const [ax, ay] = [points[2 * i], points[2 * i + 1]];
  const [bx, by] = [points[2 * j] - ax, points[2 * j + 1] - ay];
  const [cx, cy] = [points[2 * k] - ax, points[2 * k + 1] - ay];
  const twice = 2 * (bx * cy - by * cx);
  if (twice === 0) {
    const pairs = [across(points, i, j), across(points, i, k), across(points, j, k)];
    return pairs.reduce((most, circle) => (circle.radius > most.radius ? circle : most));
  }
  const [b, c] = [bx * bx + by * by, cx * cx + cy * cy];
  const [ux, uy] = [(cy * b - by * c) / twice, (bx * c - cx * b) / twice];
  return { x: ax + ux, y: ay + uy, radius: Math.hypot(ux, uy) };
}

/**
 * Moment of inertia about the centroid of a shape made of parts with area, centroid and own moment (m⁴): the sum by the
 * parallel-axis theorem, and normalised as A²/(2πI), 1 for a circle (Li, Goodchild & Church 2013).
 */
export function momentOfInertia(parts: {
  readonly areaM2: ArrayLike<number>;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly moment: ArrayLike<number>;
}): { readonly moment: number; readonly normalised: number } {
  const { areaM2, x, y, moment } = parts;
  let [area, mx, my] = [0, 0, 0];
  for (let i = 0; i < areaM2.length; i++) {
    area += areaM2[i];
    mx += areaM2[i] * x[i];
    my += areaM2[i] * y[i];
  }
  let sum = 0;
  for (let i = 0; i < areaM2.length; i++) {
    sum += moment[i] + areaM2[i] * ((x[i] - mx / area) ** 2 + (y[i] - my / area) ** 2);
  }
  return { moment: sum, normalised: area ** 2 / (2 * Math.PI * sum) };
}

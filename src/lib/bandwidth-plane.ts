import { acos, atan2 } from "./elementary/circle.ts";
import { log, pow } from "./elementary/powers.ts";
import { densityAt, gaussianMassInBox, type WeightedPoints } from "./kde.ts";
import type { PlaneBox } from "./tessellation.ts";

/** Candidates tried, and cells along a side of the raster that integrals are taken on, as in spatstat. */
const candidates = 16;
const cells = 128;

/**
 * Standard deviations to choose among for a Gaussian: 16 in equal ratios from the least distance between two different
 * points to half the diagonal of the box, as spatstat's bw.ppl and bw.CvL.
 */
export function candidateBandwidths(points: WeightedPoints, box: PlaneBox): Float64Array {
  const least = Math.sqrt(leastSquare(points));
  const most = Math.hypot(box.maxX - box.minX, box.maxY - box.minY) / 2;
  if (!(least < most)) throw new Error("a bandwidth needs points at different places");
  return Float64Array.from({ length: candidates }, (_, k) => least * pow(most / least, k / (candidates - 1)));
}

function leastSquare({ x, y }: WeightedPoints): number {
  let least = Infinity;
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < i; j++) {
      const square = (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2;
      if (square > 0) least = Math.min(least, square);
    }
  }
  return least;
}

/**
 * The candidate under which each point is likeliest given the others (likelihood cross-validation, Loader 1999; spatstat's
 * bw.ppl), edges of the box corrected uniformly. Points are taken to have weight 1.
 */
export function likelihoodBandwidth(points: WeightedPoints, box: PlaneBox): number {
  return best(candidateBandwidths(points, box), (bandwidth) => {
    const options = { shape: "gaussian", bandwidth } as const;
    const at = densityAt(points, points, { ...options, leaveOneOut: true });
    const likelihood = at.reduce((sum, d, i) => sum + log(d / massAt(points, box, bandwidth, i)), 0);
    const raster = rasterOf(box);
    const field = densityAt(points, raster, options);
    const all = field.reduce((sum, d, i) => sum + d / massAt(raster, box, bandwidth, i), 0);
    return likelihood - (all / field.length) * (box.maxX - box.minX) * (box.maxY - box.minY);
  });
}

/**
 * The candidate under which the reciprocals of the densities at the points add up to the area of the box (Cronie & van
 * Lieshout 2018, https://doi.org/10.1093/biomet/asy001; spatstat's bw.CvL).
 */
export function cronieVanLieshoutBandwidth(points: WeightedPoints, box: PlaneBox): number {
  const area = (box.maxX - box.minX) * (box.maxY - box.minY);
  return best(candidateBandwidths(points, box), (bandwidth) => {
    const at = densityAt(points, points, { shape: "gaussian", bandwidth });
    return -((at.reduce((sum, d) => sum + 1 / d, 0) - area) ** 2);
  });
}

/** Distance that a share of all pairs of places in a box are at most apart (spatstat's bw.frac), up to the shorter side. */
export function shareOfPairsBandwidth(box: PlaneBox, share = 0.25): number {
  const [a, b] = [box.maxX - box.minX, box.maxY - box.minY].sort((p, q) => p - q);
  const within = (r: number) => (Math.PI * r * r * a * b - (4 / 3) * (a + b) * r ** 3 + r ** 4 / 2) / (a * b) ** 2;
  let [low, high] = [0, a];
  if (within(high) < share) throw new Error(`a share of ${share} of all pairs is farther apart than the shorter side`);
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (within(middle) < share) low = middle;
    else high = middle;
  }
  return high;
}

function massAt(at: WeightedPoints, box: PlaneBox, bandwidth: number, i: number): number {
  return gaussianMassInBox([at.x[i], at.y[i]], box, bandwidth);
}

function rasterOf({ minX, minY, maxX, maxY }: PlaneBox): WeightedPoints {
  const centre = (k: number) => (k + 0.5) / cells;
  const size = { length: cells * cells };
  return {
    x: Float64Array.from(size, (_, i) => minX + (maxX - minX) * centre(i % cells)),
    y: Float64Array.from(size, (_, i) => minY + (maxY - minY) * centre(Math.floor(i / cells))),
  };
}

/** The first candidate of the highest score. */
function best(bandwidths: Float64Array, score: (bandwidth: number) => number): number {
  const scores = bandwidths.map(score);
  return bandwidths[scores.indexOf(Math.max(...scores))];
}

/** Steps of distance that Ripley's K is counted in. */
const steps = 512;

/**
 * Bandwidth that makes the mean square error of the density least under a Cox process (Berman & Diggle 1989,
 * https://doi.org/10.1111/j.2517-6161.1989.tb01423.x; spatstat's bw.diggle), from Ripley's K with his edge correction.
 */
export function bermanDiggleBandwidth(points: WeightedPoints, box: PlaneBox): number {
  const [width, height] = [box.maxX - box.minX, box.maxY - box.minY];
  const density = points.x.length / (width * height);
  const furthest = Math.min(width / 4, height / 4, Math.sqrt(1000 / (Math.PI * density)));
  const r = Float64Array.from({ length: steps }, (_, k) => (furthest * k) / (steps - 1));
  const k = ripleyK(points, box, r);
  const half = r.filter((distance) => distance > 0 && distance <= furthest / 2);
  const error = (h: number, row: number) => {
    const disc = Math.PI * h * h;
    return (1 / density - 2 * k[row]) / disc + overlaps(r, k, h) / (2 * Math.PI) / (disc * disc);
  };
  const scores = half.map((h, i) => -error(h, i + 1));
  return half[scores.indexOf(Math.max(...scores))] / 2;
}

/** ∫ of the area that two discs of radius h share, over the distances of pairs. */
function overlaps(r: Float64Array, k: Float64Array, h: number): number {
  let sum = 0;
  for (let i = 1; i < r.length; i++) {
    const u = Math.min(1, (r[i - 1] + r[i]) / 2 / (2 * h));
    sum += 4 * Math.PI * h * h * (acos(u) - u * Math.sqrt(1 - u * u)) * (k[i] - k[i - 1]);
  }
  return sum;
}

/** Most that a pair near a corner counts for, as in spatstat. */
const mostWeight = 100;

/** Ripley's K at ascending distances, each pair weighted by the share of its circle that lies in the box (Ripley 1977). */
export function ripleyK({ x, y }: WeightedPoints, box: PlaneBox, r: Float64Array): Float64Array {
  const n = x.length;
  const out = new Float64Array(r.length);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const distance = Math.hypot(x[i] - x[j], y[i] - y[j]);
      if (i === j || distance > r[r.length - 1]) continue;
      const row = r.findIndex((limit) => limit >= distance);
      out[row] += Math.min(mostWeight, 1 / circleInside([x[i], y[i]], distance, box));
    }
  }
  const area = (box.maxX - box.minX) * (box.maxY - box.minY);
  let sum = 0;
  return out.map((count) => {
    sum += count;
    return (sum * area) / (n * (n - 1));
  });
}

/** Share of a circle around a place of the box that lies in the box. */
function circleInside([x, y]: readonly [number, number], radius: number, box: PlaneBox): number {
  if (radius === 0) return 1;
  const sides = [x - box.minX, box.maxY - y, box.maxX - x, y - box.minY];
  let outside = 0;
  for (const [k, side] of sides.entries()) {
    const half = side < radius ? acos(side / radius) : 0;
    // Up to the corner on either side: what lies beyond belongs to the next side.
    for (const next of [sides[(k + 1) % 4], sides[(k + 3) % 4]]) outside += Math.min(half, atan2(next, side));
  }
  return 1 - outside / (2 * Math.PI);
}

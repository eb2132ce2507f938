import type { Box } from "../../src/domain/manifest.ts";
import { boxOf, metresPerDegree, unionBox } from "../../src/lib/geodesy.ts";
import { createPolygonIndex } from "../../src/lib/point-in-polygon.ts";
import type { FlatGeometry } from "../../src/lib/wkb.ts";

/** Sample points are at most this far apart: fine beside the smallest block, quick enough for a whole city. */
const sampleMetres = 20;

/** Small places are sampled more finely: at least this many points across. */
const leastAcross = 1000;

/** `shares[s]`: target index → share of source `s`; the shares of each source add up to 1. */
export type Shares = readonly ReadonlyMap<number, number>[];

function countSamples(
  sources: readonly FlatGeometry[],
  targets: readonly FlatGeometry[],
  box: Box,
): Map<number, number>[] {
  const [west, south, east, north] = box;
  const degree = metresPerDegree((south + north) / 2);
  const across = Math.max((east - west) * degree.lon, (north - south) * degree.lat);
  const step = Math.min(sampleMetres, across / leastAcross);
  const [stepLon, stepLat] = [step / degree.lon, step / degree.lat];
  const columns = Math.ceil((east - west) / stepLon);
  const lon = Float64Array.from({ length: columns }, (_, column) => west + (column + 0.5) * stepLon);
  const lat = new Float64Array(columns);
  const [inSource, inTarget] = [new Int32Array(columns), new Int32Array(columns)];
  const [sourceIndex, targetIndex] = [createPolygonIndex(sources), createPolygonIndex(targets)];
  const counts = sources.map(() => new Map<number, number>());
  for (let y = south + stepLat / 2; y < north; y += stepLat) {
    lat.fill(y);
    sourceIndex.locate(lon, lat, inSource);
    targetIndex.locate(lon, lat, inTarget);
    for (let column = 0; column < columns; column++) {
      const target = inTarget[column] ?? -1;
      const count = counts[inSource[column] ?? -1];
      if (count && target >= 0) count.set(target, (count.get(target) ?? 0) + 1);
    }
  }
  return counts;
}

function middleOf(polygon: FlatGeometry): readonly [number, number] {
  const [west, south, east, north] = boxOf(polygon.coords) ?? [0, 0, 0, 0];
  return [(west + east) / 2, (south + north) / 2];
}

/** The target whose middle is nearest: for sources that no sample point finds in any target. */
function nearestTarget(source: FlatGeometry, targets: readonly FlatGeometry[]): number {
  const [lon, lat] = middleOf(source);
  const degree = metresPerDegree(lat);
  const distances = targets.map((target) => {
    const [x, y] = middleOf(target);
    return Math.hypot((x - lon) * degree.lon, (y - lat) * degree.lat);
  });
  return distances.indexOf(Math.min(...distances));
}

/**
 * How each source area is shared out among target areas, by the area they have in common, measured with sample points
 * at most 20 m apart. Parts of a source outside all targets count for none; a source outside all of them goes to the nearest.
 */
export function shareByArea(sources: readonly FlatGeometry[], targets: readonly FlatGeometry[]): Shares {
  let box: Box | undefined;
  for (const { coords } of sources) box = unionBox(box, boxOf(coords));
  if (!box || targets.length === 0) throw new Error("Sharing by area needs sources and targets.");
  return countSamples(sources, targets, box).map((counts, s) => {
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const source = sources[s];
    if (total === 0) return new Map(source ? [[nearestTarget(source, targets), 1]] : []);
    return new Map([...counts].map(([target, count]) => [target, count / total]));
  });
}

/** Whole numbers that add up to the rounded sum of `values`: the largest remainders are rounded up (Hamilton). */
export function roundToSum(values: readonly number[]): number[] {
  const sum = Math.round(values.reduce((total, value) => total + value, 0));
  const whole = values.map(Math.floor);
  const missing = sum - whole.reduce((total, value) => total + value, 0);
  const order = values.map((value, index) => ({ index, rest: value - Math.floor(value) }));
  order.sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order.slice(0, missing)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** Amounts of the sources, shared out to the targets as whole numbers that add up to the same sum. */
export function shareOut(amounts: readonly number[], shares: Shares, targetCount: number): number[] {
  const exact = new Array<number>(targetCount).fill(0);
  shares.forEach((share, source) => {
    for (const [target, part] of share) exact[target] = (exact[target] ?? 0) + (amounts[source] ?? 0) * part;
  });
  return roundToSum(exact);
}

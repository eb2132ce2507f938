import type { Polygons } from "../../domain/geometry.ts";
import { type Noded, planeRingArea } from "./noding.ts";

/** What can be wrong with a ring. */
export const ringFaults = [
  "unclosed",
  "collapsed",
  "crossing",
  "touching",
  "spike",
  "hole-outside",
  "part-inside",
  "repeated",
  "direction",
] as const;
export type RingFault = (typeof ringFaults)[number];

/** A ring that is not as rings are to be (OGC 06-103r4, RFC 7946), and where; plane metres. */
export interface InvalidRing {
  readonly fault: RingFault;
  readonly area: number;
  readonly ring: number;
  readonly x: number;
  readonly y: number;
  /** How many times in this ring. */
  readonly count: number;
}

/** Points of a ring nearer to each other are said twice, metres. */
const samePlaceMetres = 0.001;

/** Rings that are not valid, in the order of areas. `noded` is what the same polygons were cut into. */
export function invalidRings(polygons: Polygons, noded: Noded): InvalidRing[] {
  const { featureOffsets, polygonOffsets } = polygons;
  const found = crossedRings(polygons, noded);
  for (let area = 0; area + 1 < featureOffsets.length; area++) {
    for (let p = featureOffsets[area]; p < featureOffsets[area + 1]; p++) {
      for (let ring = polygonOffsets[p]; ring < polygonOffsets[p + 1]; ring++) {
        found.push(...ownFaults(polygons, { area, ring, outer: ring === polygonOffsets[p] }));
        if (ring > polygonOffsets[p]) found.push(...holeOutside(polygons, { area, ring, outer: polygonOffsets[p] }));
      }
      found.push(...partInside(polygons, area, p));
    }
  }
  return found.sort((a, b) => a.area - b.area || ringFaults.indexOf(a.fault) - ringFaults.indexOf(b.fault));
}

interface RingOf {
  readonly area: number;
  readonly ring: number;
}

/** Faults that a ring has for itself: not closed, points said twice, no area, turning the wrong way. */
function ownFaults(polygons: Polygons, { area, ring, outer }: RingOf & { readonly outer: boolean }): InvalidRing[] {
  const { coordinates: c, ringOffsets } = polygons;
  const [from, to] = [ringOffsets[ring], ringOffsets[ring + 1]];
  const found: InvalidRing[] = [];
  const add = (fault: RingFault, v: number, count = 1) =>
    found.push({ fault, area, ring, x: c[2 * v], y: c[2 * v + 1], count });
  if (to === from) return found;
  const apart = (v: number, w: number) => Math.hypot(c[2 * v] - c[2 * w], c[2 * v + 1] - c[2 * w + 1]);
  if (apart(from, to - 1) > samePlaceMetres) add("unclosed", to - 1);
  let [perimeter, repeated, first] = [0, 0, -1];
  for (let v = from + 1; v < to; v++) {
    const metres = apart(v, v - 1);
    perimeter += metres;
    if (metres > samePlaceMetres) continue;
    if (repeated++ === 0) first = v;
  }
  if (repeated > 0) add("repeated", first, repeated);
  const size = planeRingArea(c, from, to);
  if (2 * Math.abs(size) <= samePlaceMetres * perimeter) add("collapsed", from);
  else if (size > 0 !== outer) add("direction", from);
  return found;
}

/** Rings that cross or touch themselves or another ring of their area, and segments that a ring runs both ways. */
function crossedRings({ coordinates }: Polygons, noded: Noded): InvalidRing[] {
  const { useSegment, useArea, useRing, segmentFrom, segmentTo, pieces, x, y, unit, originX, originY } = noded;
  const insides = new Map<number, Set<number>>();
  pieces.segment.forEach((segment, p) => {
    for (const v of [pieces.from[p], pieces.to[p]]) {
      if (v === segmentFrom[segment] || v === segmentTo[segment]) continue;
      const known = insides.get(segment);
      if (known) known.add(v);
      else insides.set(segment, new Set([v]));
    }
  });
  /** Ring → vertex → how often its border ends there, and how often it passes without a vertex. */
  const met = new Map<number, Map<number, { ends: number; passes: number }>>();
  const seen = new Set<number>();
  const spikes = new Map<number, number>();
  const areaOf = new Map<number, number>();
  const meet = (ring: number, vertex: number, what: "ends" | "passes") => {
    const vertices = met.get(ring) ?? new Map<number, { ends: number; passes: number }>();
    met.set(ring, vertices);
    const counts = vertices.get(vertex) ?? { ends: 0, passes: 0 };
    vertices.set(vertex, counts);
    counts[what]++;
  };
  useSegment.forEach((segment, use) => {
    const ring = useRing[use];
    areaOf.set(ring, useArea[use]);
    const key = ring * segmentFrom.length + segment;
    if (seen.has(key)) spikes.set(ring, segment);
    seen.add(key);
    for (const v of [segmentFrom[segment], segmentTo[segment]]) meet(ring, v, "ends");
    for (const v of insides.get(segment) ?? []) meet(ring, v, "passes");
  });
  const found: InvalidRing[] = [];
  const add = (fault: RingFault, ring: number, at: { readonly vertex: number; readonly count: number }) => {
    const source = noded.source[at.vertex];
    const [px, py] =
      source >= 0
        ? [coordinates[2 * source], coordinates[2 * source + 1]]
        : [originX + x[at.vertex] * unit, originY + y[at.vertex] * unit];
    found.push({ fault, area: areaOf.get(ring) ?? -1, ring, x: px, y: py, count: at.count });
  };
  for (const [ring, vertices] of met) {
    const spike = spikes.get(ring);
    if (spike !== undefined) {
      add("spike", ring, { vertex: segmentTo[spike], count: 1 });
      continue;
    }
    const crossings = [...vertices].filter(([, { passes }]) => passes > 1).map(([vertex]) => vertex);
    const touches = [...vertices].filter(([, { ends, passes }]) => passes < 2 && ends + 2 * passes > 2);
    if (crossings.length > 0) add("crossing", ring, { vertex: crossings[0], count: crossings.length });
    else if (touches.length > 0) add("touching", ring, { vertex: touches[0][0], count: touches.length });
  }
  return found;
}

/** A place just inside a ring, beside the middle of its longest side. */
function justInside({ coordinates: c, ringOffsets }: Polygons, ring: number): readonly [number, number] {
  const [from, to] = [ringOffsets[ring], ringOffsets[ring + 1]];
  let [best, longest] = [from + 1, -1];
  for (let v = from + 1; v < to; v++) {
    const metres = Math.hypot(c[2 * v] - c[2 * v - 2], c[2 * v + 1] - c[2 * v - 1]);
    if (metres > longest) [best, longest] = [v, metres];
  }
  const [dx, dy] = [c[2 * best] - c[2 * best - 2], c[2 * best + 1] - c[2 * best - 1]];
  const aside = (planeRingArea(c, from, to) > 0 ? 1 : -1) * Math.min(samePlaceMetres / longest, 0.001);
  return [(c[2 * best] + c[2 * best - 2]) / 2 - dy * aside, (c[2 * best + 1] + c[2 * best - 1]) / 2 + dx * aside];
}

/** Even-odd test of a place against one ring in a plane. */
export function isInRing({ coordinates: c, ringOffsets }: Polygons, ring: number, [px, py]: readonly [number, number]) {
  let inside = false;
  for (let v = ringOffsets[ring] + 1; v < ringOffsets[ring + 1]; v++) {
    const [ax, ay, bx, by] = [c[2 * v - 2], c[2 * v - 1], c[2 * v], c[2 * v + 1]];
    if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

function holeOutside(polygons: Polygons, { area, ring, outer }: RingOf & { readonly outer: number }): InvalidRing[] {
  const [x, y] = justInside(polygons, ring);
  return isInRing(polygons, outer, [x, y]) ? [] : [{ fault: "hole-outside", area, ring, x, y, count: 1 }];
}

/** A part that lies within another part of its area: by the even-odd rule it is cut out instead of added. */
function partInside(polygons: Polygons, area: number, part: number): InvalidRing[] {
  const { featureOffsets, polygonOffsets } = polygons;
  const parts = featureOffsets[area + 1] - featureOffsets[area];
  if (parts < 2 || polygonOffsets[part] === polygonOffsets[part + 1]) return [];
  const ring = polygonOffsets[part];
  const [x, y] = justInside(polygons, ring);
  for (let other = featureOffsets[area]; other < featureOffsets[area + 1]; other++) {
    if (other === part || !isInRing(polygons, polygonOffsets[other], [x, y])) continue;
    const rings = Array.from(
      { length: polygonOffsets[other + 1] - polygonOffsets[other] - 1 },
      (_, i) => polygonOffsets[other] + 1 + i,
    );
    if (!rings.some((hole) => isInRing(polygons, hole, [x, y])))
      return [{ fault: "part-inside", area, ring, x, y, count: 1 }];
  }
  return [];
}

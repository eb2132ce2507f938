import type { Lines, Polygons } from "../domain/geometry.ts";
import type { FlatGeometry } from "./wkb.ts";

/** Many polygon geometries as one flat set; feature `i` is `geometries[i]`. Points and lines become empty features. */
export function polygonSet(geometries: readonly FlatGeometry[]): Polygons {
  const ringOffsets = [0];
  const polygonOffsets = [0];
  const featureOffsets = [0];
  const parts: Float64Array[] = [];
  let vertices = 0;
  for (const { coords, ringEnds, polygonEnds } of geometries) {
    if (polygonEnds.length > 0) {
      const firstRing = ringOffsets.length - 1;
      for (const end of ringEnds) ringOffsets.push(vertices + end);
      for (const end of polygonEnds) polygonOffsets.push(firstRing + end);
      parts.push(coords);
      vertices += coords.length / 2;
    }
    featureOffsets.push(polygonOffsets.length - 1);
  }
  return {
    coordinates: joined(parts, vertices),
    ringOffsets: Uint32Array.from(ringOffsets),
    polygonOffsets: Uint32Array.from(polygonOffsets),
    featureOffsets: Uint32Array.from(featureOffsets),
  };
}

/** Many line geometries as one flat set; other geometries become empty lines. */
export function lineSet(geometries: readonly FlatGeometry[]): Lines {
  const lineOffsets = [0];
  const parts: Float64Array[] = [];
  let vertices = 0;
  for (const { kind, coords } of geometries) {
    if (kind === "LineString") {
      parts.push(coords);
      vertices += coords.length / 2;
    }
    lineOffsets.push(vertices);
  }
  return { coordinates: joined(parts, vertices), lineOffsets: Uint32Array.from(lineOffsets) };
}

/** The rings of each feature, all its polygons together, as views into the set: what `createPolygonIndex` takes. */
export function ringsOfFeatures(polygons: Polygons): { readonly coords: Float64Array; readonly ringEnds: number[] }[] {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  return Array.from({ length: featureOffsets.length - 1 }, (_, feature) => {
    const first = polygonOffsets[featureOffsets[feature]];
    const last = polygonOffsets[featureOffsets[feature + 1]];
    const start = ringOffsets[first];
    return {
      coords: coordinates.subarray(2 * start, 2 * ringOffsets[last]),
      ringEnds: Array.from(ringOffsets.subarray(first + 1, last + 1), (end) => end - start),
    };
  });
}

function joined(parts: readonly Float64Array[], vertices: number): Float64Array {
  const all = new Float64Array(vertices * 2);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/**
 * A point well inside each feature, for its label: the middle of the widest east–west chord among several latitudes.
 * Longitude and latitude interleaved; NaN for an empty feature.
 */
export function labelPoints(polygons: Polygons): Float64Array {
  const features = polygons.featureOffsets.length - 1;
  const points = new Float64Array(features * 2).fill(Number.NaN);
  for (let feature = 0; feature < features; feature++) {
    const point = widestChord(polygons, feature);
    if (point) points.set(point, feature * 2);
  }
  return points;
}

const latitudesTried = 15;

function widestChord(polygons: Polygons, feature: number): readonly [number, number] | null {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const firstRing = polygonOffsets[featureOffsets[feature]];
  const lastRing = polygonOffsets[featureOffsets[feature + 1]];
  const from = ringOffsets[firstRing];
  const to = ringOffsets[lastRing];
  let south = Number.POSITIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let v = from; v < to; v++) {
    south = Math.min(south, coordinates[2 * v + 1]);
    north = Math.max(north, coordinates[2 * v + 1]);
  }
  let best: readonly [number, number] | null = null;
  let widest = 0;
  for (let k = 1; k <= latitudesTried; k++) {
    const lat = south + ((north - south) * k) / (latitudesTried + 1);
    const crossings: number[] = [];
    for (let ring = firstRing; ring < lastRing; ring++) addCrossings(polygons, ring, lat, crossings);
    crossings.sort((a, b) => a - b);
    // Chords near the middle are preferred, so that a label sits well.
    const central = 1 - 0.6 * Math.abs((2 * k) / (latitudesTried + 1) - 1);
    for (let c = 0; c + 1 < crossings.length; c += 2) {
      const width = (crossings[c + 1] - crossings[c]) * central;
      if (width > widest) {
        widest = width;
        best = [(crossings[c] + crossings[c + 1]) / 2, lat];
      }
    }
  }
  return best;
}

function addCrossings({ coordinates, ringOffsets }: Polygons, ring: number, lat: number, out: number[]): void {
  for (let v = ringOffsets[ring]; v + 1 < ringOffsets[ring + 1]; v++) {
    const y0 = coordinates[2 * v + 1];
    const y1 = coordinates[2 * v + 3];
    if (y0 > lat === y1 > lat) continue;
    const x0 = coordinates[2 * v];
    out.push(x0 + ((lat - y0) / (y1 - y0)) * (coordinates[2 * v + 2] - x0));
  }
}

/**
 * The same features with vertices moved to a grid of `stepDegrees` and repeated ones left out: fewer vertices for a
 * picture whose pixels are no finer than the step. Borders that two features share stay shared, for both are moved
 * alike. Rings that shrink to a line are left out, features stay (empty if nothing is left).
 */
export function snapPolygons(polygons: Polygons, stepDegrees: number): Polygons {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const out = new Float64Array(coordinates.length);
  const rings = [0];
  const parts = [0];
  const features = [0];
  let at = 0;
  for (let feature = 0; feature + 1 < featureOffsets.length; feature++) {
    for (let part = featureOffsets[feature]; part < featureOffsets[feature + 1]; part++) {
      const ringsBefore = rings.length;
      for (let ring = polygonOffsets[part]; ring < polygonOffsets[part + 1]; ring++) {
        const start = at;
        at = snapRing(coordinates, ringOffsets[ring], ringOffsets[ring + 1], { out, at, stepDegrees });
        if (at - start < 8) at = start;
        else rings.push(at / 2);
        if (at === start && ring === polygonOffsets[part]) break; // no outer ring, no holes
      }
      if (rings.length > ringsBefore) parts.push(rings.length - 1);
    }
    features.push(parts.length - 1);
  }
  return {
    coordinates: out.slice(0, at),
    ringOffsets: Uint32Array.from(rings),
    polygonOffsets: Uint32Array.from(parts),
    featureOffsets: Uint32Array.from(features),
  };
}

/** Writes the moved vertices of a ring and returns where the next one goes. */
function snapRing(
  coordinates: Float64Array,
  from: number,
  to: number,
  { out, at, stepDegrees }: { out: Float64Array; at: number; stepDegrees: number },
): number {
  const start = at;
  for (let v = from; v < to; v++) {
    const x = Math.round(coordinates[2 * v] / stepDegrees) * stepDegrees;
    const y = Math.round(coordinates[2 * v + 1] / stepDegrees) * stepDegrees;
    if (at > start && out[at - 2] === x && out[at - 1] === y) continue;
    // A step out and straight back is a spike without area.
    if (at - start >= 4 && out[at - 4] === x && out[at - 3] === y) at -= 2;
    else {
      out[at++] = x;
      out[at++] = y;
    }
  }
  return at;
}

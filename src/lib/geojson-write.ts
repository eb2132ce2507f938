import type { FlatGeometry } from "./wkb.ts";

/** One feature to write: its outline in degrees and what is said of it. */
export interface OutlinedFeature {
  readonly shape: FlatGeometry;
  readonly properties: Readonly<Record<string, string | number | boolean | null>>;
}

/** Polygons as GeoJSON (RFC 7946), positions with seven decimals; `more` becomes members of the collection. */
export function polygonsGeoJson(
  features: readonly OutlinedFeature[],
  more: Readonly<Record<string, string | number | boolean>> = {},
): string {
  return JSON.stringify({
    type: "FeatureCollection",
    ...more,
    features: features.map(({ shape, properties }) => ({ type: "Feature", properties, geometry: geometryOf(shape) })),
  });
}

function geometryOf({ coords, ringEnds, polygonEnds }: FlatGeometry) {
  const digits = (value: number) => Math.round(value * 1e7) / 1e7;
  const rings = ringEnds.map((end, ring) => {
    const from = ring === 0 ? 0 : ringEnds[ring - 1];
    return Array.from({ length: end - from }, (_, i) => [
      digits(coords[2 * (from + i)]),
      digits(coords[2 * (from + i) + 1]),
    ]);
  });
  const polygons = polygonEnds.map((end, p) => rings.slice(p === 0 ? 0 : polygonEnds[p - 1], end));
  return polygons.length === 1
    ? { type: "Polygon", coordinates: polygons[0] }
    : { type: "MultiPolygon", coordinates: polygons };
}

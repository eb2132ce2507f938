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
    features: features.map(({ shape, properties }) => ({
      type: "Feature",
      properties,
      geometry: geoJsonGeometry(shape),
    })),
  });
}

/** A geometry as GeoJSON has it, positions with so many decimals, or all of them. */
export function geoJsonGeometry({ kind, coords, ringEnds, polygonEnds }: FlatGeometry, decimals: number | null = 7) {
  const scale = 10 ** (decimals ?? 0);
  const digits = (value: number) => (decimals === null ? value : Math.round(value * scale) / scale);
  if (kind === "Point") return { type: kind, coordinates: [digits(coords[0]), digits(coords[1])] };
  const rings = ringEnds.map((end, ring) => {
    const from = ring === 0 ? 0 : ringEnds[ring - 1];
    return Array.from({ length: end - from }, (_, i) => [
      digits(coords[2 * (from + i)]),
      digits(coords[2 * (from + i) + 1]),
    ]);
  });
  if (kind === "LineString") return { type: kind, coordinates: rings[0] };
  const polygons = polygonEnds.map((end, p) => rings.slice(p === 0 ? 0 : polygonEnds[p - 1], end));
  return polygons.length === 1
    ? { type: "Polygon", coordinates: polygons[0] }
    : { type: "MultiPolygon", coordinates: polygons };
}

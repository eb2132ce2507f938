import type { Lines, Polygons } from "../domain/geometry.ts";

/** What the base map is drawn from, on land; absent parts are not drawn. */
export interface BaseMap {
  readonly water?: Polygons;
  readonly green?: Polygons;
  readonly estates?: Polygons;
  readonly buildings?: Polygons;
  readonly railway?: Lines;
  /** `classes[i]` is the road class of line `i`. */
  readonly roads?: { readonly lines: Lines; readonly classes: readonly string[] };
}

/** By which the layers of the style tell the features of their one source apart. */
export type BaseKind = keyof BaseMap;

interface Properties {
  readonly kind: BaseKind;
  readonly class?: string;
}

interface BaseFeature {
  readonly type: "Feature";
  readonly properties: Properties;
  readonly geometry:
    | { readonly type: "Polygon"; readonly coordinates: [number, number][][] }
    | { readonly type: "LineString"; readonly coordinates: [number, number][] };
}

/** What a source of the map takes. */
export interface BaseCollection {
  readonly type: "FeatureCollection";
  readonly features: BaseFeature[];
}

/** The base map as the map library takes it: one source, because each has its tiles masked over the whole screen. */
export function baseCollection({ water, green, estates, buildings, railway, roads }: BaseMap): BaseCollection {
  const features = [
    ...polygonFeatures(water, "water"),
    ...polygonFeatures(green, "green"),
    ...polygonFeatures(estates, "estates"),
    ...polygonFeatures(buildings, "buildings"),
    ...lineFeatures(railway, () => ({ kind: "railway" })),
    ...lineFeatures(roads?.lines, (line) => ({ kind: "roads", class: roads?.classes[line] ?? "branch" })),
  ];
  return { type: "FeatureCollection", features };
}

function lineFeatures(lines: Lines | undefined, properties: (line: number) => Properties): BaseFeature[] {
  if (!lines) return [];
  const { coordinates, lineOffsets } = lines;
  return Array.from({ length: lineOffsets.length - 1 }, (_, line) => ({
    type: "Feature",
    properties: properties(line),
    geometry: { type: "LineString", coordinates: pairs(coordinates, lineOffsets[line], lineOffsets[line + 1]) },
  }));
}

/** One feature a polygon: which feature it was part of does not matter here. */
function polygonFeatures(polygons: Polygons | undefined, kind: BaseKind): BaseFeature[] {
  if (!polygons) return [];
  const { coordinates, ringOffsets, polygonOffsets } = polygons;
  return Array.from({ length: polygonOffsets.length - 1 }, (_, polygon) => {
    const rings: [number, number][][] = [];
    for (let ring = polygonOffsets[polygon] ?? 0; ring < (polygonOffsets[polygon + 1] ?? 0); ring++) {
      rings.push(pairs(coordinates, ringOffsets[ring], ringOffsets[ring + 1]));
    }
    return { type: "Feature", properties: { kind }, geometry: { type: "Polygon", coordinates: rings } };
  });
}

function pairs(coordinates: Float64Array, from = 0, to = from): [number, number][] {
  return Array.from({ length: to - from }, (_, i) => [
    coordinates[2 * (from + i)] ?? 0,
    coordinates[2 * (from + i) + 1] ?? 0,
  ]);
}

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

type Place = [number, number];

interface BaseFeature {
  readonly type: "Feature";
  readonly properties: Properties;
  readonly geometry:
    | { readonly type: "MultiPolygon"; readonly coordinates: Place[][][] }
    | { readonly type: "MultiLineString"; readonly coordinates: Place[][] };
}

/** What a source of the map takes. */
export interface BaseCollection {
  readonly type: "FeatureCollection";
  readonly features: BaseFeature[];
}

/** A feature of so many polygons is cheap to test against a tile, and thousands of features are not many. */
const polygonsPerFeature = 200;

/**
 * The base map as the map library takes it: one source, because each has its tiles masked over the whole screen, and few
 * features, because each is encoded, decoded and filtered by every layer for every tile.
 */
export function baseCollection({ water, green, estates, buildings, railway, roads }: BaseMap): BaseCollection {
  const features = [
    ...polygonFeatures(water, "water"),
    ...polygonFeatures(green, "green"),
    ...polygonFeatures(estates, "estates"),
    ...polygonFeatures(buildings, "buildings"),
    ...lineFeatures(railway, { kind: "railway" }),
    ...roadFeatures(roads),
  ];
  return { type: "FeatureCollection", features };
}

function roadFeatures(roads: BaseMap["roads"]): BaseFeature[] {
  if (!roads) return [];
  const { lines, classes } = roads;
  const classOf = (line: number) => classes[line] ?? "branch";
  const present = new Set(Array.from({ length: lines.lineOffsets.length - 1 }, (_, line) => classOf(line)));
  return [...present].flatMap((name) =>
    lineFeatures(lines, { kind: "roads", class: name }, (line) => classOf(line) === name),
  );
}

/** The lines that are wanted as one feature. */
function lineFeatures(
  lines: Lines | undefined,
  properties: Properties,
  wanted: (line: number) => boolean = () => true,
): BaseFeature[] {
  const { coordinates, lineOffsets } = lines ?? { coordinates: new Float64Array(), lineOffsets: new Uint32Array() };
  const parts: Place[][] = [];
  for (let line = 0; line + 1 < lineOffsets.length; line++) {
    if (wanted(line)) parts.push(pairs(coordinates, lineOffsets[line], lineOffsets[line + 1]));
  }
  if (parts.length === 0) return [];
  return [{ type: "Feature", properties, geometry: { type: "MultiLineString", coordinates: parts } }];
}

/** The polygons in order, some to a feature: which feature of the data they were part of does not matter here. */
function polygonFeatures(polygons: Polygons | undefined, kind: BaseKind): BaseFeature[] {
  if (!polygons) return [];
  const { coordinates, ringOffsets, polygonOffsets } = polygons;
  const all = Array.from({ length: polygonOffsets.length - 1 }, (_, polygon) => {
    const rings: Place[][] = [];
    for (let ring = polygonOffsets[polygon] ?? 0; ring < (polygonOffsets[polygon + 1] ?? 0); ring++) {
      rings.push(pairs(coordinates, ringOffsets[ring], ringOffsets[ring + 1]));
    }
    return rings;
  });
  return Array.from({ length: Math.ceil(all.length / polygonsPerFeature) }, (_, part) => ({
    type: "Feature",
    properties: { kind },
    geometry: {
      type: "MultiPolygon",
      coordinates: all.slice(part * polygonsPerFeature, (part + 1) * polygonsPerFeature),
    },
  }));
}

function pairs(coordinates: Float64Array, from = 0, to = from): Place[] {
  return Array.from({ length: to - from }, (_, i) => [
    coordinates[2 * (from + i)] ?? 0,
    coordinates[2 * (from + i) + 1] ?? 0,
  ]);
}

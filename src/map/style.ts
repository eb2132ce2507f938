import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Theme } from "../domain/document.ts";
import { roadClasses } from "../domain/vocabulary.ts";
import type { BaseKind } from "./base.ts";
import { basePalettes } from "./palette.ts";
import {
  casingPixels,
  firstZooms,
  isWideRoad,
  type RoadClass,
  railwayWidth,
  roadWidths,
  tieDashes,
  tieWidth,
  widthBase,
  widthZooms,
} from "./roads.ts";

const wideClasses = roadClasses.filter(isWideRoad);

function byClass(value: (roadClass: RoadClass) => number): ExpressionSpecification {
  const cases = roadClasses.flatMap((roadClass) => [roadClass, value(roadClass)] as const);
  return ["match", ["get", "class"], ...cases, value("branch")] as unknown as ExpressionSpecification;
}

/** Width that grows with the zoom, with `extra` pixels on top for a casing. */
function roadWidth(extra: readonly [number, number, number]): ExpressionSpecification {
  const at = (stop: 0 | 1 | 2) => byClass((roadClass) => roadWidths[roadClass][stop] + extra[stop]);
  const [far, middle, near] = widthZooms;
  return ["interpolate", ["exponential", widthBase], ["zoom"], far, at(0), middle, at(1), near, at(2)];
}

const isWide: ExpressionSpecification = ["in", ["get", "class"], ["literal", wideClasses]];
const isNarrow: ExpressionSpecification = ["!", isWide];
const byImportance: ExpressionSpecification = byClass((roadClass) => -roadClasses.indexOf(roadClass));
const round = { "line-cap": "round", "line-join": "round", "line-sort-key": byImportance } as const;
const linear = (from: number, low: number, to: number, high: number): ExpressionSpecification => [
  "interpolate",
  ["linear"],
  ["zoom"],
  from,
  low,
  to,
  high,
];

const isKind = (kind: BaseKind): ExpressionSpecification => ["==", ["get", "kind"], kind];
const source = "base";

function roadLayers(theme: Theme): LayerSpecification[] {
  const { road, roadCasing, path } = basePalettes[theme];
  const wide: ExpressionSpecification = ["all", isKind("roads"), isWide];
  return [
    {
      id: "roads-narrow",
      type: "line",
      source,
      minzoom: firstZooms.narrow,
      filter: ["all", isKind("roads"), isNarrow],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": path, "line-width": roadWidth([0, 0, 0]) },
    },
    {
      id: "roads-casing",
      type: "line",
      source,
      minzoom: firstZooms.casing,
      filter: wide,
      layout: round,
      paint: { "line-color": roadCasing, "line-width": roadWidth(casingPixels) },
    },
    {
      id: "roads",
      type: "line",
      source,
      filter: wide,
      layout: round,
      paint: { "line-color": road, "line-width": roadWidth([0, 0, 0]) },
    },
  ];
}

function railwayLayers(theme: Theme): LayerSpecification[] {
  const { railway, railwayTie } = basePalettes[theme];
  return [
    {
      id: "railway",
      type: "line",
      source,
      filter: isKind("railway"),
      paint: { "line-color": railway, "line-width": linear(...railwayWidth) },
    },
    {
      id: "railway-ties",
      type: "line",
      source,
      filter: isKind("railway"),
      minzoom: firstZooms.ties,
      paint: { "line-color": railwayTie, "line-width": linear(...tieWidth), "line-dasharray": [...tieDashes] },
    },
  ];
}

/** What the style depends on. */
export interface BaseStyleOptions {
  readonly theme: Theme;
  /** Without a GPU edges of faint areas are left rough, and buildings have no outline. */
  readonly software: boolean;
}

/** The layers of the base map, lowest first. */
export function baseLayers({ theme, software }: BaseStyleOptions): LayerSpecification[] {
  const palette = basePalettes[theme];
  const fill = (kind: BaseKind, colour: string, smooth: boolean): LayerSpecification => ({
    id: kind,
    type: "fill",
    source,
    filter: isKind(kind),
    paint: { "fill-color": colour, "fill-antialias": smooth },
  });
  return [
    { id: "background", type: "background", paint: { "background-color": palette.land } },
    fill("estates", palette.estate, !software),
    fill("green", palette.green, !software),
    fill("water", palette.water, true),
    {
      id: "buildings",
      type: "fill",
      source,
      filter: isKind("buildings"),
      minzoom: firstZooms.buildings,
      paint: {
        "fill-color": palette.building,
        "fill-antialias": !software,
        "fill-outline-color": palette.buildingEdge,
      },
    },
    ...roadLayers(theme),
    ...railwayLayers(theme),
  ];
}

/** A style of our own data alone: no tiles, no glyphs, no sprites, nothing from the network. */
export function baseStyle(options: BaseStyleOptions): StyleSpecification {
  const data = { type: "FeatureCollection" as const, features: [] };
  const base = { type: "geojson", data, maxzoom: 16, buffer: 32 } as const;
  return { version: 8, sources: { [source]: base }, layers: baseLayers(options) };
}

import type { AreaTable } from "../../domain/area-table.ts";
import type { Locale } from "../../domain/document.ts";
import type { LegendSpec } from "../../domain/layer.ts";
import { layerKinds } from "../../layers/index.ts";
import { classEdges } from "../../lib/classes.ts";
import { remembered } from "../../lib/remembered.ts";
import type { FlatGeometry } from "../../lib/wkb.ts";
import { asSeen } from "../detail.ts";
import { type SceneLayer, sceneLayer } from "../scene-layer.ts";
import type { AppState } from "../store.ts";

/** What of a result is drawn: `title` is the column that colours it, `null` where none does. */
export type MapData =
  | { readonly kind: "nothing" }
  | {
      readonly kind: "areas";
      readonly areas: AreaTable;
      readonly values: Float64Array;
      readonly title: string | null;
      /** Several rows fell in one area: it has their mean. */
      readonly mean: boolean;
    }
  | {
      readonly kind: "points";
      readonly positions: Float64Array;
      readonly codes: Uint8Array;
      readonly names: readonly string[];
      readonly title: string | null;
    }
  | {
      readonly kind: "lines";
      readonly lines: readonly FlatGeometry[];
      readonly values: Float64Array;
      readonly title: string | null;
    };

const texts: Readonly<Record<Locale, Readonly<Record<"rows" | "mean" | "quantiles" | "points" | "lines", string>>>> = {
  "zh-CN": {
    rows: "行数",
    mean: "同一区域多行取平均 · 分位数分级",
    quantiles: "分位数分级",
    points: "查询结果",
    lines: "查询结果（线）",
  },
  en: {
    rows: "Rows",
    mean: "Mean where an area has several rows · classes by quantiles",
    quantiles: "Classes by quantiles",
    points: "Query result",
    lines: "Query result (lines)",
  },
};

/** The layers of a result with legends in the words of its columns. */
export function mapLayers(data: MapData, { document, viewport }: AppState): SceneLayer[] {
  const { theme, locale } = document;
  const words = texts[locale];
  if (data.kind === "nothing") return [];
  if (data.kind === "points") {
    const { positions, codes, names } = data;
    const points = remembered(data, "points", () => ({ length: codes.length, positions, codes, names }));
    const title = data.title ?? words.points;
    const layer = sceneLayer(layerKinds["case-points"], points, { theme });
    return [named(layer, { id: "query-points", title, unit: null, unnamed: words.points })];
  }
  if (data.kind === "lines") {
    const streets = remembered(data, "streets", () => streetsOf(data));
    const layer = sceneLayer(layerKinds["street-density"], streets, { theme, marks: [] });
    return [named(layer, { id: "query-lines", title: data.title ?? words.lines, unit: null })];
  }
  const { values } = data;
  const edges = remembered(values, "edges", () => classEdges(values, "quantile", 5));
  const areas = asSeen(data.areas, viewport);
  const drawn = remembered(values, `data ${areas.polygons.coordinates.length}`, () => ({ areas, values }));
  const title = data.title ?? words.rows;
  const style = { theme, edges, colours: "sequential", title, unit: null } as const;
  const note = data.mean ? words.mean : words.quantiles;
  return [named(sceneLayer(layerKinds.choropleth, drawn, style), { id: "query-areas", title, unit: null, note })];
}

interface Naming {
  readonly id: string;
  readonly title: string;
  readonly unit: string | null;
  readonly note?: string;
  /** What stands for an empty code. */
  readonly unnamed?: string;
}

function named(layer: SceneLayer, { unnamed, ...naming }: Naming): SceneLayer {
  const legend = (): LegendSpec | null => {
    const spec = layer.legend();
    if (!spec) return null;
    const stops = spec.stops.map((stop) => (stop.code === "" && unnamed ? { ...stop, code: unnamed } : stop));
    return { ...spec, ...naming, stops, literal: true };
  };
  return { ...layer, legend };
}

function streetsOf({ lines, values }: Extract<MapData, { kind: "lines" }>) {
  const ends: number[] = [];
  const perKm: number[] = [];
  lines.forEach(({ coords }, line) => {
    for (let i = 2; i + 1 < coords.length; i += 2) {
      ends.push(coords[i - 2] ?? 0, coords[i - 1] ?? 0, coords[i] ?? 0, coords[i + 1] ?? 0);
      const value = values[line] ?? Number.NaN;
      perKm.push(Number.isNaN(value) ? 1 : value);
    }
  });
  const max = perKm.reduce((most, value) => Math.max(most, value), 0);
  return { ends: Float64Array.from(ends), perKm: Float64Array.from(perKm), max };
}

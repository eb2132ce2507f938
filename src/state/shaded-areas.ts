import type { AreaTable } from "../domain/area-table.ts";
import type { LegendSpec } from "../domain/layer.ts";
import { numbersApart } from "../i18n/percents.ts";
import { layerKinds } from "../layers/index.ts";
import { classEdges } from "../lib/classes.ts";
import { remembered } from "../lib/remembered.ts";
import { asSeen } from "./detail.ts";
import { type SceneLayer, sceneLayer } from "./scene-layer.ts";
import type { AppState } from "./store.ts";

/** Areas shaded by a value: whose legend texts are asked for, and under which keys its title and unit are. */
export interface Shading {
  readonly analysis: string;
  readonly table: AreaTable;
  /** One value an area, NaN for none; the same object as long as nothing has changed. */
  readonly values: Float64Array;
  readonly title: string;
  readonly unit: string;
}

const classes = 5;

/** Areas in five classes of about equally many, the legend in the texts of the analysis. */
export function shadedAreas({ analysis, table, values, title, unit }: Shading, state: AppState): SceneLayer[] {
  const { theme, locale } = state.document;
  const edges = remembered(values, "edges", () => classEdges(values, "quantile", classes));
  const style = { theme, edges, colours: "sequential", title, unit } as const;
  const layer = sceneLayer(layerKinds.choropleth, { areas: asSeen(table, state.viewport), values }, style);
  const names = rangeNames(edges, locale);
  return [{ ...layer, legend: () => named(layer.legend(), names, analysis) }];
}

/** Classes by their edges, with as many decimals as tell the edges apart; a class of one value has one number. */
function rangeNames(edges: readonly number[], locale: AppState["document"]["locale"]): string[] {
  const whole = edges.every(Number.isInteger);
  const written = numbersApart(edges, locale, { least: whole ? 0 : 1, most: 4 });
  return written.slice(1).map((to, i) => (written[i] === to ? to : `${written[i]} – ${to}`));
}

function named(legend: LegendSpec | null, names: readonly string[], analysis: string): LegendSpec | null {
  if (!legend) return null;
  const stops = legend.stops.map((stop, i) => ({ ...stop, code: names[i] ?? "" }));
  const { noData } = legend;
  return { ...legend, analysis, stops: noData ? [...stops, { colour: noData, code: "none" }] : stops };
}

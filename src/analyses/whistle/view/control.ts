import { layerKinds } from "../../../layers/index.ts";
import { classEdges } from "../../../lib/classes.ts";
import { remembered } from "../../../lib/remembered.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { asSeen } from "../../../state/detail.ts";
import { engine } from "../../../state/engine.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeWhistle, type WhistleInput, type WhistleResult } from "./compute.ts";
import { publishWhistle } from "./publish.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Keeps whistles those of the present filters and parameters. */
export const control = createViewControl<WhistleInput, WhistleResult>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.table === other.table &&
    one.filters === other.filters &&
    computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeWhistle(input, engine, context);
    if (!context.signal.aborted) publishWhistle(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: WhistleInput) => JSON.stringify(settings.params);

function inputOf({ document, session }: AppState): WhistleInput | null {
  const handle = live?.handle;
  const { manifest, areas, facts } = session;
  const settings = settingsOf(document);
  const level = rankedLevel(areas, settings.areas);
  const table = level && areas.get(level);
  if (!handle || !manifest || !facts || !table) return null;
  const asOf = Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000;
  return { handle, settings, areas, table, filters: document.filters, asOf, dataVersion: manifest.dataVersion };
}

/** Fewer closed cases than this give no share on the map. */
const shownFrom = 5;

function layersOf(result: WhistleResult, { document, viewport }: AppState): SceneLayer[] {
  const { table } = result.input;
  if (!result.has.calls) return [];
  const drawn = remembered(result, "drawn", () => {
    const { inGrid, closedCases } = result.output;
    const values = Float64Array.from({ length: table.rows }, (_, row) => {
      const closed = closedCases[row + 1] ?? 0;
      return closed < shownFrom ? Number.NaN : (100 * (inGrid[row + 1] ?? 0)) / closed;
    });
    return { values, edges: classEdges(values, "quantile", 5) };
  });
  const { theme } = document;
  const style = { theme, edges: drawn.edges, colours: "sequential", title: "legend", unit: "legend.percent" } as const;
  const layer = sceneLayer(layerKinds.choropleth, { areas: asSeen(table, viewport), values: drawn.values }, style);
  return [{ ...layer, legend: () => inOwnWords(layer.legend()) }];
}

/** The legend in the texts of this analysis: ranges are the names of the classes. */
function inOwnWords(legend: ReturnType<SceneLayer["legend"]>): ReturnType<SceneLayer["legend"]> {
  if (!legend) return null;
  const write = (value = 0) => String(Number(value.toPrecision(3)));
  const stops = legend.stops.map((stop) => ({ ...stop, code: `${write(stop.from)} – ${write(stop.to)}` }));
  const { noData } = legend;
  return { ...legend, analysis: "whistle", stops: noData ? [...stops, { colour: noData, code: "none" }] : stops };
}

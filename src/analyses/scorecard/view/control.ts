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
import { computeScorecard, type ScorecardInput, type ScorecardResult } from "./compute.ts";
import { publishScorecard } from "./publish.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Keeps scorecards those of the present filters and weights. */
export const control = createViewControl<ScorecardInput, ScorecardResult>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.table === other.table &&
    one.filters === other.filters &&
    computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeScorecard(input, engine, context);
    if (!context.signal.aborted) publishScorecard(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: ScorecardInput) => JSON.stringify([settings.params, settings.lines]);

const secondsPerYear = 365.25 * 86_400;

function inputOf({ document, session }: AppState): ScorecardInput | null {
  const handle = live?.handle;
  const { manifest, areas, facts } = session;
  const settings = settingsOf(document);
  const level = rankedLevel(areas, settings.areas);
  const table = level && areas.get(level);
  if (!handle || !manifest || !facts || !table) return null;
  const asOf = Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000;
  const [from, to] = document.filters.time ?? facts.timeRange;
  const years = Math.max(1 / 12, (to - from) / secondsPerYear);
  return { handle, settings, areas, table, filters: document.filters, asOf, years, dataVersion: manifest.dataVersion };
}

function layersOf(result: ScorecardResult, { document, viewport }: AppState): SceneLayer[] {
  const { table } = result.input;
  const drawn = remembered(result, "drawn", () => {
    const { score, rank } = result.output;
    const values = Float64Array.from({ length: table.rows }, (_, row) =>
      rank[row + 1] ? (score[row + 1] ?? Number.NaN) : Number.NaN,
    );
    return { values, edges: classEdges(values, "quantile", 5) };
  });
  const { theme } = document;
  const style = { theme, edges: drawn.edges, colours: "sequential", title: "legend", unit: "legend.points" } as const;
  const layer = sceneLayer(layerKinds.choropleth, { areas: asSeen(table, viewport), values: drawn.values }, style);
  return [{ ...layer, legend: () => inOwnWords(layer.legend()) }];
}

/** The legend in the texts of this analysis: ranges are the names of the classes. */
function inOwnWords(legend: ReturnType<SceneLayer["legend"]>): ReturnType<SceneLayer["legend"]> {
  if (!legend) return null;
  const write = (value = 0) => String(Number(value.toPrecision(3)));
  const stops = legend.stops.map((stop) => ({ ...stop, code: `${write(stop.from)} – ${write(stop.to)}` }));
  const { noData } = legend;
  return { ...legend, analysis: "scorecard", stops: noData ? [...stops, { colour: noData, code: "none" }] : stops };
}

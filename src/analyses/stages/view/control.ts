import { layerKinds } from "../../../layers/index.ts";
import { classEdges } from "../../../lib/classes.ts";
import { remembered } from "../../../lib/remembered.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { asSeen } from "../../../state/detail.ts";
import { eventLog, importNumber } from "../../../state/event-log.ts";
import { publishResult } from "../../../state/results.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { rankedFrom } from "../kernel/ranking.ts";
import { computeStages, type StagesInput, type StagesResult, stageShown } from "./compute.ts";
import { resultTables } from "./publish.ts";
import { settingsOf } from "./settings.ts";

/** Keeps stage times those of the present filters and parameters. */
export const control = createViewControl<StagesInput, StagesResult>({
  input: inputOf,
  same: (one, other) => keyOf(one) === keyOf(other) && one.filters === other.filters && one.table === other.table,
  compute: async (input, { signal }) => {
    const result = await computeStages(input);
    if (!signal.aborted) publish(result);
    return result;
  },
  layers: layersOf,
});

/** The stage that is looked at is drawn, not computed, anew. */
const keyOf = ({ settings, imported, dataVersion }: StagesInput) =>
  JSON.stringify([{ ...settings, stage: "" }, imported, dataVersion]);

const noFilters = { values: {} };

function inputOf({ document, session }: AppState): StagesInput | null {
  const { manifest, areas, phase } = session;
  if (!manifest || phase !== "ready") return null;
  const settings = settingsOf(document);
  const imported = importNumber(settings.log);
  const level = rankedLevel(areas, settings.areas);
  return {
    open: () => eventLog(settings.log, areas),
    settings,
    filters: imported > 0 ? noFilters : document.filters,
    imported,
    table: (imported === 0 && level && areas.get(level)) || null,
    dataVersion: manifest.dataVersion,
  };
}

/** Median of the stage in each area in seconds, NaN where fewer than half have got through, or where few cases are. */
export function areaMedians({ byArea, input: { table } }: StagesResult, stage: number): Float64Array {
  if (!byArea || !table) return new Float64Array(0);
  const groups = table.rows + 1;
  const at = stage * (byArea.byMedian.length / byArea.assessed.length);
  return Float64Array.from({ length: table.rows }, (_, row) =>
    row + 1 < groups && (byArea.byCases[at + row + 1] ?? 0) >= rankedFrom
      ? (byArea.byMedian[at + row + 1] ?? Number.NaN)
      : Number.NaN,
  );
}

const units = [
  { key: "legend.minutes", seconds: 60, upTo: 2 * 3600 },
  { key: "legend.hours", seconds: 3600, upTo: 48 * 3600 },
  { key: "legend.days", seconds: 86_400, upTo: Number.POSITIVE_INFINITY },
] as const;

function layersOf(result: StagesResult, { document, viewport }: AppState): SceneLayer[] {
  const { table } = result.input;
  if (!table) return [];
  const { theme } = document;
  const stage = stageShown(result, settingsOf(document));
  const drawn = remembered(result, `drawn ${stage}`, () => {
    const seconds = areaMedians(result, stage);
    const longest = Math.max(0, ...seconds.filter((value) => !Number.isNaN(value)));
    const unit = units.find(({ upTo }) => longest < upTo) ?? units[2];
    const values = seconds.map((value) => value / unit.seconds);
    return { values, unit, edges: classEdges(values, "quantile", 5) };
  });
  const style = { theme, edges: drawn.edges, colours: "sequential", title: "legend", unit: drawn.unit.key } as const;
  const layer = sceneLayer(layerKinds.choropleth, { areas: asSeen(table, viewport), values: drawn.values }, style);
  return [{ ...layer, legend: () => inOwnWords(layer.legend()) }];
}

/** The legend in the texts of this analysis: ranges are the names of the classes. */
function inOwnWords(legend: ReturnType<SceneLayer["legend"]>): ReturnType<SceneLayer["legend"]> {
  if (!legend) return null;
  const write = (value = 0) => String(Number(value.toPrecision(3)));
  const stops = legend.stops.map((stop) => ({ ...stop, code: `${write(stop.from)} – ${write(stop.to)}` }));
  const { noData } = legend;
  return { ...legend, analysis: "stages", stops: noData ? [...stops, { colour: noData, code: "none" }] : stops };
}

function publish(result: StagesResult): void {
  const { settings, dataVersion } = result.input;
  const { params, by, log, stages, standards } = settings;
  const hours = Object.fromEntries(stages.map((stage, s) => [`hours_${stage}`, standards[s] ?? 0]));
  const made = { analysis: "stages", params: { ...params, by, log, ...hours }, dataVersion };
  for (const [name, columns] of resultTables(result)) publishResult(name, columns, made);
}

import { remembered } from "../../../lib/remembered.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { eventLog, importedLog } from "../../../state/event-log.ts";
import { publishResult } from "../../../state/results.ts";
import type { SceneLayer } from "../../../state/scene-layer.ts";
import { shadedAreas } from "../../../state/shaded-areas.ts";
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
  quietMilliseconds: 20,
});

/** The stage that is looked at is drawn, not computed, anew. */
const keyOf = ({ settings, imported, dataVersion }: StagesInput) =>
  JSON.stringify([{ ...settings, stage: "" }, imported, dataVersion]);

const noFilters = { values: {} };

function inputOf({ document, session }: AppState): StagesInput | null {
  const { manifest, areas, phase } = session;
  if (!manifest || phase !== "ready") return null;
  const settings = settingsOf(document);
  const { number: imported, matched } = importedLog(settings.log);
  const isAlone = imported > 0 && matched === 0;
  const level = rankedLevel(areas, settings.areas);
  return {
    open: () => eventLog(settings.log, areas),
    settings,
    filters: isAlone ? noFilters : document.filters,
    imported,
    table: (!isAlone && level && areas.get(level)) || null,
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

function layersOf(result: StagesResult, state: AppState): SceneLayer[] {
  const { table } = result.input;
  if (!table) return [];
  const stage = stageShown(result, settingsOf(state.document));
  const { values, unit } = remembered(result, `drawn ${stage}`, () => {
    const seconds = areaMedians(result, stage);
    const longest = Math.max(0, ...seconds.filter((value) => !Number.isNaN(value)));
    const fitting = units.find(({ upTo }) => longest < upTo) ?? units[2];
    return { values: seconds.map((value) => value / fitting.seconds), unit: fitting.key };
  });
  return shadedAreas({ analysis: "stages", table, values, title: "legend", unit }, state);
}

function publish(result: StagesResult): void {
  const { settings, dataVersion } = result.input;
  const { params, by, log, stages, standards } = settings;
  const hours = Object.fromEntries(stages.map((stage, s) => [`hours_${stage}`, standards[s] ?? 0]));
  const made = { analysis: "stages", params: { ...params, by, log, ...hours }, dataVersion };
  for (const [name, columns] of resultTables(result)) publishResult(name, columns, made);
}

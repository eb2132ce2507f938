import { layerKinds } from "../../../layers/index.ts";
import { colourSteps, sequential } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { asSeen } from "../../../state/detail.ts";
import { eventLog, importedLog } from "../../../state/event-log.ts";
import { publishResult } from "../../../state/results.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeProcess, type ProcessInput, type ProcessResult } from "./compute.ts";
import { resultTables } from "./publish.ts";
import { settingsOf } from "./settings.ts";

/** Keeps the process map that of the present filters and parameters. */
export const control = createViewControl<ProcessInput, ProcessResult>({
  input: inputOf,
  same: (one, other) => keyOf(one) === keyOf(other) && one.filters === other.filters && one.table === other.table,
  compute: async (input, { signal }) => {
    const result = await computeProcess(input);
    if (!signal.aborted) publish(result);
    return result;
  },
  layers: layersOf,
  quietMilliseconds: 20,
});

const keyOf = ({ settings: { params, log, mapping }, imported, dataVersion }: ProcessInput) =>
  JSON.stringify([params, log, mapping, imported, dataVersion]);

const noFilters = { values: {} };

function inputOf({ document, session }: AppState): ProcessInput | null {
  const { manifest, areas, phase } = session;
  if (!manifest || phase !== "ready") return null;
  const settings = settingsOf(document);
  const { number: imported, matched } = importedLog(settings.log);
  const isAlone = imported > 0 && matched === 0;
  const level = rankedLevel(areas, null);
  return {
    open: () => eventLog(settings.log, areas),
    settings,
    filters: isAlone ? noFilters : document.filters,
    imported,
    table: (!isAlone && level && areas.get(level)) || null,
    dataVersion: manifest.dataVersion,
  };
}

/** Upper ends of the classes of the share of cases off the prescribed way; the first class is for too few cases. */
const shareEnds = [0.05, 0.1, 0.2, 0.35, 1];
const classNames = ["none", "share-5", "share-10", "share-20", "share-35", "share-100"] as const;
const fewest = 5;

function layersOf(
  { input: { table }, output }: ProcessResult,
  { document: { theme }, viewport }: AppState,
): SceneLayer[] {
  if (!table || output.groupChecked.length === 0) return [];
  const codes = remembered(output, "codes", () =>
    Uint8Array.from({ length: table.rows }, (_, row) => {
      const cases = output.groupChecked[row + 1] ?? 0;
      if (cases < fewest) return 0;
      const share = 1 - (output.groupClean[row + 1] ?? 0) / cases;
      return 1 + shareEnds.findIndex((end) => share <= end);
    }),
  );
  const steps = colourSteps(sequential[theme], shareEnds.length);
  const classes = classNames.map((code, i) => ({
    code,
    colour: i === 0 ? ("no-data" as const) : (steps[i - 1] ?? null),
  }));
  const style = { theme, classes, analysis: "process", always: classNames.slice(1) };
  return [sceneLayer(layerKinds["area-classes"], { areas: asSeen(table, viewport), codes }, style)];
}

function publish(result: ProcessResult): void {
  const { settings, dataVersion } = result.input;
  const made = { analysis: "process", params: { ...settings.params, log: settings.log }, dataVersion };
  for (const [name, columns] of resultTables(result)) publishResult(name, columns, made);
}

import { remembered } from "../../../lib/remembered.ts";
import { engine } from "../../../state/engine.ts";
import { levelInput, sameDataset } from "../../../state/level-input.ts";
import type { SceneLayer } from "../../../state/scene-layer.ts";
import { shadedAreas } from "../../../state/shaded-areas.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeWhistle, type WhistleInput, type WhistleResult } from "./compute.ts";
import { publishWhistle } from "./publish.ts";
import { settingsOf } from "./settings.ts";

/** Keeps whistles those of the present filters and parameters. */
export const control = createViewControl<WhistleInput, WhistleResult>({
  input: inputOf,
  same: (one, other) => sameDataset(one, other) && one.table === other.table && computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeWhistle(input, engine, context);
    if (!context.signal.aborted) publishWhistle(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: WhistleInput) => JSON.stringify(settings.params);

function inputOf(state: AppState): WhistleInput | null {
  const settings = settingsOf(state.document);
  const input = levelInput(state, settings.areas);
  return input && { ...input, settings };
}

/** Fewer closed cases than this give no share on the map. */
const shownFrom = 5;

function layersOf(result: WhistleResult, state: AppState): SceneLayer[] {
  const { table } = result.input;
  if (!result.has.calls) return [];
  const values = remembered(result, "drawn", () => {
    const { inGrid, closedCases } = result.output;
    return Float64Array.from({ length: table.rows }, (_, row) => {
      const closed = closedCases[row + 1] ?? 0;
      return closed < shownFrom ? Number.NaN : (100 * (inGrid[row + 1] ?? 0)) / closed;
    });
  });
  return shadedAreas({ analysis: "whistle", table, values, title: "legend", unit: "legend.percent" }, state);
}

import { remembered } from "../../../lib/remembered.ts";
import { engine } from "../../../state/engine.ts";
import { levelInput, sameDataset, yearsOf } from "../../../state/level-input.ts";
import type { SceneLayer } from "../../../state/scene-layer.ts";
import { shadedAreas } from "../../../state/shaded-areas.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeScorecard, type ScorecardInput, type ScorecardResult } from "./compute.ts";
import { publishScorecard } from "./publish.ts";
import { settingsOf } from "./settings.ts";

/** Keeps scorecards those of the present filters and weights. */
export const control = createViewControl<ScorecardInput, ScorecardResult>({
  input: inputOf,
  same: (one, other) => sameDataset(one, other) && one.table === other.table && computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeScorecard(input, engine, context);
    if (!context.signal.aborted) publishScorecard(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: ScorecardInput) => JSON.stringify([settings.params, settings.lines]);

function inputOf(state: AppState): ScorecardInput | null {
  const settings = settingsOf(state.document);
  const input = levelInput(state, settings.areas);
  return input && { ...input, years: yearsOf(state), settings };
}

function layersOf(result: ScorecardResult, state: AppState): SceneLayer[] {
  const { table } = result.input;
  const values = remembered(result, "drawn", () => {
    const { score, rank } = result.output;
    return Float64Array.from({ length: table.rows }, (_, row) =>
      rank[row + 1] ? (score[row + 1] ?? Number.NaN) : Number.NaN,
    );
  });
  return shadedAreas({ analysis: "scorecard", table, values, title: "legend", unit: "legend.points" }, state);
}

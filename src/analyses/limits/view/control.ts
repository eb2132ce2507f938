import { remembered } from "../../../lib/remembered.ts";
import { engine } from "../../../state/engine.ts";
import { levelInput, sameDataset } from "../../../state/level-input.ts";
import type { SceneLayer } from "../../../state/scene-layer.ts";
import { shadedAreas } from "../../../state/shaded-areas.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeLimits, figuresOf, type LimitsInput, type LimitsResult } from "./compute.ts";
import { publishLimits } from "./publish.ts";
import { settingsOf } from "./settings.ts";

/** Keeps limits those of the present filters and parameters. */
export const control = createViewControl<LimitsInput, LimitsResult>({
  input: inputOf,
  same: (one, other) => sameDataset(one, other) && one.table === other.table && computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeLimits(input, engine, context);
    if (!context.signal.aborted) publishLimits(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: LimitsInput) => JSON.stringify([settings.params, settings.shown.by]);

function inputOf(state: AppState): LimitsInput | null {
  const settings = settingsOf(state.document);
  const input = levelInput(state, settings.areas);
  return input && { ...input, settings };
}

/** Fewer decided cases than this give no share on the map. */
const shownFrom = 5;

function layersOf(result: LimitsResult, state: AppState): SceneLayer[] {
  const { table } = result.input;
  const { picture } = settingsOf(state.document).shown;
  const values = remembered(result, `drawn ${picture}`, () =>
    Float64Array.from({ length: table.rows }, (_, row) => {
      const { decided, broken, soon } = figuresOf(result, row + 1);
      if (picture === "soon") return soon;
      return decided < shownFrom ? Number.NaN : (100 * broken) / decided;
    }),
  );
  const unit = picture === "soon" ? "legend.cases" : "legend.percent";
  return shadedAreas({ analysis: "limits", table, values, title: `legend.${picture}`, unit }, state);
}

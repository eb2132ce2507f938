import { engine } from "../../../state/engine.ts";
import { datasetInput, sameDataset, yearsOf } from "../../../state/level-input.ts";
import type { SceneLayer } from "../../../state/scene-layer.ts";
import { shadedAreas } from "../../../state/shaded-areas.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { type CatalogueInput, type CatalogueResult, computeCatalogue } from "./compute.ts";
import { publishCatalogue } from "./publish.ts";
import { settingsOf } from "./settings.ts";

/** Keeps the checks those of the present filters and parameters. */
export const control = createViewControl<CatalogueInput, CatalogueResult>({
  input: inputOf,
  same: (one, other) => sameDataset(one, other) && computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeCatalogue(input, engine, context);
    if (!context.signal.aborted) publishCatalogue(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: CatalogueInput) => JSON.stringify(settings.params);

function inputOf(state: AppState): CatalogueInput | null {
  const input = datasetInput(state);
  return input && { ...input, years: yearsOf(state), settings: settingsOf(state.document) };
}

function layersOf({ communities, staff, output }: CatalogueResult, state: AppState): SceneLayer[] {
  if (!communities || !staff) return [];
  const shading = { analysis: "catalogue", table: communities, values: output.workersPer10k };
  return shadedAreas({ ...shading, title: "legend", unit: "legend.workers" }, state);
}

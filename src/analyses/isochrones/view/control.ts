import { layerKinds } from "../../../layers/index.ts";
import { colourSteps, sequential } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { countCases } from "../../../state/counts.ts";
import { asSeen } from "../../../state/detail.ts";
import { engine } from "../../../state/engine.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { computeTravel, type TravelInput, type TravelResult } from "../../../state/travel.ts";
import { bandsOf, sameTravel, stationAreasOf, travelInput } from "../../../state/travel-input.ts";
import { settingsOf } from "../../../state/travel-settings.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { shareOf } from "./figures.ts";
import { publish } from "./publish.ts";

/** Keeps travel times on screen those of the present parameters. */
export const control = createViewControl<TravelInput, TravelResult>({
  input: (state) => travelInput(state, settingsOf(state.document)),
  same: sameTravel,
  compute: async (input, context) => {
    const result = await computeTravel(input, { engine, count: countCases }, context);
    publish(result);
    return result;
  },
  layers: layersOf,
});

/** Classes of the share that is reached in time. */
const shareClasses = ["no-residents", "share-20", "share-40", "share-60", "share-80", "share-100"] as const;

function layersOf(result: TravelResult, state: AppState): SceneLayer[] {
  const { theme } = state.document;
  const { output, stations, input } = result;
  if (!output) return [];
  const { byArea, target, group } = settingsOf(state.document);
  const places = remembered(result, "stations", () => ({
    positions: Float64Array.from(stations.ids.flatMap((_, s) => [stations.lon[s] ?? 0, stations.lat[s] ?? 0])),
    codes: new Uint8Array(stations.ids.length),
    analysis: "isochrones",
  }));
  const crews = sceneLayer(layerKinds.crews, places, { theme });
  if (!byArea) {
    const data = remembered(result, "isochrones", () => ({
      bands: bandsOf(output),
      breaks: Float64Array.from(input.settings.breaks),
      stationAreas: stationAreasOf(output),
      analysis: "isochrones",
    }));
    return [sceneLayer(layerKinds.isochrones, data, { theme }), crews];
  }
  const codes = remembered(result, `codes ${target} ${group}`, () =>
    Uint8Array.from({ length: input.table.rows }, (_, row) => {
      const share = shareOf(result, row, { target, group });
      return Number.isNaN(share) ? 0 : Math.min(5, 1 + Math.floor(5 * share));
    }),
  );
  const steps = colourSteps(sequential[theme], 5).reverse();
  const classes = shareClasses.map((code, i) => ({
    code,
    colour: i === 0 ? ("no-data" as const) : (steps[i - 1] ?? null),
  }));
  const style = { theme, classes, analysis: "isochrones", always: shareClasses.slice(1) };
  return [sceneLayer(layerKinds["area-classes"], { areas: asSeen(input.table, state.viewport), codes }, style), crews];
}

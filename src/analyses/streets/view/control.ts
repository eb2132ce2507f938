import { validParams } from "../../../domain/analysis.ts";
import { layerKinds } from "../../../layers/index.ts";
import { squareFrame } from "../../../lib/frame.ts";
import { remembered } from "../../../lib/remembered.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { params } from "../kernel/params.ts";
import { computeStreets, type StreetsInput, type StreetsResult } from "./compute.ts";
import { publishStreets } from "./publish.ts";

/** Keeps the density along streets that of the present filters and parameters. */
export const control = createViewControl({
  input: inputOf,
  pending: ({ session }) => session.phase === "ready" && session.base === null,
  same: (one, other) =>
    one.roads === other.roads &&
    one.filters === other.filters &&
    JSON.stringify(one.params) === JSON.stringify(other.params),
  compute: async (input, context) => {
    const result = await computeStreets(input, { engine, count: countCases }, context);
    if (!context.signal.aborted) publishStreets(result);
    return result;
  },
  layers: pictureOf,
});

function inputOf({ document, session }: AppState): StreetsInput | null {
  const { manifest, facts, base } = session;
  if (!manifest || !facts || !base) return null;
  const { filters, analyses } = document;
  return {
    params: validParams(params, analyses.streets ?? {}),
    roads: base.roads,
    filters,
    window: filters.time ?? facts.timeRange,
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
}

function pictureOf(result: StreetsResult, { document: { theme } }: AppState): SceneLayer[] {
  const { pieces, ends } = result;
  if (result.problem) return [];
  const data = remembered(pieces, "drawn", () => {
    const max = pieces.perKm.reduce((most, value) => Math.max(most, value), 0);
    return { ends, perKm: pieces.perKm, max };
  });
  return [sceneLayer(layerKinds["street-density"], data, { theme })];
}

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
import { computeDensity, type DensityInput, type DensityResult } from "./compute.ts";
import { publishDensity } from "./publish.ts";

/** Keeps the density on screen that of the present filters and parameters. */
export const control = createViewControl({
  input: inputOf,
  same: (one, other) =>
    one.outline === other.outline &&
    one.filters === other.filters &&
    JSON.stringify(one.params) === JSON.stringify(other.params),
  compute: async (input, context) => {
    const result = await computeDensity(input, { engine, count: countCases }, context);
    if (!context.signal.aborted) publishDensity(result);
    return result;
  },
  layers: pictureOf,
});

function inputOf({ document, session }: AppState): DensityInput | null {
  const { manifest, facts, areas } = session;
  const outline = areas.values().next().value;
  if (!manifest || !facts || !outline) return null;
  const { filters, analyses } = document;
  return {
    params: validParams(params, analyses.density ?? {}),
    outline,
    filters,
    window: filters.time ?? facts.timeRange,
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
}

function pictureOf({ problem, field, raster }: DensityResult, { document: { theme } }: AppState): SceneLayer[] {
  if (problem) return [];
  const { columns, rows, box } = raster;
  const data = remembered(field, "drawn", () => ({ field, width: columns, height: rows, box }));
  const layer = sceneLayer(layerKinds.density, data, { theme, scale: "sqrt" });
  const legend = () => {
    const own = layer.legend();
    return own && { ...own, title: "legend", unit: "legendUnit", analysis: "density" };
  };
  return [{ ...layer, legend }];
}

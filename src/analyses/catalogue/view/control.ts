import { layerKinds } from "../../../layers/index.ts";
import { classEdges } from "../../../lib/classes.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import { engine } from "../../../state/engine.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { type CatalogueInput, type CatalogueResult, computeCatalogue } from "./compute.ts";
import { publishCatalogue } from "./publish.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Keeps the checks those of the present filters and parameters. */
export const control = createViewControl<CatalogueInput, CatalogueResult>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.areas === other.areas &&
    one.filters === other.filters &&
    computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeCatalogue(input, engine, context);
    if (!context.signal.aborted) publishCatalogue(result);
    return result;
  },
  layers: layersOf,
});

const computedBy = ({ settings }: CatalogueInput) => JSON.stringify(settings.params);

const secondsPerYear = 365.25 * 86_400;

function inputOf({ document, session }: AppState): CatalogueInput | null {
  const handle = live?.handle;
  const { manifest, areas, facts } = session;
  if (!handle || !manifest || !facts) return null;
  const [from, to] = document.filters.time ?? facts.timeRange;
  const years = Math.max(1 / 12, (to - from) / secondsPerYear);
  return {
    handle,
    settings: settingsOf(document),
    areas,
    filters: document.filters,
    years,
    dataVersion: manifest.dataVersion,
  };
}

function layersOf(result: CatalogueResult, { document, viewport }: AppState): SceneLayer[] {
  const { communities, staff, output } = result;
  if (!communities || !staff) return [];
  const edges = remembered(result, "edges", () => classEdges(output.workersPer10k, "quantile", 5));
  const { theme } = document;
  const style = { theme, edges, colours: "sequential", title: "legend", unit: "legend.workers" } as const;
  const data = { areas: asSeen(communities, viewport), values: output.workersPer10k };
  const layer = sceneLayer(layerKinds.choropleth, data, style);
  return [{ ...layer, legend: () => inOwnWords(layer.legend()) }];
}

/** The legend in the texts of this analysis: ranges are the names of the classes. */
function inOwnWords(legend: ReturnType<SceneLayer["legend"]>): ReturnType<SceneLayer["legend"]> {
  if (!legend) return null;
  const write = (value = 0) => String(Number(value.toPrecision(3)));
  const stops = legend.stops.map((stop) => ({ ...stop, code: `${write(stop.from)} – ${write(stop.to)}` }));
  const { noData } = legend;
  return { ...legend, analysis: "catalogue", stops: noData ? [...stops, { colour: noData, code: "none" }] : stops };
}

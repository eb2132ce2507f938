import { validParams } from "../../../domain/analysis.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { params } from "../kernel/params.ts";
import { type ClustersInput, type ClustersResult, computeClusters } from "./compute.ts";
import { pictureOf } from "./picture.ts";
import { publishClusters } from "./publish.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Which cluster is looked at. */
export const looking = createLocalStore<{ readonly row: number }>({ row: 0 });

/** Keeps the clusters those of the present filters and parameters. */
export const control = createViewControl<ClustersInput, ClustersResult | null>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.areas === other.areas &&
    one.filters === other.filters &&
    JSON.stringify(one.params) === JSON.stringify(other.params),
  compute: async (input, context) => {
    const result = await computeClusters(input, engine, context);
    context.signal.throwIfAborted();
    looking.setState({ row: 0 });
    if (result) publishClusters(result);
    return result;
  },
  layers: (result, state) => (result ? pictureOf(result, looking.getState().row, state) : []),
});

looking.subscribe(control.draw);

function inputOf({ document, session }: AppState): ClustersInput | null {
  const { manifest, areas, facts } = session;
  const handle = live?.handle;
  if (!handle || !manifest || !facts || areas.size === 0) return null;
  return {
    handle,
    params: validParams(params, document.analyses.clusters ?? {}),
    filters: document.filters,
    areas,
    asOf: Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000,
    dataVersion: manifest.dataVersion,
  };
}

import { validParams } from "../../../domain/analysis.ts";
import { layerKinds } from "../../../layers/index.ts";
import { hotCold } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { asSeen } from "../../../state/detail.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { params } from "../kernel/params.ts";
import { computeSeries, type SeriesInput, type SeriesResult } from "./compute.ts";
import { publishSeries } from "./publish.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Which series is looked at; -1 is the most unusual. */
export const looking = createLocalStore<{ readonly series: number }>({ series: -1 });

/** Keeps the series those of the present filters and parameters. */
export const control = createViewControl<SeriesInput, SeriesResult | null>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.areas === other.areas &&
    one.filters === other.filters &&
    JSON.stringify(one.params) === JSON.stringify(other.params),
  compute: async (input, context) => {
    const result = await computeSeries(input, engine, context);
    context.signal.throwIfAborted();
    looking.setState({ series: -1 });
    if (result) publishSeries(result);
    return result;
  },
  layers: (result, state) => (result ? [pictureOf(result, state)] : []),
});

function inputOf({ document, session }: AppState): SeriesInput | null {
  const { manifest, areas, facts } = session;
  const handle = live?.handle;
  if (!handle || !manifest || !facts || areas.size === 0) return null;
  return {
    handle,
    params: validParams(params, document.analyses.series ?? {}),
    filters: document.filters,
    areas,
    asOf: Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000,
    dataVersion: manifest.dataVersion,
  };
}

/** The areas in which some kind of case is unusual. */
function pictureOf(result: SeriesResult, { document: { theme }, viewport }: AppState): SceneLayer {
  const { cases, output } = result;
  const codes = remembered(result, "codes", () => {
    const own = new Uint8Array(cases.coarse.rows);
    output.alarm.forEach((alarm, s) => {
      if (alarm === 1) own[Math.floor(s / Math.max(1, cases.classes.length))] = 1;
    });
    return own;
  });
  const classes = [
    { code: "none", colour: null },
    { code: "alarm", colour: hotCold[theme][5] ?? null },
  ];
  const style = { theme, classes, analysis: "series", always: ["alarm", "none"] };
  const layer = sceneLayer(layerKinds["area-classes"], { areas: asSeen(cases.coarse, viewport), codes }, style);
  return {
    ...layer,
    legend: () => {
      const legend = layer.legend();
      return legend && { ...legend, title: "legend.series" };
    },
  };
}

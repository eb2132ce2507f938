import { layerKinds } from "../../../layers/index.ts";
import { squareFrame } from "../../../lib/frame.ts";
import { remembered } from "../../../lib/remembered.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { listenOnMap } from "../../../state/map-pointer.ts";
import { publishResult } from "../../../state/results.ts";
import { shownResult } from "../../../state/runs.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type Live, onLive } from "../../../state/session.ts";
import { type AppState, store } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeSiting } from "./compute.ts";
import { type Shown, servedOf } from "./served.ts";
import { drawnSetting, settingsOf } from "./settings.ts";
import type { SitingInput, SitingResult } from "./types.ts";

interface Local {
  /** Whether a click on the map adds a candidate. */
  readonly drawing: boolean;
  /** Whether the map shows the town as it is, or with what is chosen. */
  readonly shown: Shown;
}

export const local = createLocalStore<Local>({ drawing: false, shown: "after" });

let live: Live | null = null;
onLive((next) => {
  live = next;
});

const base = createViewControl<SitingInput, SitingResult>({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const result = await computeSiting(input, { engine, count: countCases }, context);
    publish(result);
    return result;
  },
  layers: layersOf,
});

/** Keeps the chosen sites on screen those of the present parameters. */
export const control = { ...base, open };

function open(): () => void {
  const close = base.open();
  const unlisten = listenOnMap({
    move: () => {},
    tap: ({ lon, lat }) => {
      if (!local.getState().drawing) return false;
      const { drawn } = settingsOf(store.getState().document);
      setAnalysis("siting", { drawn: drawnSetting([...drawn, lon, lat]) });
      return true;
    },
  });
  const unwatch = local.subscribe(({ shown }, before) => {
    const result = shownResult(base.runs.getState().run);
    if (result && shown !== before.shown) store.setState({ viewLayers: layersOf(result, store.getState()) });
  });
  return () => {
    local.setState({ drawing: false });
    unwatch();
    unlisten();
    close();
  };
}

function inputOf({ document, session, linked }: AppState): SitingInput | null {
  const { manifest, facts, areas } = session;
  const handle = live?.handle;
  if (!manifest || !facts || !handle) return null;
  return {
    city: () => cityOf(handle),
    settings: settingsOf(document),
    areas,
    filters: document.filters,
    window: linked?.window ?? facts.timeRange,
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
}

/** Only cameras are sited by cases. */
function sameInput(one: SitingInput, other: SitingInput): boolean {
  const cases = one.filters === other.filters && one.window[0] === other.window[0] && one.window[1] === other.window[1];
  const settings = JSON.stringify(one.settings) === JSON.stringify(other.settings);
  return one.areas === other.areas && settings && (cases || one.settings.form.subject === "facility");
}

function layersOf(result: SitingResult, { document: { theme } }: AppState): SceneLayer[] {
  const { shown } = local.getState();
  const { table, chosen, candidates, output } = result;
  const data = remembered(result, `sites ${shown}`, () => {
    const flat = (rows: Iterable<number>, lon: Float64Array, lat: Float64Array) =>
      Float64Array.from(Array.from(rows).flatMap((row) => [lon[row] ?? Number.NaN, lat[row] ?? Number.NaN]));
    const none = new Float64Array();
    const fixed = table ? [...table.fixed.keys()].filter((site) => table.fixed[site] === 1) : [];
    return {
      existing: table ? flat(fixed, table.lon, table.lat) : none,
      candidates: flat(candidates.lon.keys(), candidates.lon, candidates.lat),
      demand: table && output ? flat(table.weight.keys(), table.demandLon, table.demandLat) : none,
      served: table && output ? servedOf(table, output, result.input.settings.form, shown) : new Uint8Array(),
      chosen: shown === "after" ? chosen.length : 0,
      analysis: "siting",
    };
  });
  const numbered = remembered(result, "numbers", () => ({
    list: "sites",
    positions: Float64Array.from(chosen.flatMap(({ lon, lat }) => [lon, lat])),
    azimuthDeg: Float64Array.from(chosen, ({ azimuth }) => azimuth),
  }));
  return [
    sceneLayer(layerKinds.sites, data, { theme }),
    ...(shown === "after" ? [sceneLayer(layerKinds.numbers, numbered, { theme })] : []),
  ];
}

function publish({ input, kind, chosen, output, solver }: SitingResult): void {
  if (!output) return;
  const { form } = input.settings;
  const made = {
    analysis: "siting",
    params: { ...form, kind, gap: output.gap[0] ?? Number.NaN, solver },
    dataVersion: input.dataVersion,
    seed: form.seed,
  };
  publishResult(
    "siting_sites",
    () => ({
      rank: Float64Array.from(chosen, (_, i) => i + 1),
      lon: Float64Array.from(chosen, ({ lon }) => lon),
      lat: Float64Array.from(chosen, ({ lat }) => lat),
      // A facility faces nowhere.
      ...(form.subject === "camera" && { azimuth_deg: Float64Array.from(chosen, ({ azimuth }) => azimuth) }),
      adds: Float64Array.from(chosen, ({ adds }) => adds),
    }),
    made,
  );
  publishResult(
    "siting_curve",
    () => ({ sites: Float64Array.from(output.curve, (_, i) => i), objective: output.curve }),
    made,
  );
}

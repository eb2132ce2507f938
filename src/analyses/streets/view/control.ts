import { validParams } from "../../../domain/analysis.ts";
import { layerKinds } from "../../../layers/index.ts";
import { squareFrame } from "../../../lib/frame.ts";
import { remembered } from "../../../lib/remembered.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { listenOnMap, type PointerPlace } from "../../../state/map-pointer.ts";
import { shownResult } from "../../../state/runs.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type AppState, store } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { params } from "../kernel/params.ts";
import { computeStreets, type StreetsInput, type StreetsResult } from "./compute.ts";
import { chooseStreet, marked, pointAtStreet } from "./marked-street.ts";
import { nearestPiece } from "./pieces.ts";
import { publishStreets } from "./publish.ts";

const base = createViewControl({
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

/** Keeps the density along streets that of the present filters and parameters. */
export const control = { ...base, open };

function open(): () => void {
  const close = base.open();
  const nameAt = (place: PointerPlace | null) => streetAt(shownResult(base.runs.getState().run), place);
  const unlisten = listenOnMap({
    owns: () => true,
    move: (place) => pointAtStreet(nameAt(place)),
    tap: (place) => {
      chooseStreet(nameAt(place));
      return true;
    },
  });
  const unwatch = marked.subscribe(base.draw);
  const letGo = ({ key }: KeyboardEvent) => {
    if (key === "Escape") chooseStreet(null);
  };
  document.addEventListener("keydown", letGo);
  return () => {
    document.removeEventListener("keydown", letGo);
    unwatch();
    unlisten();
    marked.setState({ hovered: null, selected: null });
    close();
  };
}

const reachPixels = 8;

function streetAt(result: StreetsResult | undefined, place: PointerPlace | null): string | null {
  const { viewport } = store.getState();
  if (!result || !place || !viewport) return null;
  const [, south, , north] = viewport.box;
  const piece = nearestPiece(result.ends, place, (reachPixels * (north - south)) / viewport.heightPx);
  return result.input.roads.names[result.pieces.edge[piece] ?? -1] || null;
}

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
  const { hovered, selected } = marked.getState();
  const mark = (name: string | null, role: "hovered" | "selected") =>
    name === null ? [] : [{ role, ends: remembered(pieces, `ends ${name}`, () => endsOf(result, name)) }];
  const marks = [...(hovered === selected ? [] : mark(hovered, "hovered")), ...mark(selected, "selected")];
  return [sceneLayer(layerKinds["street-density"], data, { theme, marks })];
}

/** The ends of all pieces of a named street. */
function endsOf({ pieces, ends, input }: StreetsResult, name: string): Float64Array {
  const own = [...pieces.edge.keys()].filter((i) => input.roads.names[pieces.edge[i] ?? -1] === name);
  return Float64Array.from({ length: 4 * own.length }, (_, k) => ends[4 * (own[k >> 2] ?? 0) + (k & 3)] ?? 0);
}

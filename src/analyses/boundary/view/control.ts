import { metresPerDegree } from "../../../lib/geodesy.ts";
import { setCamera } from "../../../state/actions.ts";
import { boundaryTablesOf } from "../../../state/boundary-tables.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { listenOnMap, type PointerPlace } from "../../../state/map-pointer.ts";
import { shownResult } from "../../../state/runs.ts";
import { type Live, onLive } from "../../../state/session.ts";
import { type AppState, store } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeBoundary } from "./compute.ts";
import { pickAt } from "./pick.ts";
import { pictureOf } from "./picture.ts";
import { publish } from "./publish.ts";
import { settingsOf } from "./settings.ts";
import type { BoundaryInput, BoundaryResult } from "./types.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** The chosen row of a list on the open page; pages with several lists name them. */
export const local = createLocalStore<{ readonly chosen: number | null; readonly list: string }>({
  chosen: null,
  list: "",
});

/** Keeps the boundary check that of the present parameters. */
const base = createViewControl<BoundaryInput, BoundaryResult>({
  input: inputOf,
  same: (one, other) => one.areas === other.areas && JSON.stringify(one.settings) === JSON.stringify(other.settings),
  compute: async (input, context) => {
    const result = await computeBoundary(input, engine, context);
    local.setState({ chosen: null, list: "" });
    publish(result);
    return result;
  },
  layers: (result, state) => pictureOf(result, state, local.getState()),
});

export const control = {
  ...base,
  open() {
    const close = base.open();
    const unwatch = local.subscribe(base.draw);
    const unlisten = listenOnMap({ move: () => {}, tap });
    return () => {
      unlisten();
      unwatch();
      close();
    };
  },
};

function inputOf({ document, session }: AppState): BoundaryInput | null {
  const handle = live?.handle;
  const { manifest, areas } = session;
  if (!manifest || !handle || areas.size === 0) return null;
  return {
    city: () => cityOf(handle),
    tables: () => boundaryTablesOf(handle),
    manifest,
    areas,
    settings: settingsOf(document),
  };
}

/** A click hits what lies so near, in pixels. */
const reachPx = 12;

/** A click near something that a list names chooses its row; elsewhere it is the map's own. */
function tap({ lon, lat }: PointerPlace): boolean {
  const result = shownResult(base.runs.getState().run);
  const { viewport } = store.getState();
  if (!result || !viewport) return false;
  const [west, , east] = viewport.box;
  const metresPerPixel = ((east - west) * metresPerDegree(lat).lon) / viewport.widthPx;
  const found = pickAt(result, { lon, lat, reachMetres: reachPx * metresPerPixel });
  if (!found) return false;
  local.setState({ chosen: found.row, list: found.list });
  return true;
}

/** Chooses a row of a list, and moves the map to its place; chosen again it is let go. */
export function choose(row: number, [lon, lat]: readonly [number, number], zoom = 17, list = ""): void {
  const before = local.getState();
  const chosen = before.chosen === row && before.list === list ? null : row;
  local.setState({ chosen, list });
  if (chosen !== null && Number.isFinite(lon + lat)) setCamera({ lon, lat, zoom });
}

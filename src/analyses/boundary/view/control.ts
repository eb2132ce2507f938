import { setCamera } from "../../../state/actions.ts";
import { boundaryTablesOf } from "../../../state/boundary-tables.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeBoundary } from "./compute.ts";
import { pictureOf } from "./picture.ts";
import { publish } from "./publish.ts";
import { settingsOf } from "./settings.ts";
import type { BoundaryInput, BoundaryResult } from "./types.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** The chosen row of the list on the open page. */
export const local = createLocalStore<{ readonly chosen: number | null }>({ chosen: null });

/** Keeps the boundary check that of the present parameters. */
const base = createViewControl<BoundaryInput, BoundaryResult>({
  input: inputOf,
  same: (one, other) => one.areas === other.areas && JSON.stringify(one.settings) === JSON.stringify(other.settings),
  compute: async (input, context) => {
    const result = await computeBoundary(input, engine, context);
    local.setState({ chosen: null });
    publish(result);
    return result;
  },
  layers: (result, state) => pictureOf(result, state, local.getState().chosen),
});

export const control = {
  ...base,
  open() {
    const close = base.open();
    const unwatch = local.subscribe(base.draw);
    return () => {
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

/** Chooses a row, and moves the map to its place; chosen again it is let go. */
export function choose(row: number, [lon, lat]: readonly [number, number], zoom = 17): void {
  const chosen = local.getState().chosen === row ? null : row;
  local.setState({ chosen });
  if (chosen !== null && Number.isFinite(lon + lat)) setCamera({ lon, lat, zoom });
}

import { rankedLevel } from "../../../state/area-levels.ts";
import { engine } from "../../../state/engine.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeResidual, type ResidualInput, type ResidualResult } from "./compute.ts";
import { pictureOf } from "./picture.ts";
import { publishResidual } from "./publish.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Keeps the difference of observed and modelled times on screen that of the present filters and parameters. */
export const control = createViewControl<ResidualInput, ResidualResult>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.table === other.table &&
    one.filters === other.filters &&
    computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeResidual(input, engine, context);
    if (!context.signal.aborted) publishResidual(result);
    return result;
  },
  layers: pictureOf,
});

/** What the result depends on; what is only shown is left out. */
function computedBy({ settings: { values, travel } }: ResidualInput): string {
  return JSON.stringify([values, travel]);
}

function inputOf({ document, session }: AppState): ResidualInput | null {
  const handle = live?.handle;
  const { manifest } = session;
  const settings = settingsOf(document);
  const level = rankedLevel(session.areas, settings.areas);
  const table = level && session.areas.get(level);
  if (!handle || !manifest || !table) return null;
  return {
    handle,
    settings,
    areas: session.areas,
    table,
    filters: document.filters,
    dataEnd: Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000,
    dataVersion: manifest.dataVersion,
  };
}

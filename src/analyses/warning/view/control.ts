import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { shownResult } from "../../../state/runs.ts";
import { type Live, onLive } from "../../../state/session.ts";
import { type AppState, store } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { isBlind } from "./alerts.ts";
import { computeWarning, type WarningInput, type WarningResult } from "./compute.ts";
import { pictureOf } from "./picture.ts";
import { publishAlerts } from "./publish.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Which alert is looked at; `null` is the first of the list. */
export const looking = createLocalStore<{ readonly id: string | null }>({ id: null });

const base = createViewControl<WarningInput, WarningResult | null>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.areas === other.areas &&
    one.filters === other.filters &&
    JSON.stringify(one.params) === JSON.stringify(other.params),
  compute: async (input, context) => {
    const result = await computeWarning(input, engine, context);
    context.signal.throwIfAborted();
    // Nothing to judge by is no empty inbox.
    if (result && !isBlind(result)) publishAlerts(result, store.getState());
    return result;
  },
  layers: (result, state) => (result ? pictureOf(result, looking.getState().id, state) : []),
});

/** Keeps the alerts those of the present filters and parameters, and their tables those of the budget and decisions. */
export const control = { ...base, open };

function open(): () => void {
  const close = base.open();
  const unlook = looking.subscribe(base.draw);
  const unfollow = store.subscribe(
    ({ document }) => [document.analyses.warning, document.analyses.alerts] as const,
    () => {
      const result = shownResult(base.runs.getState().run);
      if (result && !isBlind(result)) publishAlerts(result, store.getState());
    },
    { equalityFn: (one, other) => one.every((item, i) => item === other[i]) },
  );
  return () => {
    unlook();
    unfollow();
    close();
  };
}

function inputOf({ document, session }: AppState): WarningInput | null {
  const { manifest, areas, facts } = session;
  const handle = live?.handle;
  if (!handle || !manifest || !facts || areas.size === 0) return null;
  return {
    handle,
    params: settingsOf(document).params,
    filters: document.filters,
    areas,
    asOf: Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000,
    dataVersion: manifest.dataVersion,
  };
}

import { rankedLevel } from "../../../state/area-levels.ts";
import { engine } from "../../../state/engine.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeResponse, type ResponseInput, type ResponseResult } from "./compute.ts";
import { pictureOf } from "./picture.ts";
import { publishResponse } from "./publish.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Keeps the response times on screen those of the present filters and parameters. */
export const control = createViewControl<ResponseInput, ResponseResult>({
  input: inputOf,
  same: (one, other) =>
    one.handle === other.handle &&
    one.table === other.table &&
    one.filters === other.filters &&
    one.profileArea === other.profileArea &&
    computedBy(one) === computedBy(other),
  compute: async (input, context) => {
    const result = await computeResponse(input, engine, context);
    if (!context.signal.aborted) publishResponse(result);
    return result;
  },
  layers: pictureOf,
});

/** What the result depends on; what is only shown is left out. */
function computedBy({ settings: { values } }: ResponseInput): string {
  const { picture: _, columns: __, ...computed } = values;
  return JSON.stringify(computed);
}

function inputOf({ document, session }: AppState): ResponseInput | null {
  const handle = live?.handle;
  const { manifest, facts } = session;
  const settings = settingsOf(document);
  const level = rankedLevel(session.areas, settings.areas);
  const table = level && session.areas.get(level);
  if (!handle || !manifest || !facts || !table) return null;
  const { selection, filters } = document;
  return {
    handle,
    settings,
    areas: session.areas,
    table,
    filters,
    profileArea: selection?.level === table.level ? table.ids.indexOf(selection.id) : -1,
    data: [facts.timeRange[0], Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000],
    dataVersion: manifest.dataVersion,
  };
}

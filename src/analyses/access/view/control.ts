import { layerKinds } from "../../../layers/index.ts";
import { colourSteps, sequential } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { asSeen } from "../../../state/detail.ts";
import { engine } from "../../../state/engine.ts";
import { publishResult } from "../../../state/results.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import { type Live, onLive } from "../../../state/session.ts";
import type { AppState } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { type AccessInput, type AccessResult, computeAccess } from "./compute.ts";
import { settingsOf } from "./settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** Keeps access on screen that of the present parameters. */
export const control = createViewControl<AccessInput, AccessResult>({
  input: inputOf,
  same: (one, other) => one.table === other.table && JSON.stringify(one.settings) === JSON.stringify(other.settings),
  compute: async (input, context) => {
    const result = await computeAccess(input, engine, context);
    publish(result);
    return result;
  },
  layers: layersOf,
});

function inputOf({ document, session }: AppState): AccessInput | null {
  const handle = live?.handle;
  const settings = settingsOf(document);
  const level = rankedLevel(session.areas, settings.areas);
  const table = level && session.areas.get(level);
  if (!session.manifest || !handle || !table) return null;
  const { dataVersion } = session.manifest;
  return { city: () => cityOf(handle), settings, areas: session.areas, table, dataVersion };
}

/** Classes of the share of residents within the norm. */
const shareClasses = ["no-residents", "share-20", "share-40", "share-60", "share-80", "share-100"] as const;

function layersOf(result: AccessResult, { document, viewport }: AppState): SceneLayer[] {
  const { theme } = document;
  const { within, total, input, city, kind } = result;
  if (!result.output) return [];
  const codes = remembered(within, "codes", () =>
    Uint8Array.from(within, (people, row) => {
      const all = total[row] ?? 0;
      return all > 0 ? Math.min(5, 1 + Math.floor((5 * people) / all)) : 0;
    }),
  );
  const areas = asSeen(input.table, viewport);
  const steps = colourSteps(sequential[theme], 5).reverse();
  const classes = shareClasses.map((code, i) => ({
    code,
    colour: i === 0 ? ("no-data" as const) : (steps[i - 1] ?? null),
  }));
  const places = remembered(result, "places", () => {
    const rows = [...city.facilities.types.keys()].filter((f) => city.facilities.types[f] === kind);
    const positions = rows.flatMap((f) => [city.facilities.lon[f] ?? 0, city.facilities.lat[f] ?? 0]);
    const none = new Float64Array();
    const existing = Float64Array.from(positions);
    return { existing, candidates: none, demand: none, served: new Uint8Array(), chosen: 0, analysis: "access" };
  });
  const style = { theme, classes, analysis: "access", always: shareClasses.slice(1) };
  return [
    sceneLayer(layerKinds["area-classes"], { areas, codes }, style),
    sceneLayer(layerKinds.sites, places, { theme }),
  ];
}

function publish({
  input,
  kind,
  radiusMetres,
  within,
  total,
  supply,
  output,
  residents,
  units,
  centres,
}: AccessResult) {
  if (!output) return;
  const { table, settings, dataVersion } = input;
  const made = { analysis: "access", params: { ...settings.form, kind, radiusMetres }, dataVersion };
  publishResult(
    "access_areas",
    () => ({
      area_id: table.ids,
      name: table.names,
      residents: total,
      within,
      two_step: supply.twoStep,
      enhanced: supply.enhanced,
      three_step: supply.threeStep,
      rational: supply.rational,
    }),
    made,
  );
  publishResult(
    "access_places",
    () => ({
      lon: residents.lon,
      lat: residents.lat,
      residents: residents.people,
      walk_m: output.walkMetres.map((metres) => (Number.isFinite(metres) ? metres : Number.NaN)),
      straight_m: output.straightMetres,
      two_step: output.twoStep,
      enhanced: output.enhanced,
      three_step: output.threeStep,
      rational: output.rational,
    }),
    made,
  );
  const has = (centre: number) => Float64Array.from(centres, (present) => (present[centre] ? 1 : 0));
  publishResult(
    "access_centres",
    () => ({
      area_id: units.ids,
      name: units.names,
      affairs: has(0),
      health: has(1),
      culture: has(2),
      grid: has(3),
      party: has(4),
      security: has(5),
    }),
    made,
  );
}

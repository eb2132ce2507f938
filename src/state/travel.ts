import type { InputOf, OutputOf } from "../analyses/index.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { Filters, TimeRange } from "../domain/filters.ts";
import type { Box } from "../domain/manifest.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { City } from "./city-tables.ts";
import type { countCases } from "./counts.ts";
import type { Engine } from "./neighbours.ts";
import type { BaseFeatures } from "./read-tables.ts";
import { residentsOf } from "./residents.ts";
import type { RunContext } from "./runs.ts";
import { areaColumns, placeColumns, roadColumns, wallColumns } from "./travel-columns.ts";
import type { Settings } from "./travel-settings.ts";
import { type StationSet, stationKinds, stationsOf } from "./travel-stations.ts";

/** What travel times are computed from. */
export interface TravelInput {
  readonly city: () => Promise<City>;
  readonly settings: Settings;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** The areas that are compared. */
  readonly table: AreaTable;
  readonly base: BaseFeatures | null;
  readonly filters: Filters;
  readonly window: TimeRange;
  /** The square frame of the cases' positions. */
  readonly frame: Box;
  readonly dataVersion: string;
}

export type Problem = "no-roads" | "no-stations";

export interface TravelResult {
  readonly input: TravelInput;
  readonly city: City;
  readonly kinds: readonly string[];
  readonly kind: string;
  readonly stations: StationSet;
  /** Where residents are known: by building or area. */
  readonly by: "building" | "area";
  readonly places: Pick<InputOf<"isochrones">, "placeLon" | "placeLat" | "placeWeight" | "placeGroup" | "placeArea">;
  readonly output: OutputOf<"isochrones"> | null;
  readonly problem: Problem | null;
}

export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

/** What the kernel takes, but for stations, speeds and breaks. */
export async function travelColumns(input: TravelInput, city: City, count: typeof countCases) {
  const { table, base, filters, window, frame } = input;
  const [counts] = await count({ filters, windows: [window], areaField: null, areaDurations: false, frame });
  const none = new Float64Array();
  const residents = residentsOf(city, input.areas);
  const cases = { lon: counts?.lon ?? none, lat: counts?.lat ?? none };
  return {
    ...roadColumns(city),
    ...areaColumns(table),
    ...wallColumns(city, base),
    ...placeColumns(city, { residents, cases, table }),
  };
}

/** The kind of station that is looked at: the chosen one, else the first. */
export function chosenKind(city: City, { kind }: Settings): { kinds: readonly string[]; kind: string } {
  const kinds = stationKinds(city);
  return { kinds, kind: kinds.includes(kind) ? kind : (kinds[0] ?? "") };
}

export type TravelColumns = Awaited<ReturnType<typeof travelColumns>>;

/** Runs the kernel for stations; the columns stay as they are. */
export function runTravel(
  columns: TravelColumns,
  { stations, settings }: { stations: StationSet; settings: Settings },
  { engine, context }: { engine: Engine; context: RunContext },
): Promise<OutputOf<"isochrones">> {
  const { break1: _1, break2: _2, break3: _3, break4: _4, ...form } = settings.form;
  // Buffers are handed over, so copies are.
  const copies = Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values.slice()]));
  const task = {
    ...columns,
    ...copies,
    classKmh: Float64Array.from(settings.kmh),
    breakMinutes: Float64Array.from(settings.breaks),
    stationLon: stations.lon.slice(),
    stationLat: stations.lat.slice(),
  };
  return engine.run("isochrones", task, { ...form, odTable: true }, context);
}

/** Travel times from the stations of a kind to everything in the town. */
export async function computeTravel(
  input: TravelInput,
  { engine, count }: Means,
  context: RunContext,
): Promise<TravelResult> {
  const city = await input.city();
  context.signal.throwIfAborted();
  const { settings } = input;
  const { kinds, kind } = chosenKind(city, settings);
  const stations = stationsOf(city, kind);
  const { by } = residentsOf(city, input.areas);
  const none = { placeLon: new Float64Array(), placeLat: new Float64Array(), placeWeight: new Float64Array() };
  const places = { ...none, placeGroup: new Uint8Array(), placeArea: new Uint32Array() };
  const shared = { input, city, kinds, kind, stations, by };
  const problem = problemOf(city, stations);
  if (problem) return { ...shared, places, output: null, problem };
  const columns = await travelColumns(input, city, count);
  context.signal.throwIfAborted();
  const output = await runTravel(columns, { stations, settings }, { engine, context });
  return { ...shared, places: columns, output, problem: null };
}

/** Why nothing can be computed; `null` where it can. */
export function problemOf(city: City, stations: StationSet): Problem | null {
  if (city.roads.from.length === 0) return "no-roads";
  return stations.ids.length === 0 ? "no-stations" : null;
}

import type { City } from "../../../state/city-tables.ts";
import type { RunContext } from "../../../state/runs.ts";
import {
  chosenKind,
  type Means,
  type Problem,
  problemOf,
  runTravel,
  type TravelColumns,
  type TravelInput,
  travelColumns,
} from "../../../state/travel.ts";
import { groups } from "../../../state/travel-settings.ts";
import { type StationSet, stationsOf } from "../../../state/travel-stations.ts";
import type { InputOf, OutputOf } from "../../index.ts";
import { openOnes, type Planned, planned } from "./plan.ts";
import type { Plan } from "./settings.ts";

/** What a what-if is computed from. */
export interface WhatIfInput {
  /** How it is now. */
  readonly travel: TravelInput;
  readonly plan: Plan;
  /** The scenario that the plan is compared with; `null`: how it is now. */
  readonly other: Plan | null;
}

/** One way the stations could be, and how long it takes then. */
export interface Variant {
  readonly plan: Plan | null;
  readonly stations: Planned;
  readonly open: StationSet;
  readonly output: OutputOf<"isochrones">;
}

export interface WhatIfResult {
  readonly input: WhatIfInput;
  readonly city: City;
  readonly kind: string;
  readonly kinds: readonly string[];
  readonly columns: TravelColumns | null;
  readonly now: Variant | null;
  readonly after: Variant | null;
  /** What the plan is compared with. */
  readonly before: Variant | null;
  readonly output: OutputOf<"stations"> | null;
  /** Calls per hour in all. */
  readonly callsPerHour: number;
  readonly problem: Problem | null;
}

/** What the plan does against what it is compared with. */
export async function computeWhatIf(input: WhatIfInput, means: Means, context: RunContext): Promise<WhatIfResult> {
  const { travel, plan, other } = input;
  const city = await travel.city();
  context.signal.throwIfAborted();
  const { kinds, kind } = chosenKind(city, travel.settings);
  const stations = stationsOf(city, kind);
  const shared = { input, city, kind, kinds };
  const none = { columns: null, now: null, after: null, before: null, output: null, callsPerHour: 0 };
  const problem = problemOf(city, stations);
  if (problem) return { ...shared, ...none, problem };
  const columns = await columnsOf(travel, city, means);
  context.signal.throwIfAborted();
  const variant = (wanted: Plan | null) => variantOf(wanted, { travel, columns, stations }, { means, context });
  const [now, after, compared] = await Promise.all([variant(null), variant(plan), other ? variant(other) : null]);
  const before = compared ?? now;
  const calls = callsOf(columns, input);
  const task = taskOf(columns, { before, after, calls });
  const { serviceMinutes } = plan.form;
  const params = { targetMinutes: travel.settings.target, serviceMinutes };
  const output = await means.engine.run("stations", task, params, context);
  const callsPerHour = calls.reduce((sum, one) => sum + one, 0);
  return { ...shared, columns, now, after, before, output, callsPerHour, problem: null };
}

const lastColumns = new WeakMap<City, { readonly key: string; readonly columns: TravelColumns }>();

/** Roads, places and areas: they are the same for every plan, as long as data, filters and areas are. */
async function columnsOf(travel: TravelInput, city: City, { count }: Means): Promise<TravelColumns> {
  const key = `${travel.table.level} ${travel.window.join()} ${JSON.stringify(travel.filters)} ${travel.base === null}`;
  const last = lastColumns.get(city);
  if (last?.key === key) return last.columns;
  const columns = await travelColumns(travel, city, count);
  lastColumns.set(city, { key, columns });
  return columns;
}

/** So many variants are kept, to go back and forth between them. */
const keptVariants = 8;
const variants = new WeakMap<TravelColumns, Map<string, OutputOf<"isochrones">>>();

interface Ground {
  readonly travel: TravelInput;
  readonly columns: TravelColumns;
  readonly stations: StationSet;
}

async function variantOf(
  plan: Plan | null,
  { travel, columns, stations }: Ground,
  { means, context }: { means: Means; context: RunContext },
): Promise<Variant> {
  const all = planned(stations, plan?.changes ?? []);
  const open = openOnes(all);
  const settings = plan ? { ...plan.travel, breaks: travel.settings.breaks } : travel.settings;
  const key = JSON.stringify([[...open.lon], [...open.lat], settings.form, settings.kmh, settings.breaks]);
  const known = variants.get(columns) ?? new Map<string, OutputOf<"isochrones">>();
  variants.set(columns, known);
  const { engine } = means;
  const output = known.get(key) ?? (await runTravel(columns, { stations: open, settings }, { engine, context }));
  known.delete(key);
  known.set(key, output);
  for (const oldest of known.keys()) if (known.size > keptVariants) known.delete(oldest);
  return { plan, stations: all, open, output };
}

/** Calls per hour of every area: those that the plan says, spread like the cases, or the cases themselves. */
function callsOf({ placeGroup, placeArea, areaCount }: TravelColumns, { travel, plan }: WhatIfInput): Float64Array {
  const calls = new Float64Array(areaCount[0] ?? 0);
  placeGroup.forEach((group, i) => {
    const area = placeArea[i] ?? calls.length;
    if (group === groups.indexOf("cases") && area < calls.length) calls[area] = (calls[area] ?? 0) + 1;
  });
  const cases = calls.reduce((sum, one) => sum + one, 0);
  const [from, to] = travel.window;
  const wanted = plan.form.callsPerHour || cases / Math.max(1, (to - from) / 3600);
  return calls.map((one) => (cases > 0 ? (one * wanted) / cases : 0));
}

function taskOf(
  columns: TravelColumns,
  { before, after, calls }: { before: Variant; after: Variant; calls: Float64Array },
): InputOf<"stations"> {
  const { placeWeight, placeGroup, placeArea, groupCount, areaCount } = columns;
  return {
    beforeMinutes: before.output.placeMinutes.slice(),
    afterMinutes: after.output.placeMinutes.slice(),
    placeWeight: placeWeight.slice(),
    placeGroup: placeGroup.slice(),
    placeArea: placeArea.slice(),
    groupCount: groupCount.slice(),
    areaCount: areaCount.slice(),
    areaCalls: calls.slice(),
    beforeCrews: before.open.crews.slice(),
    afterCrews: after.open.crews.slice(),
    beforeOd: before.output.odMinutes.slice(),
    afterOd: after.output.odMinutes.slice(),
  };
}

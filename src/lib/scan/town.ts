import { permutationExpected, type ScanCases, scaledTo, weekdayAdjusted } from "./expected.ts";
import type { ScanModel } from "./likelihood.ts";
import type { Scan, TimeWindows } from "./search.ts";
import { circles, gridCentres, type Zones } from "./zones.ts";

/** Cases day by day in areas of a town. */
export interface TownCases {
  /** Row of the area of each case; the number of areas, or more, for none. */
  readonly area: Uint32Array;
  /** Day of each case, counted from any day. */
  readonly day: Int32Array;
  /** 1 where a record is a case, for `bernoulli`; empty: all are. */
  readonly isCase: Uint8Array;
  /** Centres of the areas in metres. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Residents of each area, for `poisson`; may be empty. */
  readonly residents: Float64Array;
}

/** Which days are studied, and how circles and windows are made. */
export interface TownScan {
  readonly model: ScanModel;
  /** The last day of the study; later cases are not known yet. */
  readonly today: number;
  readonly studyDays: number;
  readonly windows: TimeWindows;
  /** Keeps the weekdays of the cases: what is usual on a Monday is no cluster. */
  readonly weekdays: boolean;
  readonly rates: Scan["rates"];
  readonly leastCases: number;
}

/** How large circles may be, and where they have their centres. */
export interface TownCircles {
  readonly mostShare: number;
  readonly mostMetres: number;
  /** Centres on a grid of this step; 0: on the areas. */
  readonly gridMetres: number;
}

/** Why there is nothing to scan. */
export type ScanProblem = "one-area" | "no-cases" | "few-days" | "one-day" | "no-residents" | "no-other-records";

/** A scan ready to search, or why there is none. */
export interface Town {
  readonly scan: Scan;
  readonly cases: ScanCases;
  readonly problem: ScanProblem | null;
}

/** Circles of a town by cases or residents: the same for every day. */
export function townCircles({ x, y }: TownCases, weight: Float64Array, options: TownCircles): Zones {
  const centres = options.gridMetres > 0 ? gridCentres(x, y, options.gridMetres) : { x, y };
  const total = weight.reduce((sum, one) => sum + one, 0);
  return circles(
    {
      centres: centres.x.length,
      weight,
      distance: (centre, area) => Math.hypot(centres.x[centre] - x[area], centres.y[centre] - y[area]),
    },
    { mostWeight: total * options.mostShare, mostMetres: options.mostMetres, mostAreas: x.length },
  );
}

/** Cases of each area within the days of a study. */
export function casesByArea(town: TownCases, today: number, studyDays: number): Float64Array {
  const count = new Float64Array(town.x.length);
  for (let i = 0; i < town.area.length; i++) {
    if (town.day[i] <= today && town.day[i] > today - studyDays && town.area[i] < count.length) count[town.area[i]]++;
  }
  return count;
}

/** A scan of the days up to `today`, with what is known by then. Cases without an area or outside the days are left out. */
export function townScan(town: TownCases, zones: Zones, options: TownScan): Town {
  const { model, today, studyDays, windows, weekdays, rates, leastCases } = options;
  const areas = town.x.length;
  const size = { areas, times: studyDays };
  const first = today - studyDays + 1;
  const inside = (i: number) => town.area[i] < areas && town.day[i] >= first && town.day[i] <= today;
  const rows = town.day.reduce((sum, _, i) => sum + (inside(i) ? 1 : 0), 0);
  const records = { area: new Uint32Array(rows), time: new Uint32Array(rows), isCase: new Uint8Array(rows).fill(1) };
  for (let i = 0, k = 0; i < town.day.length; i++) {
    if (!inside(i)) continue;
    records.area[k] = town.area[i];
    records.time[k] = town.day[i] - first;
    if (town.isCase.length > 0) records.isCase[k] = town.isCase[i];
    k++;
  }
  const cases = casesOf(records, weekdays && model === "permutation");
  const expected = expectedOf(town, { records, cases, size, options });
  const scan: Scan = {
    model,
    ...size,
    expected,
    total: cases.area.length,
    zones,
    windows: { ...windows, longest: Math.min(windows.longest, studyDays) },
    rates,
    leastCases,
  };
  return { scan, cases, problem: problemOf(town, { records, cases, size, model }) };
}

interface Records {
  readonly area: Uint32Array;
  readonly time: Uint32Array;
  readonly isCase: Uint8Array;
}

function casesOf({ area, time, isCase }: Records, weekdays: boolean): ScanCases {
  const kept = (values: Uint32Array) => values.filter((_, i) => isCase[i] === 1);
  const times = kept(time);
  return { area: kept(area), time: times, stratum: weekdays ? times.map((t) => t % 7) : new Uint32Array(0) };
}

interface Making {
  readonly records: Records;
  readonly cases: ScanCases;
  readonly size: { readonly areas: number; readonly times: number };
}

function expectedOf(
  town: TownCases,
  { records, cases, size, options }: Making & { readonly options: TownScan },
): Float64Array {
  const { areas, times } = size;
  if (options.model === "permutation") return permutationExpected(cases, size);
  if (options.model === "bernoulli") return counted(records.area, records.time, size);
  const own = counted(cases.area, cases.time, size);
  const weekday = Uint8Array.from({ length: times }, (_, t) => t % 7);
  if (options.model === "poisson") {
    const residents = known(town.residents);
    const sum = residents.reduce((all, one) => all + one, 0);
    if (!(sum > 0) || cases.area.length === 0) return new Float64Array(areas * times);
    const even = Float64Array.from({ length: areas * times }, (_, i) => residents[Math.floor(i / times)]);
    const scaled = scaledTo(even, cases.area.length);
    return options.weekdays ? weekdayAdjusted(scaled, own, { weekday, areas }) : scaled;
  }
  return usualOf(own, { areas, times, recent: options.windows.longest, weekdays: options.weekdays });
}

interface Usual {
  readonly areas: number;
  readonly times: number;
  /** Days at the end that are judged, and so are no part of what is usual. */
  readonly recent: number;
  readonly weekdays: boolean;
}

/** Mean cases of an area a day before the windows, times how much of them fall on the weekday. */
function usualOf(counts: Float64Array, { areas, times, recent, weekdays }: Usual): Float64Array {
  const past = Math.max(1, times - recent);
  const byDay = new Float64Array(7);
  const days = new Float64Array(7);
  let all = 0;
  for (let t = 0; t < past; t++) {
    days[t % 7]++;
    for (let a = 0; a < areas; a++) byDay[t % 7] += counts[a * times + t];
  }
  for (const one of byDay) all += one;
  const factor = byDay.map((one, d) => (weekdays && all > 0 && days[d] > 0 ? one / days[d] / (all / past) : 1));
  const expected = new Float64Array(areas * times);
  for (let a = 0; a < areas; a++) {
    let sum = 0;
    for (let t = 0; t < past; t++) sum += counts[a * times + t];
    for (let t = 0; t < times; t++) expected[a * times + t] = (sum / past) * factor[t % 7];
  }
  return expected;
}

/** Unknown numbers of residents count as none. */
const known = (residents: Float64Array): Float64Array => residents.map((n) => (Number.isNaN(n) ? 0 : n));

function counted(area: Uint32Array, time: Uint32Array, { areas, times }: Making["size"]): Float64Array {
  const counts = new Float64Array(areas * times);
  for (let i = 0; i < area.length; i++) counts[area[i] * times + time[i]]++;
  return counts;
}

function problemOf(
  town: TownCases,
  { records, cases, size, model }: Making & { model: ScanModel },
): ScanProblem | null {
  if (size.areas < 2) return "one-area";
  if (cases.area.length === 0) return "no-cases";
  if (size.times < 2) return "few-days";
  if (cases.time.every((t) => t === cases.time[0])) return "one-day";
  if (model === "poisson" && !town.residents.some((one) => one > 0)) return "no-residents";
  return model === "bernoulli" && cases.area.length === records.area.length ? "no-other-records" : null;
}

/** Everything that decides a scan, as parameters give it. */
export interface ScanSettings extends TownCircles {
  readonly model: ScanModel;
  readonly ending: TimeWindows["ending"];
  readonly studyDays: number;
  readonly longestDays: number;
  readonly weekdays: boolean;
  readonly rates: Scan["rates"];
  readonly leastCases: number;
}

/** The scan of a town as of `today`: circles by residents where they are what is expected, else by cases. */
export function scanOfTown(town: TownCases, settings: ScanSettings, today: number): Town {
  const { studyDays, model, ending, longestDays, weekdays, rates, leastCases } = settings;
  const weight = model === "poisson" ? known(town.residents) : casesByArea(town, today, studyDays);
  const zones = townCircles(town, weight, settings);
  const windows = { ending, shortest: 1, longest: longestDays };
  return townScan(town, zones, { model, today, studyDays, windows, weekdays, rates, leastCases });
}

/** Records that a scan leaves out, and why: none is left out in silence. */
export interface LeftOut {
  readonly noArea: number;
  readonly noDay: number;
  readonly future: number;
}

/** Counts records without an area, without a day (NaN becomes the least number), and after today. */
export function leftOut({ area, day, x }: TownCases, today: number): LeftOut {
  let [noArea, noDay, future] = [0, 0, 0];
  for (let i = 0; i < day.length; i++) {
    if (day[i] === noDayKnown) noDay++;
    else if (day[i] > today) future++;
    else if (area[i] >= x.length) noArea++;
  }
  return { noArea, noDay, future };
}

/** Stands for a missing day. */
export const noDayKnown = -(2 ** 31);

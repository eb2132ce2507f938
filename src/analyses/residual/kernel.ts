import { within } from "../../lib/progress.ts";
import {
  calendarOf,
  countReasons,
  type StageDurations,
  type StageTimes,
  stageDurations,
} from "../../lib/stage-durations.ts";
import type { QuantileInterval } from "../../lib/survival.ts";
import { differenceOf, mediansBy, type Watched } from "./kernel/medians.ts";
import type { Params } from "./kernel/params.ts";
import { middles, type Slope, slopesBy } from "./kernel/slopes.ts";
import { verdictOf } from "./kernel/verdict.ts";

/**
 * Cases under the present filters, row by row, with their times from dispatch to arrival as `lib/stage-durations.ts` takes
 * them, and the minutes that a model of the roads gives from the nearest station: all of them, and the turnout alone.
 */
export type Input = {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly later: Float64Array;
  readonly opened: Float64Array;
  readonly closed: Float64Array;
  readonly suspended: Float64Array;
  readonly state: Uint8Array;
  readonly clock: Uint8Array;
  readonly seenUntil: Float64Array;
  /** Modelled minutes with the turnout; not finite where no station reaches the case by road. */
  readonly modelledMinutes: Float64Array;
  readonly turnoutMinutes: Float64Array;
  readonly area: Uint32Array;
  readonly group: Uint32Array;
  /** What kind of matter a case is: cases are compared with their like when slopes are taken. */
  readonly kind: Uint32Array;
  readonly areaCount: Uint32Array;
  readonly groupCount: Uint32Array;
  readonly kindCount: Uint32Array;
  /** First and last second watched, and the last of the data. */
  readonly watch: Float64Array;
  readonly calendarDay: Float64Array;
  readonly calendarWorked: Uint8Array;
};

const minute = 60;

const columns = [
  "cases",
  "open",
  "observed",
  "modelled",
  "drive",
  "residual",
  "residualLow",
  "residualHigh",
  "excess",
  "excessLow",
  "excessHigh",
  "slope",
  "slopeLow",
  "slopeHigh",
  "road",
  "dispatch",
  "desk",
] as const;
type Figures = Record<(typeof columns)[number], Float64Array>;

/** Cases by the row of the figures that they count in, `count` rows from `first` on. */
interface Rows {
  readonly of: Uint32Array;
  readonly count: number;
  readonly first: number;
}

/** What all sets share. */
interface Town {
  readonly durations: StageDurations;
  readonly desk: StageDurations;
  readonly observed: Watched;
  readonly residual: Watched;
  /** The residual less what is usual for the kind of matter in the area. */
  readonly alike: Watched;
  readonly drive: Float64Array;
  readonly median: QuantileInterval;
  readonly slope: Slope;
}

/**
 * Observed less modelled minutes to arrive, as product-limit medians with their intervals, for all cases, each area and
 * each group (rows in that order); how much of it grows with the modelled drive (the road) and how much is there at the
 * station's door (the dispatch); and a verdict on each against all cases together.
 */
export function* run(input: Input, params: Params) {
  const [areas, groups] = [input.areaCount[0], input.groupCount[0]];
  const durations = yield* within(watched(input, input), 0, 0.35);
  const deskTimes = { ...input, start: input.opened, end: input.start, later: input.end, clock: noClock(input) };
  const desk = yield* within(watched(input, deskTimes), 0.35, 0.6);
  const counts = (i: number) => durations.reason[i] === 0 && Number.isFinite(input.modelledMinutes[i]);
  const one = new Uint32Array(durations.reason.length);
  const keep = (of: Uint32Array, count: number) => of.map((row, i) => (counts(i) ? row : count));
  const sets: Rows[] = [
    { of: keep(one, 1), count: 1, first: 0 },
    { of: keep(input.area, areas), count: areas, first: 1 },
    { of: keep(input.group, groups), count: groups, first: 1 + areas },
  ];
  const town = townOf(input, { durations, desk, sets });
  const figures = noFigures(1 + areas + groups);
  const verdict = new Uint8Array(1 + areas + groups);
  for (const [s, set] of sets.entries()) {
    yield 0.7 + s * 0.1;
    // Areas are compared within departments, departments within areas: neither is blamed for the other.
    const own = params.adjust && s > 0 ? lessMedians(town.residual, sets[3 - s], town.median.value) : town.residual;
    fillSet(figures, set, { town, own, modelled: input.modelledMinutes });
    judge(verdict, figures, { set, town, params });
  }
  const unmodelled = durations.reason.reduce((sum, reason, i) => sum + (reason === 0 && !counts(i) ? 1 : 0), 0);
  return { ...figures, verdict, reasonCounts: countReasons(durations.reason), unmodelled: Uint32Array.of(unmodelled) };
}

function watched({ watch, calendarDay, calendarWorked }: Input, times: StageTimes) {
  const [from, until, dataEnd] = watch;
  return stageDurations(times, { from, until, dataEnd, early: false }, calendarOf(calendarDay, calendarWorked));
}

/** The desk works at all hours. */
const noClock = ({ clock }: Input) => new Uint8Array(clock.length);

function noFigures(rows: number): Figures {
  const entries = columns.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]);
  // Every name has just been given its column.
  return Object.fromEntries(entries) as Figures;
}

function townOf(
  { modelledMinutes, turnoutMinutes, kind, kindCount, areaCount }: Input,
  { durations, desk, sets }: { durations: StageDurations; desk: StageDurations; sets: readonly Rows[] },
): Town {
  const [all, byArea] = sets;
  const { ended } = durations;
  const observed = { value: Float64Array.from(durations.seconds), ended };
  const model = modelledMinutes.map((minutes) => (Number.isFinite(minutes) ? minute * minutes : 0));
  const residual = { value: observed.value.map((seconds, i) => seconds - model[i]), ended };
  const drive = model.map((seconds) => seconds - minute * turnoutMinutes[0]);
  const [median] = mediansBy(residual, all.of, 1);
  const count = (areaCount[0] + 1) * kindCount[0];
  const like = { of: kind.map((k, i) => (all.of[i] === 0 ? byArea.of[i] * kindCount[0] + k : count)), count, first: 0 };
  const alike = lessMedians(residual, like, median.value);
  const [slope] = slopesBy(alike, drive, all.of, 1);
  return { durations, desk, observed, residual, alike, drive, median, slope };
}

/** Values less the median of their row, plus that of all: as if all rows were alike. */
function lessMedians({ value, ended }: Watched, { of, count }: Rows, median: number): Watched {
  const medians = mediansBy({ value, ended }, of, count);
  const less = medians.map((row) => (Number.isNaN(row.value) ? 0 : row.value - median));
  return { value: value.map((v, i) => (of[i] < count ? v - less[of[i]] : v)), ended };
}

interface Filling {
  readonly town: Town;
  /** The values that are told. */
  readonly own: Watched;
  readonly modelled: Float64Array;
}

function fillSet(figures: Figures, { of, count, first }: Rows, { town, own, modelled }: Filling): void {
  const put = (name: "residual" | "excess" | "slope", row: number, interval: QuantileInterval, unit: number): void => {
    figures[name][row] = interval.value / unit;
    figures[`${name}Low`][row] = interval.low / unit;
    figures[`${name}High`][row] = interval.high / unit;
  };
  const residuals = mediansBy(own, of, count);
  const observed = mediansBy(town.observed, of, count);
  const { desk } = town;
  const known = of.map((row, i) => (desk.reason[i] === 0 ? row : count));
  const desks = mediansBy({ value: Float64Array.from(desk.seconds), ended: desk.ended }, known, count);
  const models = middles(modelled, of, count);
  const slopes = slopesBy(town.alike, town.drive, of, count);
  for (let g = 0; g < count; g++) {
    const row = first + g;
    put("residual", row, residuals[g], minute);
    put("excess", row, differenceOf(residuals[g], town.median), minute);
    put("slope", row, slopes[g], 1);
    figures.observed[row] = observed[g].value / minute;
    figures.modelled[row] = models[g];
    figures.desk[row] = desks[g].value / minute;
    figures.drive[row] = slopes[g].drive / minute;
    figures.road[row] = slopes[g].value * figures.drive[row];
    figures.dispatch[row] = figures.residual[row] - figures.road[row];
    figures.cases[row] = 0;
    figures.open[row] = 0;
  }
  of.forEach((g, i) => {
    if (g >= count) return;
    figures.cases[first + g]++;
    if (town.durations.ended[i] === 0) figures.open[first + g]++;
  });
}

interface Judging {
  readonly set: Rows;
  readonly town: Town;
  readonly params: Params;
}

function judge(verdict: Uint8Array, figures: Figures, { set: { count, first }, town, params }: Judging): void {
  for (let row = first; row < first + count; row++) {
    const at = (name: keyof Figures) => figures[name][row];
    verdict[row] = verdictOf(
      {
        cases: at("cases"),
        excess: { value: at("excess"), low: at("excessLow"), high: at("excessHigh") },
        slope: { value: at("slope"), low: at("slopeLow"), high: at("slopeHigh") },
        townSlope: town.slope.value,
        drive: at("drive"),
      },
      params,
    );
  }
}

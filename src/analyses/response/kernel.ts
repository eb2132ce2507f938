import { logRank } from "../../lib/log-rank.ts";
import { within } from "../../lib/progress.ts";
import { calendarOf, countReasons, type StageDurations, stageDurations } from "../../lib/stage-durations.ts";
import { lifeTable, type SurvivalTally, survivalQuantile } from "../../lib/survival.ts";
import { tallySeconds } from "../../lib/survival-seconds.ts";
import { curvesOf } from "./kernel/curves.ts";
import { fillFigures, noFigures } from "./kernel/figures.ts";
import type { Params } from "./kernel/params.ts";

/**
 * Cases under the present filters, row by row: times of their stages as `lib/stage-durations.ts` takes them, area and
 * group (one past the last for none). `watch` holds the first and last second watched and the last of the data.
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
  /** When the limit of a case runs out, NaN where it has none. */
  readonly due: Float64Array;
  readonly area: Uint32Array;
  readonly group: Uint32Array;
  readonly areaCount: Uint32Array;
  readonly groupCount: Uint32Array;
  readonly watch: Float64Array;
  /** Days of the official calendar since 1970, and whether they are worked. */
  readonly calendarDay: Float64Array;
  readonly calendarWorked: Uint8Array;
  /** The area of the profile by hour and weekday; -1 for all. */
  readonly profileArea: Int32Array;
};

const hoursOfWeek = 168;
/** With more groups than this the test is not made: it would say that something differs, not what. */
const testedGroupsAtMost = 60;

/**
 * How long cases take from one stage to another: product-limit figures for all cases, each area and each group (rows in
 * that order), with open cases as censored and those that began before the window as late entries; the share within the
 * limit among cases whose limit is decided; and a log-rank test of the groups.
 */
export function* run(input: Input, params: Params) {
  const [areas, groups] = [input.areaCount[0], input.groupCount[0]];
  const durations = yield* within(durationsOf(input, params), 0, 0.4);
  const late = verdictsOf(durations, input, params);
  const figures = noFigures(1 + areas + groups);
  const marks = { targetSeconds: params.targetHours * 3600, meanWithinSeconds: params.meanWithinDays * 86_400 };
  const one = new Uint32Array(input.start.length);
  const sets: (readonly [Uint32Array, number])[] = [
    [one, 1],
    [input.area, areas],
    [input.group, groups],
  ];
  const drawn: SurvivalTally[] = [];
  let row = 0;
  for (const [s, [group, count]] of sets.entries()) {
    yield 0.4 + s * 0.15;
    const limits = countVerdicts(late, group, count);
    for (const [g, tally] of tallies(durations, group, count).entries()) {
      fillFigures(figures, row, { tally, late: limits.late[g], inTime: limits.inTime[g], marks });
      row++;
      if (s !== 1) drawn.push(tally);
    }
  }
  yield 0.85;
  return {
    ...figures,
    ...curvesOf(drawn),
    groupTest: groupTest(drawn.slice(1)),
    ...profileOf(durations, input),
    reason: durations.reason,
    reasonCounts: countReasons(durations.reason),
  };
}

function durationsOf(input: Input, { lessSuspended, follow }: Params) {
  const [from, until, dataEnd] = input.watch;
  const suspended = lessSuspended ? input.suspended : new Float64Array(input.suspended.length);
  const calendar = calendarOf(input.calendarDay, input.calendarWorked);
  return stageDurations({ ...input, suspended }, { from, until, dataEnd, early: follow === "period" }, calendar);
}

/** Tallies of the rows that count, by group. */
function tallies({ seconds, ended, entry, reason }: StageDurations, group: Uint32Array, groups: number) {
  const counted = group.map((g, i) => (reason[i] === 0 ? g : groups));
  return tallySeconds({ time: seconds, event: ended, entry, group: counted, groups });
}

/** 0 where the limit is not decided yet or there is none, 1 late, 2 in time. */
function verdictsOf(
  { seconds, ended, reason }: StageDurations,
  { due, end, watch, seenUntil }: Input,
  params: Params,
): Uint8Array {
  const target = params.targetHours * 3600;
  return Uint8Array.from(seconds, (duration, i) => {
    if (reason[i] !== 0) return 0;
    const late =
      params.limit === "due" ? (ended[i] ? end[i] : Math.min(watch[1], seenUntil[i])) > due[i] : duration > target;
    if (late) return 1;
    return ended[i] && (params.limit === "target" || !Number.isNaN(due[i])) ? 2 : 0;
  });
}

function countVerdicts(verdict: Uint8Array, group: Uint32Array, groups: number) {
  const [late, inTime] = [new Float64Array(groups), new Float64Array(groups)];
  for (let i = 0; i < verdict.length; i++) {
    if (group[i] >= groups) continue;
    if (verdict[i] === 1) late[group[i]]++;
    else if (verdict[i] === 2) inTime[group[i]]++;
  }
  return { late, inTime };
}

/** Chi-square, degrees of freedom and p of the groups that have cases; NaN where there are fewer than two. */
function groupTest(groups: readonly SurvivalTally[]): Float64Array {
  const present = groups.filter(({ subjects }) => subjects > 0);
  if (present.length < 2 || present.length > testedGroupsAtMost) return new Float64Array(3).fill(Number.NaN);
  const { chiSquare, degrees, p } = logRank([present]);
  return Float64Array.of(chiSquare, degrees, p);
}

/** Median by the hour of the week in which the case was reported, Monday first. */
function profileOf(durations: StageDurations, { opened, area, profileArea }: Input) {
  const [wanted] = profileArea;
  const hour = Uint32Array.from(opened, (seconds, i) => {
    if (Number.isNaN(seconds) || (wanted >= 0 && area[i] !== wanted)) return hoursOfWeek;
    return (((Math.floor(seconds / 3600) + 72) % hoursOfWeek) + hoursOfWeek) % hoursOfWeek;
  });
  const cells = tallies(durations, hour, hoursOfWeek);
  return {
    profileCases: Float64Array.from(cells, ({ subjects }) => subjects),
    profileMedian: Float64Array.from(cells, (tally) => survivalQuantile(lifeTable(tally)).value),
  };
}

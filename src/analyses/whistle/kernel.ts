import { lifeTable, survivalQuantile } from "../../lib/survival.ts";
import { tallySeconds } from "../../lib/survival-seconds.ts";
import { createWorkCalendar } from "../../lib/working-time.ts";
import { ladderOf } from "./kernel/ladder.ts";
import type { Params } from "./kernel/params.ts";

/**
 * Cases under the present filters; times in wall-clock seconds, NaN where there is none. `state` is 2 where a case is void;
 * `whistled` is 1 where a whistle made it. Area, department and kind are one past the last for none. Calls of case i lie
 * between two starts, in the order of time.
 */
export type Input = {
  readonly reported: Float64Array;
  readonly registered: Float64Array;
  readonly dispatched: Float64Array;
  readonly arrived: Float64Array;
  readonly handled: Float64Array;
  readonly closed: Float64Array;
  readonly state: Uint8Array;
  readonly whistled: Uint8Array;
  readonly urgent: Uint8Array;
  readonly joint: Uint8Array;
  readonly satisfaction: Float64Array;
  readonly callStart: Uint32Array;
  readonly callAt: Float64Array;
  readonly callLevel: Uint8Array;
  readonly area: Uint32Array;
  readonly dept: Uint32Array;
  readonly kind: Uint32Array;
  readonly areaCount: Uint32Array;
  readonly deptCount: Uint32Array;
  readonly kindCount: Uint32Array;
  readonly asOf: Float64Array;
  readonly firstDay: Int32Array;
  readonly isWorkday: Uint8Array;
};

const voided = 2;
/** The grid solves what calls nobody, or only the community. */
const gridLevel = 1;

/**
 * Whistles, joint cases and cases solved in the grid, of all cases, each area, department and kind (rows in that order);
 * and the ladder of calls. Shares have their denominators; a row without is for the reader to call "no data".
 */
export function* run(input: Input, params: Params) {
  const [asOf] = input.asOf;
  const [areas, depts, kinds] = [input.areaCount[0], input.deptCount[0], input.kindCount[0]];
  const rows = 1 + areas + depts + kinds;
  const places = (i: number) => [
    0,
    input.area[i] < areas ? 1 + input.area[i] : -1,
    input.dept[i] < depts ? 1 + areas + input.dept[i] : -1,
    input.kind[i] < kinds ? 1 + areas + depts + input.kind[i] : -1,
  ];
  yield 0.05;
  const whistles = whistlesOf(input, params, { rows, places });
  yield 0.4;
  const solved = solvedOf(input, { rows, places });
  yield 0.6;
  const ladder = ladderOf({
    calls: input,
    answer: (i) => firstOf(input.arrived[i], input.handled[i], input.closed[i]),
    counts: (i) => input.state[i] !== voided,
    group: input.dept,
    groups: depts,
    asOf,
  });
  yield 0.8;
  return { ...whistles, ...solved, ...ladder, ...closingTimes(input) };
}

interface Where {
  readonly rows: number;
  readonly places: (i: number) => readonly number[];
}

function firstOf(...moments: number[]): number {
  return moments.find((at) => !Number.isNaN(at)) ?? Number.NaN;
}

/** When something happened, or `asOf` where it has not by then. */
function seenUntil(at: number, asOf: number): number {
  return Number.isNaN(at) ? asOf : Math.min(at, asOf);
}

/** A whistle is blown when it is dispatched, answered when somebody arrives, and solved when it is closed. */
function whistlesOf(input: Input, { urgentHours, ordinaryDays }: Params, { rows, places }: Where) {
  const [asOf] = input.asOf;
  const calendar = createWorkCalendar({ firstDay: input.firstDay[0], isWorkday: input.isWorkday });
  const column = () => new Float64Array(rows);
  const out = {
    whistles: column(),
    dueIn: column(),
    inTime: column(),
    solved: column(),
    rated: column(),
    ratings: column(),
  };
  const waits = { time: [] as number[], event: [] as number[], group: [] as number[] };
  for (let i = 0; i < input.state.length; i++) {
    if (input.whistled[i] !== 1 || input.state[i] === voided) continue;
    const blown = firstOf(input.dispatched[i], input.registered[i]);
    const own = places(i).filter((row) => row >= 0);
    for (const row of own) {
      out.whistles[row]++;
      if (input.closed[i] <= asOf) out.solved[row]++;
      if (input.satisfaction[i] >= 0) {
        out.rated[row]++;
        out.ratings[row] += input.satisfaction[i];
      }
    }
    if (Number.isNaN(blown)) continue;
    const due = input.urgent[i] === 1 ? blown + urgentHours * 3600 : calendar.due(blown, ordinaryDays, "work_day");
    const came = input.arrived[i];
    const isOver = came <= asOf || asOf > due;
    for (const row of own) {
      if (isOver) out.dueIn[row]++;
      if (isOver && came <= due) out.inTime[row]++;
      waits.time.push(Math.max(0, Math.round(seenUntil(came, asOf) - blown)));
      waits.event.push(came <= asOf ? 1 : 0);
      waits.group.push(row);
    }
  }
  const tallies = tallySeconds({
    time: Uint32Array.from(waits.time),
    event: Uint8Array.from(waits.event),
    group: Uint32Array.from(waits.group),
    groups: rows,
  });
  return { ...out, reportIn: Float64Array.from(tallies, (tally) => survivalQuantile(lifeTable(tally)).value) };
}

function solvedOf(input: Input, { rows, places }: Where) {
  const column = () => new Float64Array(rows);
  const out = { closedCases: column(), inGrid: column(), cases: column(), jointCases: column() };
  for (let i = 0; i < input.state.length; i++) {
    if (input.state[i] === voided) continue;
    let highest = 0;
    for (let c = input.callStart[i]; c < input.callStart[i + 1]; c++) highest = Math.max(highest, input.callLevel[c]);
    const isClosed = input.closed[i] <= input.asOf[0];
    for (const row of places(i)) {
      if (row < 0) continue;
      out.cases[row]++;
      out.jointCases[row] += input.joint[i];
      if (!isClosed) continue;
      out.closedCases[row]++;
      if (highest <= gridLevel) out.inGrid[row]++;
    }
  }
  return out;
}

/** Median seconds from report to closing of single and of joint cases, open ones as censored, with 95 % intervals. */
function closingTimes(input: Input) {
  const [asOf] = input.asOf;
  const tallies = tallySeconds({
    time: Uint32Array.from(input.reported, (from, i) =>
      Math.max(0, Math.round(seenUntil(input.closed[i], asOf) - from)),
    ),
    event: Uint8Array.from(input.closed, (at) => (at <= asOf ? 1 : 0)),
    group: Uint8Array.from(input.state, (state, i) => (state === voided ? 2 : input.joint[i])),
    groups: 2,
  }).map((tally) => survivalQuantile(lifeTable(tally)));
  return {
    closing: Float64Array.from(tallies, ({ value }) => value),
    closingLow: Float64Array.from(tallies, ({ low }) => low),
    closingHigh: Float64Array.from(tallies, ({ high }) => high),
  };
}

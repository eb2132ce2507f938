import type { WorkCalendar } from "../working-time.ts";
import { countsOfficeHours, dueTime, limitUnits, type Pause } from "./due-time.ts";

/** Cases with what their limits are made from; times in wall-clock seconds, NaN where there is none; rows are cases. */
export interface LimitColumns {
  readonly reported: Float64Array;
  readonly accepted: Float64Array;
  readonly registered: Float64Array;
  readonly dispatched: Float64Array;
  readonly arrived: Float64Array;
  readonly handled: Float64Array;
  readonly closed: Float64Array;
  /** The due time that the data states. */
  readonly stated: Float64Array;
  /** Seconds of suspension in all, for cases without pauses in the log. */
  readonly suspended: Float64Array;
  /** 0 open, 1 closed, 2 void or rejected, 3 open and suspended now. */
  readonly state: Uint8Array;
  /** 0 for no item, else 1 + its row. */
  readonly item: Uint16Array;
  /** Limit of each item, and 1 + its unit (`limitUnits`), 0 where it has none. */
  readonly itemValue: Float64Array;
  readonly itemUnit: Uint8Array;
  /** Pauses of case i are those from `pauseStart[i]` to `pauseStart[i + 1]`. */
  readonly pauseStart: Uint32Array;
  readonly pauseFrom: Float64Array;
  readonly pauseTo: Float64Array;
  /** The last moment at which the work was sent back. */
  readonly reworked: Float64Array;
}

/** Which limit is looked at, and how. */
export interface LimitOptions {
  /** From registration to closing, or from dispatch to the result of the handling. */
  readonly span: "close" | "handle";
  /** From the catalogue where it says so, or as the data states it. */
  readonly source: "catalogue" | "stated";
  readonly asOf: number;
  /** Whether handling begins anew when the work is sent back. */
  readonly reworkRestarts: boolean;
}

/** How a case stands to its limit. */
export const verdicts = [
  "void",
  "not-started",
  "bad-times",
  "no-limit",
  "suspended",
  "on-time",
  "late",
  "open",
  "overdue",
] as const;
export type Verdict = (typeof verdicts)[number];

/** The code of a verdict. */
export const verdictCode = (verdict: Verdict): number => verdicts.indexOf(verdict);

/** Limits of cases; `due` is NaN where there is none or while the clock stands still. */
export interface CaseLimits {
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly due: Float64Array;
  /** 1 where office hours count. */
  readonly office: Uint8Array;
  /** Index into `verdicts`. */
  readonly verdict: Uint8Array;
  /** 1 where the catalogue says the limit. */
  readonly fromCatalogue: Uint8Array;
}

const noPauses: readonly Pause[] = [];

/** The pauses of a case up to a moment; one that goes on then has no end. */
export function pausesOf(columns: LimitColumns, i: number, asOf: number): readonly Pause[] {
  const { pauseStart, pauseFrom, pauseTo } = columns;
  if (pauseStart[i] === pauseStart[i + 1]) return noPauses;
  const pauses: Pause[] = [];
  for (let p = pauseStart[i]; p < pauseStart[i + 1]; p++) {
    if (pauseFrom[p] <= asOf) pauses.push([pauseFrom[p], pauseTo[p] <= asOf ? pauseTo[p] : Number.NaN]);
  }
  return pauses;
}

/** The limit of every case and how it stands at `asOf`; what happened later is not known. Yields its progress. */
export function* caseLimits(
  columns: LimitColumns,
  options: LimitOptions,
  calendar: WorkCalendar,
): Generator<number, CaseLimits, void> {
  const n = columns.state.length;
  const times = () => new Float64Array(n).fill(Number.NaN);
  const out = {
    start: times(),
    end: times(),
    due: times(),
    office: new Uint8Array(n),
    verdict: new Uint8Array(n),
    fromCatalogue: new Uint8Array(n),
  };
  for (let i = 0; i < n; i++) {
    if ((i & 0x3fff) === 0) yield i / n;
    const known = (at: number) => (at <= options.asOf ? at : Number.NaN);
    out.start[i] = known(startOf(columns, i, options));
    out.end[i] = known(endOf(columns, i, options.span));
    const unit = itemUnitOf(columns, i, options.source);
    if (unit !== null) {
      out.fromCatalogue[i] = 1;
      out.office[i] = countsOfficeHours(unit) ? 1 : 0;
    }
    out.due[i] = Number.isNaN(out.start[i])
      ? Number.NaN
      : dueOf(columns, i, { options, calendar, start: out.start[i] });
    out.verdict[i] = verdictCode(
      verdictOf(columns, i, { options, start: out.start[i], end: out.end[i], due: out.due[i] }),
    );
  }
  return out;
}

function itemUnitOf({ item, itemUnit, itemValue }: LimitColumns, i: number, source: LimitOptions["source"]) {
  if (source === "stated" || item[i] === 0) return null;
  const code = itemUnit[item[i] - 1];
  return code > 0 && itemValue[item[i] - 1] > 0 ? limitUnits[code - 1] : null;
}

/** When the clock starts; where the step itself was skipped, the one before it that is known. */
function startOf(columns: LimitColumns, i: number, { span, reworkRestarts, asOf }: LimitOptions): number {
  const { reported, accepted, registered, dispatched, arrived, handled, closed, reworked } = columns;
  const first = (...moments: number[]) => moments.find((at) => !Number.isNaN(at)) ?? Number.NaN;
  const later =
    span === "close"
      ? first(dispatched[i], arrived[i], handled[i], closed[i])
      : first(arrived[i], handled[i], closed[i]);
  const own = span === "close" ? registered[i] : dispatched[i];
  if (span === "handle" && reworkRestarts && reworked[i] <= asOf) return reworked[i];
  if (!Number.isNaN(own)) return own;
  if (Number.isNaN(later)) return Number.NaN;
  return span === "close" ? first(accepted[i], reported[i]) : first(registered[i], accepted[i], reported[i]);
}

function endOf({ handled, closed }: LimitColumns, i: number, span: LimitOptions["span"]): number {
  return span === "close" || Number.isNaN(handled[i]) ? closed[i] : handled[i];
}

interface Given {
  readonly options: LimitOptions;
  readonly calendar: WorkCalendar;
  readonly start: number;
}

function dueOf(columns: LimitColumns, i: number, { options, calendar, start }: Given): number {
  const { item, itemValue, stated, suspended } = columns;
  const unit = itemUnitOf(columns, i, options.source);
  if (unit === null) return options.span === "close" ? stated[i] : Number.NaN;
  const pauses = pausesOf(columns, i, options.asOf);
  const due = dueTime(calendar, start, { value: itemValue[item[i] - 1], unit }, pauses);
  return pauses.length === 0 && suspended[i] > 0 ? due + suspended[i] : due;
}

interface Found {
  readonly options: LimitOptions;
  readonly start: number;
  readonly end: number;
  readonly due: number;
}

function verdictOf(columns: LimitColumns, i: number, { options, start, end, due }: Found): Verdict {
  const { state } = columns;
  if (state[i] === 2) return "void";
  if (Number.isNaN(start)) return "not-started";
  if (end < start) return "bad-times";
  const pauses = pausesOf(columns, i, options.asOf);
  const isPaused = pauses.length > 0 ? pauses.some(([, to]) => Number.isNaN(to)) : state[i] === 3;
  if (isPaused && Number.isNaN(end) && !(due < options.asOf)) return "suspended";
  if (Number.isNaN(due)) return "no-limit";
  if (!Number.isNaN(end)) return end <= due ? "on-time" : "late";
  return options.asOf > due ? "overdue" : "open";
}

import type { DatasetHandle } from "../data/source.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { Filters } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { remembered } from "../lib/remembered.ts";
import {
  caseStates,
  type Moment,
  moments,
  type StageTimes,
  type Stretch,
  stretchesOf,
} from "../lib/stage-durations.ts";
import { areaRows, type CaseRows, caseRows, fieldsOfFilters, passingRows } from "./case-rows.ts";
import { columnsOf } from "./read-tables.ts";

/** Which clock runs: all hours, office hours, or what the limit of each case's item says. */
export type ClockChoice = "continuous" | "working" | "item";

/** What is asked of the cases. */
export interface StageQuestion {
  readonly handle: DatasetHandle;
  readonly filters: Filters;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly table: AreaTable;
  readonly from: Moment;
  readonly to: Moment;
  readonly clock: ClockChoice;
  /** Only cases reported in the window of the filters; else the window says who is watched. */
  readonly reportedInWindow: boolean;
}

/** The official calendar: days since 1970 and whether they are worked; empty where the dataset has none. */
export interface WorkDays {
  readonly calendarDay: Float64Array;
  readonly calendarWorked: Uint8Array;
}

/** The cases that pass, with their times; `rows` are their rows among all cases. */
export interface StageRows {
  readonly cases: CaseRows;
  readonly rows: Uint32Array;
  readonly times: StageTimes;
  readonly due: Float64Array;
  /** The row of the area of each, one past the last for none. */
  readonly area: Uint32Array;
  readonly calendar: WorkDays;
  /** Whether any item says how its limit runs. */
  readonly hasUnits: boolean;
  /** The stretches of time from which there are data; more than one where the log has gaps. */
  readonly stretches: readonly Stretch[];
}

const momentField = (moment: Moment) => `${moment}_at`;
const codedFields = ["item_id"];

/** The moments that any case of a dataset has a time of, in their order. */
export async function stageMoments(handle: DatasetHandle): Promise<readonly Moment[]> {
  const cases = await caseRows(handle, moments.map(momentField));
  return moments.filter((moment) => cases.numbers(momentField(moment)).some((at) => !Number.isNaN(at)));
}

/** The times of all cases that pass the filters, ready for `lib/stage-durations.ts`. */
export async function stageRows(question: StageQuestion): Promise<StageRows> {
  const { handle, filters, areas, table, from, to } = question;
  const fields = [
    ...fieldsOfFilters(areas.keys()),
    ...moments.map(momentField),
    ...codedFields,
    "due_at",
    "suspended_s",
  ];
  const [cases, calendar, units] = await Promise.all([
    caseRows(handle, [...new Set(fields)]),
    readCalendar(handle),
    readUnits(handle),
  ]);
  const passing = passingRows(cases, filters, areas);
  const { time } = filters;
  const reported = cases.numbers("reported_at");
  const inWindow = (row: number) => !time || ((reported[row] ?? 0) >= time[0] && (reported[row] ?? 0) <= time[1]);
  const rows = question.reportedInWindow ? passing.filter(inWindow) : passing;
  const pick = (field: string) => {
    const all = cases.numbers(field);
    return Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
  };
  const afterTo = moments.slice(moments.indexOf(to) + 1).map(momentField);
  const stretches = stretchesOfCases(cases);
  const touchesWork = to === "handled" || to === "closed";
  const times: StageTimes = {
    start: pick(momentField(from)),
    end: pick(momentField(to)),
    later: latest(afterTo.map(pick), rows.length),
    opened: pick("reported_at"),
    closed: pick("closed_at"),
    state: statesOf(cases, rows),
    suspended: touchesWork ? pick("suspended_s") : new Float64Array(rows.length),
    clock: clocksOf(cases, rows, { clock: question.clock, units }),
    seenUntil: Float64Array.from(rows, (row) => seenUntil(stretches, reported[row] ?? Number.NaN)),
  };
  const area = areaRows(cases, table);
  return {
    cases,
    rows,
    times,
    due: pick("due_at"),
    area: Uint32Array.from(rows, (row) => area[row] ?? table.rows),
    calendar,
    hasUnits: units.size > 0,
    stretches,
  };
}

/** So many days without any report or closing are a gap in the data, not a quiet month. */
const gapDays = 30;

/** The stretches of time that there are data from; remembered. */
export function stretchesOfCases(cases: CaseRows): readonly Stretch[] {
  const reported = cases.numbers("reported_at");
  return remembered(reported, "stretches", () => stretchesOf([reported, cases.numbers("closed_at")], gapDays));
}

/** The end of the stretch that a case was reported in; the last one goes on to the end of the data. */
export function seenUntil(stretches: readonly Stretch[], reported: number): number {
  const own = stretches.findIndex(([, last]) => reported <= last);
  return own < 0 || own === stretches.length - 1 ? Infinity : (stretches[own]?.[1] ?? Infinity);
}

function latest(columns: readonly Float64Array[], rows: number): Float64Array {
  const out = new Float64Array(rows).fill(Number.NaN);
  for (const column of columns) {
    for (let i = 0; i < rows; i++) {
      const at = column[i] ?? Number.NaN;
      if (!(at <= (out[i] ?? Number.NaN)) && !Number.isNaN(at)) out[i] = at;
    }
  }
  return out;
}

function statesOf(cases: CaseRows, rows: Uint32Array): Uint8Array {
  const { values, dictionary } = cases.codes("status");
  const [open, closed, voided] = caseStates.keys();
  const states = ["", ...dictionary].map((status) => {
    if (status === "void" || status === "rejected") return voided;
    return status === "closed" ? closed : open;
  });
  return Uint8Array.from(rows, (row) => states[values[row] ?? 0] ?? 0);
}

/** 1 where office hours count. */
function clocksOf(
  cases: CaseRows,
  rows: Uint32Array,
  { clock, units }: { readonly clock: ClockChoice; readonly units: ReadonlyMap<string, string> },
): Uint8Array {
  if (clock !== "item") return new Uint8Array(rows.length).fill(clock === "working" ? 1 : 0);
  const { values, dictionary } = cases.codes("item_id");
  const working = ["", ...dictionary].map((item) => (units.get(item)?.startsWith("work_") ? 1 : 0));
  return Uint8Array.from(rows, (row) => working[values[row] ?? 0] ?? 0);
}

async function readCalendar(handle: DatasetHandle): Promise<WorkDays> {
  if (!handle.tables.includes("calendar")) return { calendarDay: new Float64Array(), calendarWorked: new Uint8Array() };
  const { numbers } = columnsOf(await handle.columns("calendar", ["date", "is_workday"]));
  return {
    calendarDay: numbers("date").map((seconds) => Math.round(seconds / 86_400)),
    calendarWorked: Uint8Array.from(numbers("is_workday")),
  };
}

async function readUnits(handle: DatasetHandle): Promise<ReadonlyMap<string, string>> {
  if (!handle.tables.includes("items")) return new Map();
  const { texts } = columnsOf(await handle.columns("items", ["item_id", "limit_unit"]));
  const units = texts("limit_unit");
  return new Map(texts("item_id").flatMap((item, i) => (units[i] ? [[item, units[i] ?? ""]] : [])));
}

import type { AreaTable } from "../domain/area-table.ts";
import type { Filters } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { type Plane, planeAt, toPlane } from "../lib/plane.ts";
import { noDayKnown } from "../lib/scan/town.ts";
import { codesOfRows } from "./case-groups.ts";
import { areaRows, type CaseSource, caseRows, fieldsOfFilters, passingRows } from "./case-rows.ts";

const daySeconds = 86_400;

/** Which cases are wanted day by day, as of which moment. */
export interface DailyQuestion {
  readonly handle: CaseSource;
  readonly filters: Filters;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** The moment the data are of, in seconds. */
  readonly asOf: number;
}

/** The cases that count, with their day and place, and the series they belong to: an area and a class each. */
export interface DailyCases {
  /** The fine areas that clusters are made of, and the coarse ones that series are of. */
  readonly fine: AreaTable;
  readonly coarse: AreaTable;
  /** Row of each case in the table of cases. */
  readonly rows: Uint32Array;
  /** Row of the fine area of each case; the number of areas for none. */
  readonly area: Uint32Array;
  /** Days since 1970-01-01 of each case; `noDayKnown` for none. */
  readonly day: Int32Array;
  /** Series of each case: coarse area × number of classes + class; the number of series for none. */
  readonly series: Uint32Array;
  /** Codes of the classes, and the field they are of. */
  readonly classes: readonly string[];
  readonly classField: "main_code" | "category";
  /** How the cases came in, by code. */
  readonly source: Uint32Array;
  readonly sources: readonly string[];
  /** 1 where a case was late, closed or not: what the Bernoulli model compares with the rest. */
  readonly late: Uint8Array;
  /** Seconds at which a case was due and was closed; NaN where unknown. */
  readonly due: Float64Array;
  readonly closed: Float64Array;
  /** Centres of the fine areas in metres, and the plane they lie on. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly plane: Plane;
  /** First day with a case, and the last complete day; `[0, -1]` without cases. */
  readonly span: readonly [first: number, today: number];
}

/** More areas than this make scanning slow without making it finer. */
const mostAreas = 1500;
const fewestCoarse = 3;

/** The finest level that can be scanned, and the coarsest with some areas in it. */
export function scanLevels(areas: ReadonlyMap<AreaLevel, AreaTable>): { fine: AreaTable; coarse: AreaTable } | null {
  const tables = [...areas.values()];
  const fine = tables.toReversed().find(({ rows }) => rows <= mostAreas) ?? tables[0];
  if (!fine) return null;
  const coarse = tables.find(({ level, rows }) => rows >= fewestCoarse && level !== "basic_unit") ?? fine;
  return { fine, coarse };
}

/** The last complete day: that of the end of the chosen time, or the one before the data's moment. */
export function lastDay({ filters, asOf }: Pick<DailyQuestion, "filters" | "asOf">): number {
  const known = Math.floor(asOf / daySeconds) - 1;
  return filters.time ? Math.min(known, Math.floor(filters.time[1] / daySeconds)) : known;
}

/** Reads the cases that pass all filters but that of time; void ones do not count. */
export async function dailyCases(question: DailyQuestion): Promise<DailyCases | null> {
  const { handle, filters, areas, asOf } = question;
  const levels = scanLevels(areas);
  if (!levels) return null;
  const fields = [...fieldsOfFilters(areas.keys()), "due_at", "closed_at"];
  const cases = await caseRows(handle, [...new Set(fields)]);
  const status = cases.codes("status");
  const isVoid = ["", ...status.dictionary].map((code) => code === "void" || code === "rejected");
  const rows = passingRows(cases, filters, areas).filter((row) => !isVoid[status.values[row] ?? 0]);
  const reported = cases.numbers("reported_at");
  const day = Int32Array.from(rows, (row) => {
    const seconds = reported[row] ?? Number.NaN;
    return Number.isFinite(seconds) ? Math.floor(seconds / daySeconds) : noDayKnown;
  });
  const classField = cases.codes("main_code").dictionary.length > 0 ? "main_code" : "category";
  const classes = codesOfRows(cases.codes(classField), rows);
  const sources = codesOfRows(cases.codes("source"), rows);
  const inFine = areaRows(cases, levels.fine);
  const inCoarse = areaRows(cases, levels.coarse);
  const none = levels.coarse.rows * classes.codes.length;
  const series = Uint32Array.from(rows, (row, i) => {
    const area = inCoarse[row] ?? levels.coarse.rows;
    return area < levels.coarse.rows ? area * classes.codes.length + (classes.of[i] ?? 0) : none;
  });
  const pick = (field: string) => {
    const all = cases.numbers(field);
    return Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
  };
  const [due, closed] = [pick("due_at"), pick("closed_at")];
  const late = Uint8Array.from(due, (limit, i) => {
    const end = closed[i] ?? Number.NaN;
    return limit < (Number.isNaN(end) ? asOf : end) ? 1 : 0;
  });
  const today = lastDay({ filters, asOf });
  return {
    ...levels,
    rows,
    area: Uint32Array.from(rows, (row) => inFine[row] ?? levels.fine.rows),
    day,
    series,
    classes: classes.codes,
    classField,
    source: sources.of,
    sources: sources.codes,
    late,
    due,
    closed,
    ...centres(levels.fine),
    span: spanOf(day, today),
  };
}

function centres({ labelPoints }: AreaTable): Pick<DailyCases, "x" | "y" | "plane"> {
  const plane = planeAt(labelPoints[0] ?? 0, labelPoints[1] ?? 0);
  const metres = toPlane(plane, labelPoints);
  const half = (offset: number) =>
    Float64Array.from({ length: metres.length / 2 }, (_, i) => metres[2 * i + offset] ?? 0);
  return { x: half(0), y: half(1), plane };
}

/** Days before this are mistakes of a form, not history. */
const earliest = Math.floor(Date.UTC(1990, 0, 1) / 1000 / daySeconds);

function spanOf(day: Int32Array, today: number): [number, number] {
  let first = Number.POSITIVE_INFINITY;
  for (const one of day) if (one >= earliest && one <= today && one < first) first = one;
  return Number.isFinite(first) ? [first, today] : [0, -1];
}

/** Seconds of the begin of a day. */
export const daySecondsOf = (day: number): number => day * daySeconds;

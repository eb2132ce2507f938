import { verdictCode } from "../../../lib/limits/case-limits.ts";
import { codesOfRows } from "../../../state/case-groups.ts";
import { type LimitRows, limitRows } from "../../../state/case-limits.ts";
import { type CaseSource, caseTexts } from "../../../state/case-rows.ts";
import type { LevelInput } from "../../../state/level-input.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import type { Settings } from "./settings.ts";

export interface LimitsInput extends LevelInput {
  readonly settings: Settings;
}

/** The open cases with a limit, in the order of their due times. */
export interface Worklist {
  readonly ids: readonly string[];
  /** Codes of what each is about (`itemField`) and of its department. */
  readonly items: readonly string[];
  readonly itemField: string;
  readonly depts: readonly string[];
  /** Row of the area, the number of areas for none. */
  readonly areas: Uint32Array;
}

export interface LimitsResult {
  readonly input: LimitsInput;
  readonly cases: number;
  readonly groups: readonly string[];
  readonly output: OutputOf<"limits">;
  readonly worklist: Worklist;
  /** Cases whose computed due time differs from the stated one by more than a minute, of those that have both. */
  readonly differing: { readonly cases: number; readonly of: number };
  readonly hasCalendar: boolean;
  readonly hasItems: boolean;
  /** Whether cases were suspended of which the log does not say when. */
  readonly hasLoosePauses: boolean;
  /** Open cases from before a gap in the data, of which nobody saw whether they ended in it. */
  readonly beforeGap: number;
}

/** What a case is about, from fine to coarse: the first that the data say. */
const kindFields = ["sub_name", "sub_code", "main_name", "main_code"] as const;

/** How cases stand to their limits, and which will break them. */
export async function computeLimits(input: LimitsInput, engine: Engine, context: RunContext): Promise<LimitsResult> {
  const { handle, settings, areas, table, filters, asOf } = input;
  const found = await limitRows({ handle, filters, areas, table, fields: kindFields });
  context.signal.throwIfAborted();
  const groups = codesOfRows(found.cases.codes(settings.shown.by), found.rows);
  const finest = kindFields.find((field) => found.cases.codes(field).dictionary.length > 0) ?? "category";
  const kinds = codesOfRows(found.cases.codes(finest), found.rows);
  const { calendar } = found;
  const stated = found.columns.stated.slice();
  const hasLoosePauses = !found.side?.has[0] && found.columns.suspended.some((seconds) => seconds > 0);
  const isBeforeGap = (i: number) => Number.isFinite(found.seenUntil[i]) && found.columns.state[i] === 0;
  const beforeGap = [...found.rows.keys()].filter(isBeforeGap).length;
  const output = await engine.run(
    "limits",
    {
      ...found.columns,
      seenUntil: found.seenUntil,
      kind: kinds.of,
      kindCount: Uint32Array.of(kinds.codes.length),
      area: found.area.slice(),
      group: groups.of,
      areaCount: Uint32Array.of(table.rows),
      groupCount: Uint32Array.of(groups.codes.length),
      asOf: Float64Array.of(asOf),
      firstDay: Int32Array.of(calendar.firstDay),
      isWorkday: calendar.isWorkday.slice(),
    },
    settings.params,
    context,
  );
  return {
    input,
    cases: found.rows.length,
    groups: groups.codes,
    output,
    worklist: await worklistOf(found, { handle, listed: output.caseRow, itemField: finest }),
    differing: settings.params.span === "close" ? differences(stated, output) : { cases: 0, of: 0 },
    hasCalendar: calendar.isWorkday.length > 0,
    hasItems: found.items.ids.length > 0,
    hasLoosePauses,
    beforeGap,
  };
}

interface Listed {
  readonly handle: CaseSource;
  readonly listed: Uint32Array;
  readonly itemField: Worklist["itemField"];
}

async function worklistOf({ cases, rows, area }: LimitRows, { handle, listed, itemField }: Listed): Promise<Worklist> {
  const ids = listed.length > 0 ? await caseTexts(handle, "case_id") : [];
  const coded = (field: string) => {
    const { values, dictionary } = cases.codes(field);
    return Array.from(listed, (i) => dictionary[(values[rows[i] ?? 0] ?? 0) - 1] ?? "");
  };
  return {
    ids: Array.from(listed, (i) => ids[rows[i] ?? 0] ?? ""),
    items: coded(itemField),
    itemField,
    depts: coded("dept"),
    areas: Uint32Array.from(listed, (i) => area[i] ?? 0),
  };
}

const counted = verdictCode("suspended");

function differences(
  stated: Float64Array,
  { due, verdict, fromCatalogue }: OutputOf<"limits">,
): LimitsResult["differing"] {
  let [cases, of] = [0, 0];
  for (let i = 0; i < stated.length; i++) {
    const difference = Math.abs((due[i] ?? Number.NaN) - (stated[i] ?? Number.NaN));
    if (Number.isNaN(difference) || fromCatalogue[i] !== 1 || (verdict[i] ?? 0) < counted) continue;
    of++;
    if (difference > 60) cases++;
  }
  return { cases, of };
}

/** Counts of one row of a result: all cases, an area or a group. */
export interface RowFigures {
  readonly decided: number;
  readonly broken: number;
  readonly onTime: number;
  readonly soon: number;
  readonly inTime: number;
  readonly overdue: number;
  readonly suspended: number;
  readonly expected: number;
}

/** The figures of row `row`; decided are the cases whose limit was kept or has run out. */
export function figuresOf({ output }: Pick<LimitsResult, "output">, row: number): RowFigures {
  const at = (column: Float64Array) => column[row] ?? 0;
  const [onTime, late, overdue] = [at(output.onTime), at(output.late), at(output.overdue)];
  return {
    decided: onTime + late + overdue,
    broken: late + overdue,
    onTime,
    overdue,
    soon: at(output.soon),
    inTime: at(output.inTime),
    suspended: at(output.suspended),
    expected: at(output.expected),
  };
}

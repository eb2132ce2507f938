import { type CaseGroups, codesOfRows } from "../../../state/case-groups.ts";
import { type LimitRows, limitRows } from "../../../state/case-limits.ts";
import type { LevelInput } from "../../../state/level-input.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import { sideKinds } from "../../../state/side-events.ts";
import type { OutputOf } from "../../index.ts";
import type { Settings } from "./settings.ts";

export interface WhistleInput extends LevelInput {
  readonly settings: Settings;
}

export interface WhistleResult {
  readonly input: WhistleInput;
  readonly cases: number;
  readonly depts: readonly string[];
  readonly kinds: readonly string[];
  readonly kindField: string;
  /** What the dataset has at all: without it nothing is assessed. */
  readonly has: {
    readonly whistles: boolean;
    readonly arrivals: boolean;
    readonly ratings: boolean;
    readonly calls: boolean;
    readonly joint: boolean;
  };
  readonly output: OutputOf<"whistle">;
}

/** What a case is about, from fine to coarse: the first that the data say. */
const kindFields = ["sub_name", "sub_code", "main_name", "main_code"] as const;

/** Whistles, calls and joint cases under the filters. */
export async function computeWhistle(input: WhistleInput, engine: Engine, context: RunContext): Promise<WhistleResult> {
  const { handle, filters, areas, table, settings, asOf } = input;
  const fields = ["source", "dept", "is_urgent", "is_joint", "satisfaction", ...kindFields];
  const found = await limitRows({ handle, filters, areas, table, fields });
  context.signal.throwIfAborted();
  const { cases, rows, columns, calendar } = found;
  const all = (field: string) => cases.numbers(field);
  const flags = (field: string) => Uint8Array.from(rows, (row) => (all(field)[row] === 1 ? 1 : 0));
  const kindField = kindFields.find((field) => cases.codes(field).dictionary.length > 0) ?? "main_code";
  const [depts, kinds] = [
    named(codesOfRows(cases.codes("dept"), rows)),
    named(codesOfRows(cases.codes(kindField), rows)),
  ];
  const source = cases.codes("source");
  const whistle = source.dictionary.indexOf("whistle") + 1;
  const some = (field: string) => all(field).some((value) => !Number.isNaN(value));
  const satisfaction = all("satisfaction");
  const output = await engine.run(
    "whistle",
    {
      reported: columns.reported,
      registered: columns.registered,
      dispatched: columns.dispatched,
      arrived: columns.arrived,
      handled: columns.handled,
      closed: columns.closed,
      state: columns.state,
      whistled: Uint8Array.from(rows, (row) => (whistle > 0 && source.values[row] === whistle ? 1 : 0)),
      urgent: flags("is_urgent"),
      joint: flags("is_joint"),
      satisfaction: Float64Array.from(rows, (row) => satisfaction[row] ?? Number.NaN),
      ...callsOf(found),
      area: found.area,
      dept: depts.of,
      kind: kinds.of,
      areaCount: Uint32Array.of(table.rows),
      deptCount: Uint32Array.of(depts.codes.length),
      kindCount: Uint32Array.of(kinds.codes.length),
      asOf: Float64Array.of(asOf),
      firstDay: Int32Array.of(calendar.firstDay),
      isWorkday: calendar.isWorkday.slice(),
    },
    settings.params,
    context,
  );
  const has = {
    whistles: whistle > 0,
    arrivals: some("arrived_at"),
    ratings: (output.rated[0] ?? 0) > 0,
    calls: found.side?.has[call] === true,
    joint: some("is_joint"),
  };
  return { input, cases: rows.length, depts: depts.codes, kinds: kinds.codes, kindField, has, output };
}

/** Groups without that of "nothing stated", whose cases are one past the last. */
function named({ codes, of }: CaseGroups): CaseGroups {
  const kept = codes.filter((code) => code !== "");
  const place = codes.map((code) => (code === "" ? kept.length : kept.indexOf(code)));
  return { codes: kept, of: of.map((one) => place[one] ?? kept.length) };
}

const call = sideKinds.indexOf("call");

function callsOf({ side, rows }: LimitRows) {
  const callStart = new Uint32Array(rows.length + 1);
  const [at, level]: [number[], number[]] = [[], []];
  let e = 0;
  for (const [i, row] of rows.entries()) {
    callStart[i] = at.length;
    while (side && (side.caseRow[e] ?? Number.POSITIVE_INFINITY) < row) e++;
    for (; side && side.caseRow[e] === row; e++) {
      if (side.kind[e] !== call) continue;
      at.push(side.at[e] ?? Number.NaN);
      level.push(side.level[e] ?? 0);
    }
  }
  callStart[rows.length] = at.length;
  return { callStart, callAt: Float64Array.from(at), callLevel: Uint8Array.from(level) };
}

/** The row of the output in which a kind of groups begins. */
export function firstRow({ input: { table }, depts }: WhistleResult, by: "area" | "dept" | "kind"): number {
  return by === "area" ? 1 : 1 + table.rows + (by === "dept" ? 0 : depts.length);
}

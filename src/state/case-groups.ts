import type { CodedColumn } from "../domain/case-chunk.ts";
import { hourOfWeek } from "./case-rows.ts";
import type { StageRows } from "./case-stages.ts";

/** Codes of the groups that cases are in, and which group each case that passes has. */
export interface CaseGroups {
  readonly codes: readonly string[];
  readonly of: Uint32Array;
}

/** Groups that have cases, by a coded field or by the hour of report; cases without a value form a group too. */
export function caseGroups({ cases, rows }: StageRows, field: string): CaseGroups {
  if (field === "hour") {
    const codes = Array.from({ length: 24 }, (_, hour) => String(hour));
    const reported = cases.numbers("reported_at");
    return { codes, of: Uint32Array.from(rows, (row) => hourOfWeek(reported[row] ?? 0) % 24) };
  }
  return codesOfRows(cases.codes(field), rows);
}

/** Groups of some rows by a coded column; rows without a value form a group too. */
export function codesOfRows({ values, dictionary }: CodedColumn, rows: Uint32Array): CaseGroups {
  const counts = new Uint32Array(dictionary.length + 1);
  for (const row of rows) {
    const code = values[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  const kept = [...counts.keys()].filter((code) => (counts[code] ?? 0) > 0);
  const place = new Uint32Array(counts.length);
  kept.forEach((code, i) => {
    place[code] = i;
  });
  return {
    codes: kept.map((code) => dictionary[code - 1] ?? ""),
    of: Uint32Array.from(rows, (row) => place[values[row] ?? 0] ?? 0),
  };
}

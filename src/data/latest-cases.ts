import { lastOfEach, nameOf } from "../lib/last-of-each.ts";
import type { FieldColumn, TableColumns } from "./decode/protocol.ts";
import type { DatasetHandle } from "./source.ts";
import { textField } from "./table-columns.ts";

/**
 * A dataset that grows, with each case once: of the rows with the same `case_id` the last of the last file counts, as in
 * the linked filters. Only `columns` and `rows` know it; streaming and SQL give every row.
 */
export async function withLatestCases(handle: DatasetHandle): Promise<DatasetHandle> {
  const ids = textField(await handle.columns("cases", ["case_id"]), "case_id");
  const names = new Uint32Array(2 * ids.length);
  ids.forEach((id, row) => nameOf(id, names, 2 * row));
  const last = lastOfEach(names);
  const kept = Uint32Array.from(last.keys()).filter((row) => last[row] === 1);
  if (kept.length === ids.length) return handle;
  return {
    manifest: handle.manifest,
    tables: handle.tables,
    rows: (table) => (table === "cases" ? kept.length : handle.rows(table)),
    columns: async (table, fields, options) => {
      const all = await handle.columns(table, fields, options);
      return table === "cases" ? rowsOf(all, kept) : all;
    },
    eachPart: (table, fields, options) => handle.eachPart(table, fields, options),
    planCases: (within, options) => handle.planCases(within, options),
    streamCases: (options) => handle.streamCases(options),
    ipc: (table, options) => handle.ipc(table, options),
    renames: (table) => handle.renames(table),
    rest: () => handle.rest(),
    close: () => handle.close(),
  };
}

function rowsOf({ fields }: TableColumns, kept: Uint32Array): TableColumns {
  const chosen = Object.entries(fields).map(([field, column]) => [field, picked(column, kept)] as const);
  return { rows: kept.length, fields: Object.fromEntries(chosen) };
}

function picked(column: FieldColumn, kept: Uint32Array): FieldColumn {
  if (column instanceof Float64Array) return Float64Array.from(kept, (row) => column[row] ?? Number.NaN);
  if (Array.isArray(column)) return Array.from(kept, (row) => column[row] ?? "");
  if ("dictionary" in column) {
    const { values, dictionary } = column;
    const codes = values instanceof Uint8Array ? new Uint8Array(kept.length) : new Uint16Array(kept.length);
    kept.forEach((row, i) => {
      codes[i] = values[row] ?? 0;
    });
    return { values: codes, dictionary };
  }
  throw new Error("cases have no geometries");
}

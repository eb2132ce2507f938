import type { FieldColumn, TableColumns } from "../data/decode/protocol.ts";
import type { DatasetHandle } from "../data/source.ts";
import type { AreaTable } from "../domain/area-table.ts";
import { type CodedColumn, filterFields } from "../domain/case-chunk.ts";
import { areaIdField } from "../domain/case-tables.ts";
import type { Filters } from "../domain/filters.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import { columnsOf } from "./read-tables.ts";

/** An open dataset, as views know it. */
export type CaseSource = DatasetHandle;

/** Fields of all cases, row by row in the order of the files. */
export interface CaseRows {
  readonly rows: number;
  /** A field of numbers or times, NaN where missing. */
  readonly numbers: (field: string) => Float64Array;
  /** A field of codes: 0 is "no value". */
  readonly codes: (field: string) => CodedColumn;
}

const known = new WeakMap<DatasetHandle, Map<string, Promise<FieldColumn>>>();

/** Some fields of every case of an open dataset; each is read once and kept. Do not hand their buffers over. */
export async function caseRows(handle: DatasetHandle, fields: readonly string[]): Promise<CaseRows> {
  const cache = known.get(handle) ?? new Map<string, Promise<FieldColumn>>();
  known.set(handle, cache);
  const missing = fields.filter((field) => !cache.has(field));
  if (missing.length > 0) {
    const table = handle.columns("cases", missing);
    for (const field of missing)
      cache.set(
        field,
        table.then((columns) => fieldOf(columns, field)),
      );
    table.catch(() => {
      for (const field of missing) cache.delete(field);
    });
  }
  const columns = new Map(await Promise.all(fields.map(async (field) => [field, await cache.get(field)] as const)));
  const rows = handle.rows("cases");
  return {
    rows,
    numbers: (field) => {
      const column = columns.get(field);
      return column instanceof Float64Array ? column : new Float64Array(rows).fill(Number.NaN);
    },
    codes: (field) => {
      const column = columns.get(field);
      const coded = column && !(column instanceof Float64Array) && "dictionary" in column;
      return coded ? column : { values: new Uint8Array(rows), dictionary: [] };
    },
  };
}

/** A field of texts of every case, row by row, empty where missing. */
export async function caseTexts(handle: DatasetHandle, field: string): Promise<readonly string[]> {
  const { texts } = columnsOf(await handle.columns("cases", [field]));
  return texts(field);
}

function fieldOf({ fields }: TableColumns, field: string): FieldColumn {
  const column = fields[field];
  if (!column) throw new Error(`cases were read without ${field}`);
  return column;
}

/** The fields that filters look at, with those of the area ids of these levels. */
export function fieldsOfFilters(levels: Iterable<AreaTable["level"]>): string[] {
  return [...filterFields, "reported_at", "lon", "lat", ...[...levels].map(areaIdField)];
}

/** The row of the area that each case lies in, by its id or else by its place; the number of areas for none. */
export function areaRows(cases: CaseRows, areas: AreaTable): Uint32Array {
  const { values, dictionary } = cases.codes(areaIdField(areas.level));
  return remembered(values, `rows ${areas.rows}`, () => {
    const rowOf = new Map(areas.ids.map((id, row) => [id, row]));
    const rows = Uint32Array.from(["", ...dictionary], (id) => rowOf.get(id) ?? areas.rows);
    if (dictionary.length > 0) return Uint32Array.from(values, (value) => rows[value] ?? areas.rows);
    const index = createPolygonIndex(ringsOfFeatures(areas.polygons));
    const lat = cases.numbers("lat");
    return Uint32Array.from(cases.numbers("lon"), (lon, i) => {
      const row = index.locateOne(lon, lat[i] ?? Number.NaN);
      return row < 0 ? areas.rows : row;
    });
  });
}

/** Rows of the cases that pass all filters but that of time, ascending. */
export function passingRows(cases: CaseRows, filters: Filters, areas: ReadonlyMap<string, AreaTable>): Uint32Array {
  const pass = new Uint8Array(cases.rows).fill(1);
  const drop = (fails: (row: number) => boolean) => {
    for (let row = 0; row < pass.length; row++) if (pass[row] === 1 && fails(row)) pass[row] = 0;
  };
  for (const field of filterFields) {
    const wanted = filters.values[field];
    if (!wanted) continue;
    const { values, dictionary } = cases.codes(field);
    const passes = Uint8Array.from(["", ...dictionary], (text) => (wanted.includes(text) ? 1 : 0));
    drop((row) => passes[values[row] ?? 0] !== 1);
  }
  const level = filters.areas && areas.get(filters.areas.level);
  if (filters.areas && level) {
    const wanted = new Set(filters.areas.ids);
    const own = areaRows(cases, level);
    drop((row) => !wanted.has(level.ids[own[row] ?? level.rows] ?? ""));
  }
  if (filters.hours) {
    const wanted = new Set(filters.hours);
    const reported = cases.numbers("reported_at");
    drop((row) => !wanted.has(hourOfWeek(reported[row] ?? 0)));
  }
  let count = 0;
  const rows = new Uint32Array(cases.rows);
  for (let row = 0; row < pass.length; row++) if (pass[row] === 1) rows[count++] = row;
  return rows.slice(0, count);
}

/** Weekday · 24 + hour of a moment, Monday first. */
export function hourOfWeek(seconds: number): number {
  const hours = Math.floor(seconds / 3600);
  return (((hours + 72) % 168) + 168) % 168;
}

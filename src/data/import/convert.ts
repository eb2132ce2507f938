import type { FieldType } from "../../domain/fields.ts";
import { tableSpec } from "../../domain/tables.ts";
import type { FieldRecipe, TableRecipe } from "./recipe.ts";
import type { RawColumn, RawTable } from "./rows.ts";
import { toWallClock } from "./time-zone.ts";

/** Rows of a source file as columns; a column a row does not have is undefined there. */
export interface SourceRows {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, RawColumn>;
  /** Position of the first row in its file, from 1. */
  readonly firstRow: number;
  /** Rows that are no rows of the table, with the reason. */
  readonly broken?: ReadonlyMap<number, string>;
}

/** The rows that could be converted, and those that could not with the reason. */
export interface Converted {
  readonly rows: RawTable;
  readonly bad: ReadonlyMap<string, RawTable>;
  /** Per converted row, its place in the source. */
  readonly places: readonly number[];
  /** Reason → places in the source of the rows that could not be converted. */
  readonly badPlaces: ReadonlyMap<string, readonly number[]>;
}

const yes = new Set(["true", "1", "yes", "y", "是"]);
const no = new Set(["false", "0", "no", "n", "否"]);

/** A text as the type of a field; texts that do not fit stay as they are, for the writer to refuse. */
function typed(value: unknown, type: FieldType): unknown {
  if (typeof value === "bigint") return typed(Number(value), type);
  if (type === "text" || type === "code") {
    return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  }
  if (typeof value === "number" && type === "boolean") return value === 1 ? true : value === 0 ? false : value;
  if (typeof value !== "string") return value;
  if (type === "number" || type === "integer") return value.trim() === "" ? null : toNumber(value);
  if (type === "boolean") {
    const word = value.trim().toLowerCase();
    return yes.has(word) ? true : no.has(word) ? false : value;
  }
  return value;
}

const grouped = /^[-+]?\d{1,3}(?:[, \u00a0\u202f']\d{3})+(?:\.\d+)?$/;

/** A text as a number: full-width digits and thousands separators are understood; what is no number stays. */
export function toNumber(value: string): number | string {
  const number = Number(value);
  if (!Number.isNaN(number)) return value.trim() === "" ? value : number;
  const narrow = value.normalize("NFKC").trim();
  const plain = grouped.test(narrow) ? narrow.replace(/[, '\u00a0\u202f]/g, "") : narrow;
  const again = plain === "" ? Number.NaN : Number(plain);
  return Number.isNaN(again) ? value : again;
}

const clean = (value: unknown): unknown => (typeof value === "string" ? value.trim() : value);
const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === "";

class Unmapped extends Error {}

/** A value for comparison: width and case folded, without blanks, underlines, hyphens and brackets. */
export function foldValue(value: string): string {
  return value
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_\-()]/g, "");
}

/** What a recipe's map says of a value: of the value itself, or of it folded. */
function lookUp(map: NonNullable<FieldRecipe["map"]>, value: string): unknown {
  if (Object.hasOwn(map, value)) return map[value];
  const folded = foldValue(value);
  return Object.hasOwn(map, folded) ? map[folded] : undefined;
}

/** Compiles one field of a recipe into a function of the row. */
function fieldReader(
  name: string,
  field: FieldRecipe,
  source: SourceRows,
  options: ConvertOptions,
): (row: number) => unknown {
  const { from = [], join, map, otherwise, keep = false, prefix, time, value: constant } = field;
  if (constant !== undefined) return () => constant;
  const columns = from.map((column) => source.columns.get(column));
  const type = tableSpec(options.recipe.table).fields[name]?.type ?? "text";
  const read = (row: number): unknown => {
    const values = columns.map((column) => clean(column?.[row])).filter((value) => !isEmpty(value));
    return join === undefined ? values[0] : values.join(join);
  };
  return (row) => {
    let value = read(row);
    if (isEmpty(value)) return otherwise ?? null;
    if (map) {
      const mapped = lookUp(map, String(value));
      if (mapped === undefined && otherwise === undefined && !keep)
        throw new Unmapped(`${name}: the recipe has no value for “${value}”`);
      if (mapped !== undefined || !keep) value = mapped === undefined ? otherwise : mapped;
    }
    if (prefix !== undefined && !isEmpty(value)) value = `${prefix}${value}`;
    if (type === "timestamp" || type === "date") return toWallClock(value, time ?? "wall-clock", options.timeZone);
    return typed(value, type);
  };
}

/** What a conversion needs to know beside the rows. */
export interface ConvertOptions {
  readonly recipe: TableRecipe;
  readonly timeZone: string;
}

function pick(columns: ReadonlyMap<string, RawColumn>, rows: readonly number[]): RawTable {
  return Object.fromEntries([...columns].map(([name, column]) => [name, rows.map((row) => column[row])]));
}

/** Throws when a recipe names a column that its file does not have. */
export function checkColumns(recipe: TableRecipe, names: Iterable<string>): void {
  const known = new Set(names);
  for (const [field, { from = [] }] of Object.entries(recipe.fields)) {
    for (const column of from) {
      if (!known.has(column)) {
        const there = [...known].join(", ");
        throw new Error(
          `The file ${recipe.file} has no column ${column} (for ${recipe.table}.${field}). It has: ${there}.`,
        );
      }
    }
  }
}

/** Turns source rows into rows of a table, as its recipe says. */
export function convertRows(source: SourceRows, options: ConvertOptions): Converted {
  const readers = Object.entries(options.recipe.fields).map(
    ([name, field]) => [name, fieldReader(name, field, source, options)] as const,
  );
  const columns = new Map<string, unknown[]>(readers.map(([name]) => [name, []]));
  const geometry = tableSpec(options.recipe.table).fields.geometry && source.columns.get("$geometry");
  const kept: unknown[] = [];
  const places: number[] = [];
  const bad = new Map<string, number[]>();
  for (let row = 0; row < source.rows; row++) {
    const reason = source.broken?.get(row) ?? convertRow(row, readers, columns);
    if (reason === undefined) {
      kept.push(geometry?.[row]);
      places.push(row);
    } else {
      const alike = bad.get(reason);
      if (alike) alike.push(row);
      else bad.set(reason, [row]);
    }
  }
  if (geometry) columns.set("geometry", kept);
  return {
    places,
    badPlaces: bad,
    rows: Object.fromEntries(columns),
    bad: new Map([...bad].map(([reason, rows]) => [reason, pick(source.columns, rows)])),
  };
}

/** Converts one row and appends it to the columns, or returns why it cannot. */
function convertRow(
  row: number,
  readers: readonly (readonly [string, (row: number) => unknown])[],
  columns: ReadonlyMap<string, unknown[]>,
): string | undefined {
  try {
    const values = readers.map(([, read]) => read(row));
    readers.forEach(([name], index) => {
      columns.get(name)?.push(values[index]);
    });
    return undefined;
  } catch (error) {
    if (error instanceof Unmapped) return error.message;
    throw error;
  }
}

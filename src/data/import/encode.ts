import { Fault } from "../../domain/fault.ts";
import type { Field } from "../../domain/fields.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import { type FlatGeometry, flatFromGeoJson, type GeometryKind, readWkb, writeWkb } from "../../lib/wkb.ts";
import type { RawColumn, RawTable } from "./rows.ts";
import { parseWallClock } from "./wall-clock.ts";

/** A value as it waits in the staging database: codes as dictionary numbers, times as seconds, dates as days, geometries as well-known binary. */
export type StagedValue = number | string | boolean | Uint8Array | null;

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

/**
 * The distinct values of one coded field, in order of appearance. They are copies: a piece of a text holds on to the whole
 * of it, here to megabytes of a file.
 */
export class Dictionary {
  readonly values: string[] = [];
  private readonly codes = new Map<string, number>();

  code(value: string): number {
    const known = this.codes.get(value);
    if (known !== undefined) return known;
    const own = decoder.decode(encoder.encode(value));
    this.codes.set(own, this.values.length);
    this.values.push(own);
    return this.values.length - 1;
  }
}

/** One portion of rows, checked value by value. */
export interface EncodedRows {
  readonly rows: number;
  readonly columns: Map<string, StagedValue[]>;
  /** Row → why it cannot be used; the first reason found. */
  readonly bad: Map<number, string>;
  /** The geometries, in step with the rows, where the table has them. */
  readonly geometries: (FlatGeometry | undefined)[];
}

const geometryKinds: Readonly<Partial<Record<TableName, readonly GeometryKind[]>>> = {
  areas: ["Polygon", "MultiPolygon"],
  road_edges: ["LineString"],
  buildings: ["Polygon", "MultiPolygon"],
};

const isUnknown = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (typeof value === "number" && Number.isNaN(value));

const int32 = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= 0x7fff_ffff;

function toSeconds(value: unknown): number {
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  return typeof value === "string" ? parseWallClock(value) : Number.NaN;
}

type Encode = (value: unknown) => StagedValue | undefined;

/** Functions that turn one known value into a staged one, or `undefined` when it is not of the field's type. */
function encoderOf(field: Field, dictionary: Dictionary | undefined): Encode {
  switch (field.type) {
    case "text":
      return (value) => (typeof value === "string" || typeof value === "number" ? String(value) : undefined);
    case "code": {
      const allowed = field.values && new Set(field.values);
      return (value) => {
        const text = typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
        if (text === undefined || !dictionary || (allowed && !allowed.has(text))) return undefined;
        return dictionary.code(text);
      };
    }
    case "number":
      return (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined);
    case "integer":
      return (value) => (typeof value === "number" && int32(value) ? value : undefined);
    case "boolean":
      return (value) => (typeof value === "boolean" ? value : undefined);
    case "timestamp":
      return (value) => {
        const seconds = toSeconds(value);
        return Number.isNaN(seconds) ? undefined : Math.floor(seconds);
      };
    case "date":
      return (value) => {
        const seconds = toSeconds(value);
        return Number.isNaN(seconds) ? undefined : Math.floor(seconds / 86_400);
      };
    case "geometry":
      return () => undefined;
  }
}

const typeNames: Readonly<Record<Field["type"], string>> = {
  text: "a text",
  code: "one of the values allowed",
  number: "a number",
  integer: "a whole number",
  boolean: "true or false",
  date: "a date",
  timestamp: "a time",
  geometry: "a geometry",
};

function encodeColumn(name: string, field: Field, raw: RawColumn | undefined, into: EncodedRows, encode: Encode): void {
  const staged = new Array<StagedValue>(into.rows).fill(null);
  into.columns.set(name, staged);
  for (let row = 0; row < into.rows; row++) {
    const value: unknown = raw?.[row];
    if (isUnknown(value)) {
      if (field.required && !into.bad.has(row)) into.bad.set(row, `${name} is missing`);
      continue;
    }
    const result = encode(value);
    if (result !== undefined) staged[row] = result;
    else if (!into.bad.has(row)) into.bad.set(row, `${name} is not ${typeNames[field.type]}`);
  }
}

const isGeometry = (value: unknown): value is { type: string; coordinates: unknown } =>
  typeof value === "object" && value !== null && "type" in value && "coordinates" in value;

function readGeometry(table: TableName, value: unknown): FlatGeometry | string {
  if (!isGeometry(value) && !(value instanceof Uint8Array)) return "geometry is missing";
  try {
    const geometry = value instanceof Uint8Array ? readWkb(value) : flatFromGeoJson(value);
    const kinds = geometryKinds[table];
    return kinds && !kinds.includes(geometry.kind) ? `geometry is a ${geometry.kind}, not a ${kinds[0]}` : geometry;
  } catch (error) {
    if (error instanceof Fault) return `geometry: ${error.values.reason}`;
    throw error;
  }
}

function encodeGeometry(table: TableName, raw: RawColumn | undefined, into: EncodedRows): void {
  const staged = new Array<StagedValue>(into.rows).fill(null);
  into.columns.set("geometry", staged);
  for (let row = 0; row < into.rows; row++) {
    const geometry = readGeometry(table, raw?.[row]);
    if (typeof geometry === "string") {
      if (!into.bad.has(row)) into.bad.set(row, geometry);
      continue;
    }
    into.geometries[row] = geometry;
    staged[row] = writeWkb(geometry);
  }
}

/** The number of rows of a raw table. Throws when its columns differ in length or have a name the table does not know. */
export function countRows(table: TableName, raw: RawTable): number {
  const { fields } = tableSpec(table);
  const lengths = Object.entries(raw).map(([name, column]) => {
    if (!(name in fields)) throw new Error(`The table ${table} has no field ${name}.`);
    return column.length;
  });
  const rows = lengths[0] ?? 0;
  if (lengths.some((length) => length !== rows)) throw new Error(`The columns of ${table} differ in length.`);
  return rows;
}

/** Checks and encodes the rows of a raw table; `dictionaries` grows by the codes met. */
export function encodeRows(table: TableName, raw: RawTable, dictionaries: Map<string, Dictionary>): EncodedRows {
  const rows = countRows(table, raw);
  const encoded: EncodedRows = { rows, columns: new Map(), bad: new Map(), geometries: [] };
  for (const [name, field] of Object.entries(tableSpec(table).fields)) {
    if (raw[name] === undefined && !field.required) continue;
    if (field.type === "geometry") encodeGeometry(table, raw[name], encoded);
    else encodeColumn(name, field, raw[name], encoded, encoderOf(field, dictionaries.get(name)));
  }
  return encoded;
}

/** One row of a raw table as an object, unknown values left out. */
export function rawRow(raw: RawTable, row: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(raw)) if (!isUnknown(column[row])) object[name] = column[row];
  return object;
}

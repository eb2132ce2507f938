import { Fault } from "../../domain/fault.ts";

/** What a column of a file holds. Whole numbers beyond 2⁵³ and exact decimals are doubles here, as in the database. */
export type ExportType =
  | "text"
  | "boolean"
  | "int8"
  | "int16"
  | "int32"
  | "int64"
  | "uint8"
  | "uint16"
  | "uint32"
  | "float32"
  | "float64"
  | "date"
  | "timestamp"
  | "bytes"
  | "geometry";

/** One column of a table that is written. */
export interface ExportField {
  readonly name: string;
  readonly type: ExportType;
  /** A header for people, in place of the name, where a format has room for both. */
  readonly title?: string;
}

/**
 * One value: numbers for all kinds of numbers, wall-clock seconds since 1970 for dates and times, bytes of well-known
 * binary for geometries; `null` where there is none.
 */
export type ExportCell = string | number | boolean | Uint8Array | null;

/** Some rows of a table, column by column in the order of its fields. */
export interface ExportPage {
  readonly rows: number;
  readonly columns: readonly (readonly ExportCell[])[];
}

/** A table on its way into a file. */
export interface ExportTable {
  readonly name: string;
  readonly fields: readonly ExportField[];
  readonly pages: AsyncIterable<ExportPage>;
}

const sqlTypes: Readonly<Record<string, ExportType>> = {
  BOOLEAN: "boolean",
  TINYINT: "int8",
  SMALLINT: "int16",
  INTEGER: "int32",
  BIGINT: "int64",
  UTINYINT: "uint8",
  USMALLINT: "uint16",
  UINTEGER: "uint32",
  UBIGINT: "float64",
  HUGEINT: "float64",
  UHUGEINT: "float64",
  FLOAT: "float32",
  DOUBLE: "float64",
  DATE: "date",
  TIMESTAMP: "timestamp",
  TIMESTAMP_S: "timestamp",
  TIMESTAMP_MS: "timestamp",
  TIMESTAMP_NS: "timestamp",
  "TIMESTAMP WITH TIME ZONE": "timestamp",
  BLOB: "bytes",
};

/** The type of a column by DuckDB's name of it; a binary column called `geometry` is one. Lists and the like are JSON texts. */
export function fieldOfSql(name: string, sqlType: string): ExportField {
  if (sqlType.startsWith("DECIMAL")) return { name, type: "float64" };
  const isOther = sqlType.endsWith("]") || sqlType.includes("(");
  const type = isOther ? "text" : (sqlTypes[sqlType] ?? "text");
  return { name, type: type === "bytes" && /(^|_)geom(etry)?$/i.test(name) ? "geometry" : type };
}

/** Whether a column is of numbers. */
export function isNumeric(type: ExportType): boolean {
  return /^(u?int|float)/.test(type);
}

/** Seconds since 1970 as `YYYY-MM-DD`. */
export function dateText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

/** Seconds since 1970 as `YYYY-MM-DD HH:MM:SS`, with as many decimals as there are, six at most. */
export function timestampText(seconds: number): string {
  const whole = Math.floor(seconds);
  const micros = Math.round((seconds - whole) * 1e6);
  const carried = micros === 1e6 ? whole + 1 : whole;
  const text = new Date(carried * 1000).toISOString().slice(0, 19).replace("T", " ");
  const fraction = micros === 1e6 ? 0 : micros;
  return fraction === 0 ? text : `${text}.${String(fraction).padStart(6, "0").replace(/0+$/, "")}`;
}

/** Bytes as hexadecimal digits. */
export function hexText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A value in plain text, as CSV has it; empty where there is none. */
export function plainText(cell: ExportCell, type: ExportType): string {
  if (cell === null) return "";
  if (typeof cell === "string") return cell;
  if (typeof cell === "boolean") return cell ? "true" : "false";
  if (typeof cell !== "number") return hexText(cell);
  if (!Number.isFinite(cell)) return "";
  if (type === "date") return dateText(cell);
  return type === "timestamp" ? timestampText(cell) : String(cell);
}

/** Refuses a table that is too long for a format. */
export function refuseRows(format: string, rows: number, most: number): void {
  if (rows > most) throw new Fault("export-rows", { format, rows, most });
}

const encoder = new TextEncoder();

/** Text as UTF-8. */
export function encoded(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

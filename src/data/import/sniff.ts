import type { TableName } from "../../domain/tables.ts";
import type { CoordinateSystem } from "./coordinates.ts";
import { type Match, matchFile, matchTable, type Sample } from "./match.ts";
import type { SourceBlob } from "./read/bytes.ts";
import { encodingOf } from "./read/csv.ts";
import {
  detectFormat,
  type ReadContext,
  readSource,
  type SourceForm,
  type SourceFormat,
  statedSystem,
} from "./read/index.ts";
import { sheetNames } from "./read/xlsx.ts";

/** A column as its first rows show it. */
export interface SniffedColumn {
  readonly name: string;
  /** Texts of the rows that are shown. */
  readonly values: readonly string[];
  /** The different values of the rows looked at, the most frequent first; undefined where there are too many to list. */
  readonly distinct?: readonly { readonly value: string; readonly rows: number }[];
}

/** What is known of a file before it is imported. */
export interface Sniffed {
  readonly file: string;
  readonly bytes: number;
  readonly format: SourceFormat;
  readonly encoding?: string;
  readonly sheets?: readonly string[];
  readonly columns: readonly SniffedColumn[];
  /** Rows looked at. */
  readonly rows: number;
  readonly match: Match;
  readonly network?: "edges" | "nodes";
  /** The system that the file states, else what its numbers allow; undefined where they are metres of an unknown plane. */
  readonly coordinates: CoordinateSystem | undefined;
  readonly isStated: boolean;
}

/** What the user has said about a file. */
export interface SniffOptions extends SourceForm {
  readonly table?: TableName | undefined;
}

const sampleRows = 5000;
/** Rows of a file that are shown before it is imported. */
export const previewRows = 100;

/** Columns with more values than this are no codes. */
const mostDistinct = 200;

function distinctOf(values: readonly unknown[]): SniffedColumn["distinct"] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = textOf(value).trim();
    if (text === "") continue;
    counts.set(text, (counts.get(text) ?? 0) + 1);
    if (counts.size > mostDistinct) return undefined;
  }
  return [...counts].map(([value, rows]) => ({ value, rows })).sort((a, b) => b.rows - a.rows);
}

function columnOf(name: string, values: readonly unknown[]): SniffedColumn {
  const distinct = name.startsWith("$") ? undefined : distinctOf(values);
  return { name, values: values.slice(0, previewRows).map(textOf), ...(distinct && { distinct }) };
}

const isLine = (geometry: unknown): boolean =>
  typeof geometry === "object" && geometry !== null && "type" in geometry && /LineString$/.test(String(geometry.type));

const isFilled = (value: unknown): boolean => value !== null && value !== undefined && value !== "";

function textOf(value: unknown): string {
  if (!isFilled(value)) return "";
  if (value instanceof Uint8Array) return `(${value.length} B)`;
  if (typeof value === "object" && value !== null && "type" in value) return String(value.type);
  return String(value);
}

/** Positions of a file as numbers, as far as its match says where they are. */
export function samplePositions({ columns }: Sample, { fields }: Match): [number[], number[]] {
  const read = (field: string) =>
    Array.from(columns.get(fields[field]?.from?.[0] ?? "") ?? [], (value) =>
      isFilled(value) ? Number(value) : Number.NaN,
    );
  return [read("lon"), read("lat")];
}

/** The system that numbers can only be in: degrees, or a Gauss–Krüger zone that stands before the easting. */
function systemOfNumbers(lon: readonly number[], lat: readonly number[]): CoordinateSystem | undefined {
  const known = lon.filter((x, i) => Number.isFinite(x) && Number.isFinite(lat[i]));
  if (known.length === 0) return "WGS-84";
  if (known.filter((x) => Math.abs(x) <= 180).length >= known.length / 2) return "WGS-84";
  const zone = Math.floor((known[known.length >> 1] ?? 0) / 1_000_000);
  if (zone >= 25 && zone <= 45) return `EPSG:${4513 + zone - 25}`;
  return zone >= 13 && zone <= 23 ? `EPSG:${4491 + zone - 13}` : undefined;
}

/** Looks at the beginning of a file and proposes what it is. Throws a `Fault` for what cannot or should not be read. */
export async function sniff(file: SourceBlob, options: SniffOptions, context: ReadContext): Promise<Sniffed> {
  const format = await detectFormat(file);
  const encoding = options.encoding ?? (format === "csv" ? await encodingOf(file) : undefined);
  const sheets = format === "xlsx" ? await sheetNames(file) : undefined;
  const stated = await statedSystem(file, format);
  const form = { ...options, ...(encoding && { encoding }) };
  const first = (await readSource(file, form, context)[Symbol.asyncIterator]().next()).value;
  const rows = Math.min(sampleRows, first?.rows ?? 0);
  const columns = new Map<string, unknown[]>();
  for (const [name, values] of first?.columns ?? [])
    columns.set(
      name,
      Array.from({ length: rows }, (_, row) => values[row]),
    );
  const lines = !options.network && isLine((columns.get("$geometry") ?? []).find(isFilled));
  if (lines && options.table === undefined)
    return sniff(file, { ...options, network: "edges", table: "road_edges" }, context);
  const sample: Sample = { file: file.name, columns, rows };
  const match = options.table ? matchTable(options.table, sample) : matchFile(sample);
  const own = stated !== undefined && (format !== "geojson" || columns.has("$geometry"));
  return {
    file: file.name,
    bytes: file.blob.size,
    format,
    ...(encoding && { encoding }),
    ...(sheets && { sheets }),
    columns: [...columns].map(([name, values]) => columnOf(name, values)),
    rows,
    match,
    ...(options.network && { network: options.network }),
    coordinates: stated ?? systemOfNumbers(...samplePositions(sample, match)),
    isStated: own,
  };
}

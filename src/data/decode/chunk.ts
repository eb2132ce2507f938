import type { CaseChunk, CodedColumn } from "../../domain/case-chunk.ts";
import type { Box } from "../../domain/manifest.ts";
import { type BoxQuantiser, boxQuantiser } from "../../lib/mercator.ts";
import type { ColumnSet } from "../raw-columns.ts";
import { readCodes } from "./codes.ts";
import { durationBinOfSeconds, outcomeOf, statusRule } from "./outcome.ts";
import { fillNumbers, needColumns, readNumbers } from "./values.ts";

/** How case chunks are made of a file's columns. */
export interface ChunkRecipe {
  /** Canonical field → name of the column in the file, where they differ. */
  readonly columns: Readonly<Record<string, string>>;
  /** The fields that become codes. */
  readonly fields: readonly string[];
  /** The frame in which positions are kept (`lib/frame.ts`). */
  readonly box: Box;
  /** Wall-clock seconds up to which the data is complete. */
  readonly asOf: number;
}

/** Columns of the file that a recipe reads. */
export function recipeColumns({ columns, fields }: ChunkRecipe): string[] {
  const needed = ["reported_at", "lon", "lat", "status", "due_at", "closed_at", ...fields];
  return [...new Set(needed.map((field) => columns[field] ?? field))];
}

/** One chunk of all rows of a table. Throws `missing-column` naming the file. */
export function buildChunk(table: ColumnSet, recipe: ChunkRecipe, file: string): CaseChunk {
  const { columns, box, asOf } = recipe;
  const name = (field: string) => columns[field] ?? field;
  const present = table.names;
  const rows = table.rows;
  const times = (field: "due_at" | "closed_at") =>
    present.includes(name(field))
      ? readNumbers(table, name(field), file, scratch(field, rows))
      : unknownTimes(field, rows);
  const reported = readSeconds(table, name("reported_at"), file);
  const closedAt = times("closed_at");
  const status = readCodes(table, name("status"), file);
  const codes: Record<string, CodedColumn> = {};
  for (const field of recipe.fields) codes[field] = field === "status" ? status : readCodes(table, name(field), file);
  const quantiser = boxQuantiser(box);
  return {
    rows,
    reported,
    x: quantise(table, name("lon"), file, quantiser.xs),
    y: quantise(table, name("lat"), file, quantiser.ys),
    outcome: readOutcomes(status, times("due_at"), closedAt, asOf),
    duration: durations(reported, closedAt, asOf),
    codes,
  };
}

const buffers = new Map<string, Float64Array<ArrayBuffer>>();

/** Room for intermediate values, used again for the next chunk: fresh megabytes for each would keep the collector busy. */
function scratch(use: string, rows: number): Float64Array<ArrayBuffer> {
  let buffer = buffers.get(use);
  if (!buffer || buffer.length < rows) {
    buffer = new Float64Array(rows);
    buffers.set(use, buffer);
  }
  return buffer.subarray(0, rows);
}

function unknownTimes(use: string, rows: number): Float64Array<ArrayBuffer> {
  return scratch(use, rows).fill(Number.NaN);
}

function readSeconds(table: ColumnSet, column: string, file: string): Uint32Array<ArrayBuffer> {
  return new Uint32Array(readNumbers(table, column, file, scratch("reported_at", table.rows)));
}

function quantise(table: ColumnSet, name: string, file: string, fill: BoxQuantiser["xs"]): Uint16Array<ArrayBuffer> {
  const out = new Uint16Array(table.rows);
  let at = 0;
  for (const column of needColumns(table, name, file)) {
    if (column.kind === "number" && !column.validity) fill(column.values, out, at);
    else {
      const degrees = scratch("degrees", column.rows);
      fillNumbers(column, degrees);
      fill(degrees, out, at);
    }
    at += column.rows;
  }
  return out;
}

function readOutcomes(
  status: CodedColumn,
  due: Float64Array,
  closedAt: Float64Array,
  asOf: number,
): Uint8Array<ArrayBuffer> {
  const rules = Uint8Array.from([statusRule(""), ...status.dictionary.map(statusRule)]);
  const { values } = status;
  const out = new Uint8Array(values.length);
  for (let i = 0; i < out.length; i++) {
    out[i] = outcomeOf(rules[values[i] as number] as number, due[i] as number, closedAt[i] as number, asOf);
  }
  return out;
}

function durations(reported: Uint32Array, closedAt: Float64Array, asOf: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(reported.length);
  for (let i = 0; i < out.length; i++) {
    const end = closedAt[i] as number;
    out[i] = durationBinOfSeconds((Number.isNaN(end) ? asOf : end) - (reported[i] as number));
  }
  return out;
}

import type { CaseChunk, CodedColumn } from "../../domain/case-chunk.ts";
import type { Box } from "../../domain/manifest.ts";
import { nameOf } from "../../lib/last-of-each.ts";
import { type BoxQuantiser, boxQuantiser } from "../../lib/mercator.ts";
import type { ColumnSet } from "../raw-columns.ts";
import { readCodes } from "./codes.ts";
import { durationBinOfSeconds, outcomeOf, statusRule } from "./outcome.ts";
import { fillNumbers, needColumns, readNumbers, textAt } from "./values.ts";

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
  /** Also what following data that grows takes. */
  readonly live?: boolean;
}

/** Columns of the file that a recipe reads. */
export function recipeColumns({ columns, fields, live }: ChunkRecipe): string[] {
  const needed = [
    "reported_at",
    "lon",
    "lat",
    "status",
    "due_at",
    "closed_at",
    ...fields,
    ...(live ? ["case_id"] : []),
  ];
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
  const due = times("due_at");
  return {
    rows,
    reported,
    x: quantise(table, name("lon"), file, quantiser.xs),
    y: quantise(table, name("lat"), file, quantiser.ys),
    outcome: readOutcomes(status, due, closedAt, asOf),
    duration: durations(reported, closedAt, asOf),
    codes,
    ...(recipe.live && {
      // A missing time is NaN there and 0 here.
      live: {
        names: readNames(table, name("case_id"), file),
        due: Uint32Array.from(due),
        closed: Uint32Array.from(closedAt),
      },
    }),
  };
}

/** The names of cases as 64 bits each. */
function readNames(table: ColumnSet, column: string, file: string): Uint32Array {
  const names = new Uint32Array(table.rows * 2);
  let at = 0;
  for (const part of needColumns(table, column, file)) {
    for (let i = 0; i < part.rows; i++, at += 2) nameOf(textAt(part, i), names, at);
  }
  return names;
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

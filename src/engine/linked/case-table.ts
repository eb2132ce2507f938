import type { CaseChunk, CodedColumn } from "../../domain/case-chunk.ts";
import { durationBinCount } from "../../domain/duration.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Box } from "../../domain/manifest.ts";
import type { Codes } from "../../lib/linked-counts/views.ts";
import { unquantise } from "../../lib/mercator.ts";
import { createPolygonIndex } from "../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../lib/polygon-set.ts";
import { inOrder, isAscending, sortOrder } from "../../lib/radix-sort.ts";
import { giveBack } from "../../worker/buffers.ts";
import type { LinkedSetup } from "./protocol.ts";

/** Whether a case of this outcome has ended (0), is open (1) or is void (2). Index as in `outcomes`. */
const stateOfOutcome = [0, 0, 0, 1, 1, 1, 2];
/** How many states a duration is kept by: ended, open, void. */
export const durationStates = 3;

/** All cases of a dataset as columns, sorted by time of report. */
export interface CaseTable {
  readonly time: Uint32Array;
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly outcome: Uint8Array;
  /** state · durationBinCount + bin. */
  readonly duration: Uint16Array;
  /** weekday · 24 + hour, Monday first. */
  readonly hours: Uint8Array;
  readonly codes: Readonly<Record<string, Codes>>;
  readonly dictionaries: Readonly<Record<string, readonly string[]>>;
}

/** Collects chunks of cases, in any order, into one table. */
export function collectCases({ rows, fields, presets, outlines }: LinkedSetup) {
  const time = new Uint32Array(rows);
  const x = new Uint16Array(rows);
  const y = new Uint16Array(rows);
  const outcome = new Uint8Array(rows);
  const duration = new Uint16Array(rows);
  const coded = Object.fromEntries(fields.map((field) => [field, codedColumn(rows, presets[field] ?? [])]));
  let filled = 0;

  function append(chunk: CaseChunk): void {
    if (filled + chunk.rows > rows)
      throw new Error(`linked filters: ${filled + chunk.rows} cases came, ${rows} were announced`);
    time.set(chunk.reported, filled);
    x.set(chunk.x, filled);
    y.set(chunk.y, filled);
    outcome.set(chunk.outcome, filled);
    joinDurations(chunk, duration.subarray(filled, filled + chunk.rows));
    for (const field of fields) coded[field]?.append(chunk.codes[field], filled, chunk.rows);
    filled += chunk.rows;
  }

  /** Appends a chunk that nobody else needs. */
  function take(chunk: CaseChunk): void {
    append(chunk);
    giveBack(chunk);
  }

  function finish(): CaseTable {
    const cut = <T extends Uint8Array | Uint16Array | Uint32Array>(values: T) =>
      (filled === rows ? values : values.slice(0, filled)) as T;
    const dictionaries = Object.fromEntries(fields.map((field) => [field, coded[field]?.dictionary ?? []]));
    const columns = { time: cut(time), x: cut(x), y: cut(y), outcome: cut(outcome), duration: cut(duration) };
    const codes = Object.fromEntries(
      fields.map((field) => [field, cut(coded[field]?.values() ?? new Uint8Array(rows))]),
    );
    for (const [field, { polygons, frame }] of Object.entries(outlines ?? {})) {
      if (codes[field]?.every((code) => code === 0)) codes[field] = areaCodes(columns, polygons, frame);
    }
    const sorted = isAscending(columns.time) ? { ...columns, codes } : sortByTime(columns, codes);
    return { ...sorted, hours: hoursOfWeek(sorted.time), dictionaries };
  }

  return { append, take, finish };
}

/** The area each case lies in, as a code, from its position to the step of the frame. */
function areaCodes({ x, y }: Pick<CaseTable, "x" | "y">, polygons: Polygons, frame: Box): Codes {
  const index = createPolygonIndex(ringsOfFeatures(polygons));
  const codes = polygons.featureOffsets.length > 256 ? new Uint16Array(x.length) : new Uint8Array(x.length);
  for (let i = 0; i < codes.length; i++) codes[i] = 1 + index.locateOne(...unquantise(frame, x[i] ?? 0, y[i] ?? 0));
  return codes;
}

type Plain = Pick<CaseTable, "time" | "x" | "y" | "outcome" | "duration">;

function sortByTime(columns: Plain, codes: Record<string, Codes>) {
  const order = sortOrder(columns.time);
  const sorted = <T extends Codes | Uint32Array>(values: T): T => {
    const own = inOrder(values, order);
    giveBack(values);
    return own;
  };
  return {
    time: sorted(columns.time),
    x: sorted(columns.x),
    y: sorted(columns.y),
    outcome: sorted(columns.outcome),
    duration: sorted(columns.duration),
    codes: Object.fromEntries(Object.entries(codes).map(([field, values]) => [field, sorted(values)])),
  };
}

/** Weekday · 24 + hour of ascending times: within an hour the code stays the same. */
function hoursOfWeek(time: Uint32Array): Uint8Array {
  const hours = new Uint8Array(time.length);
  let code = 0;
  let end = 0;
  for (let i = 0; i < time.length; i++) {
    const at = time[i] ?? 0;
    if (at >= end) {
      const hour = Math.floor(at / 3600);
      // 1970-01-01 was a Thursday: 72 hours after Monday 00:00.
      code = (hour + 72) % 168;
      end = (hour + 1) * 3600;
    }
    hours[i] = code;
  }
  return hours;
}

/** State and duration of every case of a chunk as one code. */
function joinDurations({ outcome, duration }: CaseChunk, out: Uint16Array): void {
  const base = Uint16Array.from(stateOfOutcome, (state) => state * durationBinCount);
  for (let i = 0; i < out.length; i++) out[i] = (base[outcome[i] as number] as number) + (duration[i] as number);
}

/** The codes of a chunk in the table's dictionary. */
function recode(codes: Codes, translate: Uint16Array, out: Codes): void {
  if (translate.every((code, i) => code === i)) {
    out.set(codes);
    return;
  }
  for (let i = 0; i < out.length; i++) out[i] = translate[codes[i] as number] as number;
}

/** One coded column that gathers chunks with dictionaries of their own under one dictionary. */
function codedColumn(rows: number, preset: readonly string[]) {
  const dictionary = [...preset];
  const codeOf = new Map(preset.map((text, index) => [text, index + 1]));
  let all: Codes = preset.length > 255 ? new Uint16Array(rows) : new Uint8Array(rows);

  function codeFor(text: string): number {
    const known = codeOf.get(text);
    if (known !== undefined) return known;
    dictionary.push(text);
    codeOf.set(text, dictionary.length);
    return dictionary.length;
  }

  function append(column: CodedColumn | undefined, offset: number, count: number): void {
    if (!column || column.dictionary.length === 0) return;
    const translate = Uint16Array.from([0, ...column.dictionary.map(codeFor)]);
    if (dictionary.length > 255 && all instanceof Uint8Array) all = Uint16Array.from(all);
    recode(column.values, translate, all.subarray(offset, offset + count));
  }

  return { append, dictionary, values: () => all };
}

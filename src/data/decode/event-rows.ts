import type { CodedColumn } from "../../domain/case-chunk.ts";
import { Fault } from "../../domain/fault.ts";
import { type ReadOptions, readWhole } from "../bytes.ts";
import { decodeText, parseCsv } from "../csv.ts";
import { wallClockSeconds } from "../numbers.ts";
import { type EventField, type EventNames, guessEventNames, neededEventFields } from "./event-columns.ts";
import type { EventRows, FilePart } from "./protocol.ts";
import { parseXes } from "./xes.ts";

const mostCodes = 65_535;

/**
 * Reads a file of events, CSV or XES, packed with gzip or not; `shape.names` says which columns to take, without it they are
 * found by their names. Staff become pseudonyms. Throws `missing-column` where it does not say case, activity or time.
 */
export async function readEventRows(input: FilePart, options: ReadOptions): Promise<EventRows> {
  const { name } = input.file;
  const text = decodeText(await unpacked(name, await readWhole(input.file, options)));
  const { count, columns } = input.format === "xes" ? parseXes(text, name) : csvColumns(text, name);
  const names: EventNames = input.shape?.names ?? guessEventNames([...columns.keys()]);
  const column = (field: EventField): readonly string[] => {
    const own = columns.get(names[field] ?? "");
    if (!own && neededEventFields.includes(field)) {
      throw new Fault("missing-column", { file: name, column: names[field] ?? field });
    }
    return own ?? new Array<string>(count).fill("");
  };
  const { seconds, fractions } = momentsOf(column("at"));
  const codes = (field: EventField) => codesOf(column(field), `${name}: ${names[field] ?? field}`);
  const fields = {
    case_id: bytesOf(column("case_id")),
    stage: codes("stage"),
    action: codes("action"),
    at: seconds,
    seq: Float64Array.from(column("seq"), (value) => (value.trim() === "" ? Number.NaN : Number(value))),
    actor_id: pseudonyms(codes("actor_id")),
  };
  return { table: { rows: count, fields }, fractions };
}

/** The bytes of a file, unpacked where its name says that they are packed. Throws `corrupt`. */
export async function unpacked(file: string, bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (!/\.gz$/i.test(file)) return bytes;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new Fault("corrupt", { file, reason: "gzip" }, error);
  }
}

/** Persons by numbers in the order of their first event: who they are stays in the file. */
function pseudonyms({ values, dictionary }: CodedColumn): CodedColumn {
  return { values, dictionary: dictionary.map((_, i) => `P${i + 1}`) };
}

function csvColumns(text: string, file: string) {
  const [header, ...rows] = parseCsv(text);
  if (!header) throw new Fault("file-empty", { file });
  const columns = new Map(header.map((name, i) => [name.replace(/^\ufeff/, ""), rows.map((row) => row[i] ?? "")]));
  return { count: rows.length, columns };
}

const zoned = /^(.*\d)\s*(Z|[+-]\d{2}:?\d{2})$/i;

/**
 * Times of events in seconds, NaN where a text is none. Times with an offset are instants, shown on the clock of the first
 * one's offset: so durations hold across changes of the clock.
 */
export function momentsOf(texts: readonly string[]): { readonly seconds: Float64Array; readonly fractions: boolean } {
  let shown: number | undefined;
  let fractions = false;
  const seconds = Float64Array.from(texts, (text) => {
    const [, bare = text, zone] = zoned.exec(text.trim()) ?? [];
    const whole = wallClockSeconds(bare.replace(/\.\d+$/, ""));
    const part = Number(/\.\d+$/.exec(bare)?.[0] ?? 0);
    if (part > 0) fractions = true;
    if (zone === undefined) return whole + part;
    const offset = offsetSeconds(zone);
    shown ??= offset;
    return whole + part - offset + shown;
  });
  return { seconds, fractions };
}

function offsetSeconds(zone: string): number {
  if (zone.toUpperCase() === "Z") return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith("-") ? -1 : 1) * (hours * 3600 + minutes * 60);
}

function codesOf(texts: readonly string[], name: string): CodedColumn {
  const known = new Map<string, number>([["", 0]]);
  const values = new Uint16Array(texts.length);
  texts.forEach((text, i) => {
    const trimmed = text.trim();
    const code = known.get(trimmed) ?? known.size;
    if (code > mostCodes) throw new Fault("bad-input", { name, reason: `more than ${mostCodes} different values` });
    known.set(trimmed, code);
    values[i] = code;
  });
  return { values, dictionary: [...known.keys()].slice(1) };
}

function bytesOf(texts: readonly string[]) {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text.trim()));
  const borders = new Uint32Array(parts.length + 1);
  parts.forEach((part, i) => {
    borders[i + 1] = (borders[i] ?? 0) + part.length;
  });
  const bytes = new Uint8Array(borders[parts.length] ?? 0);
  parts.forEach((part, i) => {
    bytes.set(part, borders[i]);
  });
  return { bytes, borders };
}

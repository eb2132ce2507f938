import type { CodedColumn } from "../../domain/case-chunk.ts";
import { Fault } from "../../domain/fault.ts";
import { type ReadOptions, readWhole } from "../bytes.ts";
import { decodeText, parseCsv } from "../csv.ts";
import { wallClockSeconds } from "../numbers.ts";
import type { EventRows, FilePart } from "./protocol.ts";
import { parseXes } from "./xes.ts";

/** Names that files give to a field, in the order of preference. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  case_id: ["case_id", "case:concept:name", "caseid", "case id", "case", "tasknum", "案件编号", "案卷编号", "任务号"],
  stage: ["stage", "concept:name", "activity", "activity name", "event", "环节", "阶段", "活动"],
  action: ["action", "动作", "操作"],
  at: ["at", "time:timestamp", "timestamp", "time", "datetime", "complete timestamp", "时间", "发生时间"],
  seq: ["seq", "sequence", "序号"],
};
const needed = ["case_id", "stage", "at"];

/** Reads a file of events, CSV or XES. Throws `missing-column` where it does not say case, activity or time. */
export async function readEventRows(input: FilePart, options: ReadOptions): Promise<EventRows> {
  const { name } = input.file;
  const text = decodeText(await readWhole(input.file, options));
  const { count, columns } = input.format === "xes" ? parseXes(text, name) : csvColumns(text, name);
  const byName = new Map([...columns.keys()].map((column) => [column.trim().toLowerCase(), column]));
  const column = (field: string): readonly string[] => {
    const own = aliases[field]?.map((alias) => byName.get(alias)).find((found) => found !== undefined);
    if (own === undefined && needed.includes(field)) throw new Fault("missing-column", { file: name, column: field });
    return (own !== undefined && columns.get(own)) || new Array<string>(count).fill("");
  };
  const { seconds, fractions } = momentsOf(column("at"));
  const fields = {
    case_id: bytesOf(column("case_id")),
    stage: codesOf(column("stage")),
    action: codesOf(column("action")),
    at: seconds,
    seq: Float64Array.from(column("seq"), (value) => (value.trim() === "" ? Number.NaN : Number(value))),
  };
  return { table: { rows: count, fields }, fractions };
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

function codesOf(texts: readonly string[]): CodedColumn {
  const known = new Map<string, number>([["", 0]]);
  const values = new Uint16Array(texts.length);
  texts.forEach((text, i) => {
    const trimmed = text.trim();
    const code = known.get(trimmed) ?? known.size;
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

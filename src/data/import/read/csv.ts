import { Fault } from "../../../domain/fault.ts";
import type { SourceRows } from "../convert.ts";
import type { Separator } from "../recipe.ts";
import type { ReadOptions, SourceBlob } from "./bytes.ts";
import { detectEncoding } from "./encoding.ts";
import { checkHeader, limits, refuse } from "./limits.ts";
import { textChunks } from "./text-file.ts";

/** How a CSV file is written; what is not given is found out. */
export interface CsvForm {
  readonly encoding?: string | undefined;
  readonly separator?: Separator | undefined;
}

/** Rows are handed on in portions of this size. */
export const portionRows = 65_536;

/** Bytes looked at to find out the encoding. */
const encodingBytes = 64_000_000;

/** Texts are parsed in pieces of about this many characters. */
const pieceCharacters = 4_000_000;

/** The separator that the first lines have most evenly: the one that splits most of them into the same number (above one) of cells. */
export function detectSeparator(text: string): Separator {
  const lines = text.split(/\r\n|\n|\r/, 21).filter((line) => line !== "");
  if (lines.length > 1 && lines.length === 21) lines.pop();
  const scored = ([",", "\t", ";", "|"] as const).map((separator) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, "").split(separator).length);
    const first = counts[0] ?? 1;
    const same = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    return { separator, score: first > 1 ? same * 100 + Math.min(first, 99) : 0 };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).separator;
}

/** Cuts a text that comes in pieces into records of cells (RFC 4180); `quote` inside a plain cell is only a character. */
class RecordCutter {
  private rest = "";
  private readonly separator: string;
  private readonly file: string;
  private newline = "\n";
  private first = true;

  constructor(separator: string, file: string) {
    this.separator = separator;
    this.file = file;
  }

  /** The records that are complete now; with `last`, all that are left. */
  *push(piece: string, last: boolean): Generator<string[]> {
    const text = this.rest === "" ? piece : this.rest + piece;
    if (this.first && text !== "") {
      this.first = false;
      if (!text.includes("\n") && text.includes("\r")) this.newline = "\r";
    }
    let at = 0;
    let quote = text.indexOf('"');
    for (;;) {
      const end = text.indexOf(this.newline, at);
      if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
      if (quote < 0 || (end >= 0 && quote > end)) {
        if (end < 0) break;
        if (end - at > limits.cellCharacters) refuse(this.file, `a record of ${end - at} characters`);
        const line = text.charCodeAt(end - 1) === 13 && end > at ? text.slice(at, end - 1) : text.slice(at, end);
        if (line !== "") yield line.split(this.separator);
        at = end + 1;
        continue;
      }
      const record = this.quoted(text, at, last);
      if (!record) break;
      if (record.cells.length > 1 || record.cells[0] !== "") yield record.cells;
      at = record.end;
      if (at >= text.length) break;
    }
    this.rest = text.slice(at);
    if (this.rest.length > limits.cellCharacters)
      refuse(this.file, `a record of more than ${limits.cellCharacters} characters`);
    if (last && this.rest !== "") {
      const line = this.rest.replace(/\r?\n?$/, "");
      this.rest = "";
      if (line !== "") yield line.split(this.separator);
    }
  }

  /** A record with cells in quotes; undefined where its end has not come yet. */
  private quoted(text: string, from: number, last: boolean): { cells: string[]; end: number } | undefined {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      let value = "";
      if (text[at] === '"') {
        at += 1;
        for (;;) {
          const close = text.indexOf('"', at);
          if (close < 0) {
            if (last) refuse(this.file, "a quote is not closed");
            return undefined;
          }
          value += text.slice(at, close);
          at = close + 1;
          if (text[at] !== '"') break;
          value += '"';
          at += 1;
        }
      }
      let end = at;
      while (end < text.length && text[end] !== this.separator && text[end] !== this.newline) end += 1;
      if (end >= text.length && !last) return undefined;
      const tail = text.slice(at, end);
      cells.push(value + (tail.endsWith("\r") ? tail.slice(0, -1) : tail));
      if (text[end] !== this.separator) return { cells, end: Math.min(text.length, end + 1) };
      at = end + 1;
    }
  }
}

/** Names for columns: blanks trimmed, empty ones numbered, repeated ones numbered. Throws where a name could harm. */
export function columnNames(header: readonly string[], file: string): string[] {
  checkHeader(file, header.length);
  const seen = new Map<string, number>();
  return header.map((cell, index) => {
    const name = cell.replace(/^\ufeff/, "").trim() || `#${index + 1}`;
    if (name === "__proto__") refuse(file, "__proto__");
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

/** Rows waiting to be handed on as columns. */
export class RowBuffer {
  private columns: unknown[][];
  private broken = new Map<number, string>();
  private count = 0;
  private firstRow = 1;
  private readonly names: readonly string[];

  constructor(names: readonly string[]) {
    this.names = names;
    this.columns = names.map(() => []);
  }

  get full(): boolean {
    return this.count >= portionRows;
  }

  get rows(): number {
    return this.count;
  }

  push(cells: readonly unknown[]): void {
    const { columns } = this;
    for (let i = 0; i < columns.length; i++) (columns[i] as unknown[]).push(cells[i] ?? null);
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell !== "")) {
      this.broken.set(this.count, "the row has more cells than the header");
    }
    this.count += 1;
  }

  take(): SourceRows {
    const { count, firstRow, broken } = this;
    const columns = new Map<string, unknown[] | Float64Array>(
      this.names.map((name, index) => [name, this.columns[index] ?? []]),
    );
    columns.set(
      "$row",
      Float64Array.from({ length: count }, (_, row) => firstRow + row),
    );
    this.columns = this.names.map(() => []);
    this.broken = new Map();
    this.firstRow += count;
    this.count = 0;
    return { rows: count, columns, firstRow, broken };
  }
}

async function* decoded(file: SourceBlob, encoding: string, options: ReadOptions): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let piece = "";
  for await (const chunk of textChunks(file, options)) {
    piece += decoder.decode(chunk, { stream: true });
    if (piece.length < pieceCharacters) continue;
    yield piece;
    piece = "";
  }
  yield piece + decoder.decode();
}

/** The encoding of a text file, packed or not. */
export function encodingOf(file: SourceBlob): Promise<string> {
  return detectEncoding(textChunks(file), encodingBytes);
}

/** Reads CSV or TSV in portions, as a stream. Throws `file-empty`, `refused-file`, `corrupt`. */
export async function* readCsv(file: SourceBlob, form: CsvForm, options: ReadOptions = {}): AsyncGenerator<SourceRows> {
  const encoding = form.encoding ?? (await encodingOf(file));
  let cutter: RecordCutter | undefined;
  let buffer: RowBuffer | undefined;
  let waiting: string | undefined;
  const take = function* (piece: string, last: boolean): Generator<SourceRows> {
    cutter ??= new RecordCutter(form.separator ?? detectSeparator(piece.slice(0, 200_000)), file.name);
    for (const cells of cutter.push(piece, last)) {
      if (!buffer) buffer = new RowBuffer(columnNames(cells, file.name));
      else buffer.push(cells);
      if (buffer.full) yield buffer.take();
    }
  };
  for await (const piece of decoded(file, encoding, options)) {
    if (waiting !== undefined) yield* take(waiting, false);
    if (waiting === undefined && piece.includes("\0") && !encoding.startsWith("utf-16"))
      refuse(file.name, "not a text");
    waiting = piece;
  }
  yield* take(waiting ?? "", true);
  if (!buffer) throw new Fault("file-empty", { file: file.name });
  yield buffer.take();
}

import { type CaseChunk, type CodedColumn, outcomes } from "../../domain/case-chunk.ts";
import { durationBin } from "../../domain/duration.ts";
import { Fault } from "../../domain/fault.ts";
import { lastOfEach } from "../../lib/last-of-each.ts";
import { type CaseTable, collectCases } from "./case-table.ts";
import { joinChunks, sliceChunk } from "./join-chunks.ts";
import type { LinkedSetup, LiveState } from "./protocol.ts";

const code = Object.fromEntries(outcomes.map((name, index) => [name, index])) as Record<
  (typeof outcomes)[number],
  number
>;

/** Files whose cases are kept together; those of `files[i]` end at row `ends[i]` of all chunks of the block. */
interface Block {
  readonly files: readonly string[];
  readonly ends: readonly number[];
  readonly chunks: readonly CaseChunk[];
}

/** So many small files in a row become one block: what a file costs beside its cases does not add up over weeks. */
const joinedAtOnce = 64;
/** A block of more cases is left alone, so that a case is copied a few times at most. */
const smallRows = 4096;

/**
 * Cases of data that grows, kept by file. A case that comes again (late, repeated, corrected) is known by its name: the
 * last one counts, later files before earlier ones. Memory grows with the rows in the files, not with their number.
 */
export function createLiveCases(setup: LinkedSetup) {
  let blocks: readonly Block[] = [];

  /** Takes what the files hold now; files that are not named any more are forgotten. */
  function replace(changed: ReadonlyMap<string, readonly CaseChunk[]>, { files: order }: LiveState): void {
    const blockOf = new Map(blocks.flatMap((block) => block.files.map((file) => [file, block] as const)));
    const next: Block[] = [];
    for (let i = 0; i < order.length; ) {
      const file = order[i] ?? "";
      const block = blockOf.get(file);
      const isWhole = block?.files.every((one, k) => one === order[i + k] && !changed.has(one));
      const chunks = changed.get(file);
      if (block && isWhole) next.push(block);
      else if (chunks) next.push({ files: [file], ends: [rowsOf(chunks)], chunks });
      else if (block) next.push(partOf(block, file));
      else throw new Fault("corrupt", { file, reason: "the cases of this file never came" });
      i += next.at(-1)?.files.length ?? 1;
    }
    blocks = joined(next);
  }

  /** All cases as they stand at one moment. */
  function tableAt(live: LiveState): CaseTable {
    const chunks = blocks.flatMap((block) => block.chunks);
    const last = lastOfEach(joinedNames(chunks));
    let at = 0;
    const standing = chunks.map((chunk) => {
      const kept = last.subarray(at, at + chunk.rows);
      at += chunk.rows;
      return keep(restated(chunk, live), kept, live);
    });
    const rows = rowsOf(standing);
    const table = collectCases({ ...setup, rows });
    for (const chunk of standing) table.append(chunk);
    return table.finish();
  }

  /** How many runs of columns are kept. */
  const blockCount = () => blocks.length;

  return { replace, tableAt, blockCount };
}

const rowsOf = (chunks: readonly CaseChunk[]) => chunks.reduce((sum, { rows }) => sum + rows, 0);

/** One file of a block, out of it: files beside it have changed or are gone. */
function partOf({ files, ends, chunks }: Block, file: string): Block {
  const [chunk] = chunks;
  if (files.length === 1 || !chunk) return { files, ends, chunks };
  const i = files.indexOf(file);
  const [from, to] = [ends[i - 1] ?? 0, ends[i] ?? 0];
  return { files: [file], ends: [to - from], chunks: [sliceChunk(chunk, from, to)] };
}

/** Small blocks in a row as one where there are many: first those of single files, then what they became. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const out: Block[] = [];
  let run: Block[] = [];
  const flush = () => {
    out.push(...run);
    run = [];
  };
  for (const block of blocks) {
    const isSmall = rowsOf(block.chunks) < smallRows;
    if (!isSmall || (run[0] && run[0].files.length !== block.files.length)) flush();
    if (!isSmall) out.push(block);
    else run.push(block);
    if (run.length === joinedAtOnce) run = [asOne(run)];
    if (run[0] && run[0].files.length > 1 && rowsOf(run[0].chunks) >= smallRows) flush();
  }
  flush();
  return out;
}

function asOne(run: readonly Block[]): Block {
  let before = 0;
  const ends = run.flatMap((block) => {
    const own = block.ends.map((end) => before + end);
    before = own.at(-1) ?? before;
    return own;
  });
  return { files: run.flatMap(({ files }) => files), ends, chunks: [joinChunks(run.flatMap(({ chunks }) => chunks))] };
}

function joinedNames(chunks: readonly CaseChunk[]): Uint32Array {
  const names = new Uint32Array(2 * chunks.reduce((sum, chunk) => sum + chunk.rows, 0));
  let at = 0;
  for (const { live, rows } of chunks) {
    names.set(live?.names ?? [], at);
    at += 2 * rows;
  }
  return names;
}

/** How the cases of a chunk stand and how long they took, told anew: with time, open cases grow older and overdue. */
function restated(chunk: CaseChunk, { asOf, replay }: LiveState): CaseChunk {
  const { live, reported, rows } = chunk;
  if (!live) return chunk;
  const outcome = Uint8Array.from(chunk.outcome);
  const duration = Uint8Array.from(chunk.duration);
  for (let i = 0; i < rows; i++) {
    const closed = live.closed[i] as number;
    const due = live.due[i] as number;
    const before = outcome[i] as number;
    if (before === code.void || (closed === 0 && before === code.closed_no_limit)) continue;
    const over = closed > 0 && !(replay && closed > asOf);
    if (over) outcome[i] = due === 0 ? code.closed_no_limit : closed <= due ? code.closed_on_time : code.closed_late;
    else outcome[i] = due === 0 ? code.open_no_limit : asOf <= due ? code.open_in_time : code.open_overdue;
    if (over && !replay) continue;
    duration[i] = durationBin(((over ? closed : asOf) - (reported[i] as number)) / 3600);
  }
  return { ...chunk, outcome, duration };
}

/** The rows of a chunk that count; in a replay those that have been reported by then. */
function keep(chunk: CaseChunk, kept: Uint8Array, { asOf, replay }: LiveState): CaseChunk {
  const rows: number[] = [];
  for (let i = 0; i < kept.length; i++) {
    if (kept[i] === 1 && !(replay && (chunk.reported[i] as number) > asOf)) rows.push(i);
  }
  if (rows.length === chunk.rows) return chunk;
  const codes: Record<string, CodedColumn> = {};
  for (const [field, { values, dictionary }] of Object.entries(chunk.codes)) {
    codes[field] = { values: picked(values, rows), dictionary };
  }
  return {
    rows: rows.length,
    reported: picked(chunk.reported, rows),
    x: picked(chunk.x, rows),
    y: picked(chunk.y, rows),
    outcome: picked(chunk.outcome, rows),
    duration: picked(chunk.duration, rows),
    codes,
  };
}

function picked<T extends Uint8Array | Uint16Array | Uint32Array>(values: T, rows: readonly number[]): T {
  const out = values.slice(0, rows.length) as T; // a slice has its array's own kind
  rows.forEach((row, i) => {
    out[i] = values[row] as number;
  });
  return out;
}

import { type CaseChunk, type CodedColumn, outcomes } from "../../domain/case-chunk.ts";
import { durationBin } from "../../domain/duration.ts";
import { Fault } from "../../domain/fault.ts";
import { lastOfEach } from "../../lib/last-of-each.ts";
import { type CaseTable, collectCases } from "./case-table.ts";
import type { LinkedSetup, LiveState } from "./protocol.ts";

const code = Object.fromEntries(outcomes.map((name, index) => [name, index])) as Record<
  (typeof outcomes)[number],
  number
>;

/**
 * Cases of data that grows, kept by file. A case that comes again (late, repeated, corrected) is known by its name: the
 * last one counts, later files before earlier ones.
 */
export function createLiveCases(setup: LinkedSetup) {
  let files = new Map<string, readonly CaseChunk[]>();

  /** Takes what the files hold now; files that are not named any more are forgotten. */
  function replace(changed: ReadonlyMap<string, readonly CaseChunk[]>, { files: order }: LiveState): void {
    const next = new Map<string, readonly CaseChunk[]>();
    for (const file of order) {
      const chunks = changed.get(file) ?? files.get(file);
      if (!chunks) throw new Fault("corrupt", { file, reason: "the cases of this file never came" });
      next.set(file, chunks);
    }
    files = next;
  }

  /** All cases as they stand at one moment. */
  function tableAt(live: LiveState): CaseTable {
    const chunks = [...files.values()].flat();
    const last = lastOfEach(joinedNames(chunks));
    let at = 0;
    const standing = chunks.map((chunk) => {
      const kept = last.subarray(at, at + chunk.rows);
      at += chunk.rows;
      return keep(restated(chunk, live), kept, live);
    });
    const rows = standing.reduce((sum, chunk) => sum + chunk.rows, 0);
    const table = collectCases({ ...setup, rows });
    for (const chunk of standing) table.append(chunk);
    return table.finish();
  }

  return { replace, tableAt };
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

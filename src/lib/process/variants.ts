import type { EventLog } from "./event-log.ts";

/** The distinct sequences of activities. Variant `v` is `activity[start[v] .. start[v + 1]]`. */
export interface Sequences {
  readonly count: number;
  readonly start: Uint32Array;
  readonly activity: Uint16Array;
}

/** The sequences of a log and which one each case has. A case without events has an empty one. */
export interface Variants extends Sequences {
  readonly ofCase: Uint32Array;
}

/** The variants of a log, numbered by their first case. Exact: sequences of equal hash are compared. */
export function variantsOf({ caseStart, activity }: EventLog): Variants {
  const cases = caseStart.length - 1;
  const table = createSequenceTable(Math.min(cases, 4096));
  const ofCase = new Uint32Array(cases);
  for (let c = 0; c < cases; c++) ofCase[c] = table.add(activity, caseStart[c], caseStart[c + 1]);
  return { ...table.take(), ofCase };
}

/**
 * The sequences with some activities renamed or left out: `target[a]` is the new number of activity `a`, -1 leaves it
 * out. `of[v]` is the new sequence of the old one.
 */
export function projectSequences(
  { count, start, activity }: Sequences,
  target: Int32Array,
): Sequences & { readonly of: Uint32Array } {
  const table = createSequenceTable(count);
  const of = new Uint32Array(count);
  const buffer = new Uint16Array(activity.length);
  for (let v = 0; v < count; v++) {
    let length = 0;
    for (let k = start[v]; k < start[v + 1]; k++) {
      const renamed = target[activity[k]];
      if (renamed >= 0) buffer[length++] = renamed;
    }
    of[v] = table.add(buffer, 0, length);
  }
  return { ...table.take(), of };
}

/** Cases per sequence, of those that pass (1 in `passes`; an empty array lets all pass). */
export function countCases({ ofCase, count }: Variants, passes: Uint8Array): Uint32Array {
  const counts = new Uint32Array(count);
  const all = passes.length === 0;
  for (let c = 0; c < ofCase.length; c++) if (all || passes[c] === 1) counts[ofCase[c]]++;
  return counts;
}

/** Cases per projected sequence from those per original one. */
export function projectCounts(counts: Uint32Array, { of, count }: { of: Uint32Array; count: number }): Uint32Array {
  const projected = new Uint32Array(count);
  for (let v = 0; v < counts.length; v++) projected[of[v]] += counts[v];
  return projected;
}

function createSequenceTable(expected: number) {
  let slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(16, expected * 4)))).fill(-1);
  const hashes: number[] = [];
  const start: number[] = [0];
  const content: number[] = [];

  function isSame(v: number, activity: Uint16Array, from: number, to: number): boolean {
    const first = start[v];
    if (start[v + 1] - first !== to - from) return false;
    for (let k = 0; k < to - from; k++) if (content[first + k] !== activity[from + k]) return false;
    return true;
  }

  function widen(): void {
    slots = new Int32Array(slots.length * 2).fill(-1);
    const mask = slots.length - 1;
    hashes.forEach((hash, v) => {
      let slot = hash & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = v;
    });
  }

  return {
    add(activity: Uint16Array, from: number, to: number): number {
      let hash = to - from;
      for (let k = from; k < to; k++) hash = Math.imul(hash ^ activity[k], 0x01000193) ^ (hash >>> 13);
      hash >>>= 0;
      const mask = slots.length - 1;
      let slot = hash & mask;
      for (; slots[slot] >= 0; slot = (slot + 1) & mask) {
        const v = slots[slot];
        if (hashes[v] === hash && isSame(v, activity, from, to)) return v;
      }
      const v = hashes.length;
      slots[slot] = v;
      hashes.push(hash);
      for (let k = from; k < to; k++) content.push(activity[k]);
      start.push(content.length);
      if (hashes.length * 2 > slots.length) widen();
      return v;
    },
    take: (): Sequences => ({
      count: hashes.length,
      start: Uint32Array.from(start),
      activity: Uint16Array.from(content),
    }),
  };
}

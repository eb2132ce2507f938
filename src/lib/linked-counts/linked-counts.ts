import { lowerBound, upperBound } from "../search.ts";
import { buildPrefix, countWithPrefix, type Prefix } from "./prefix.ts";
import { accumulate, type Codes, type View } from "./views.ts";

interface Counted {
  readonly view: View;
  /** Bits of the filters this view obeys: all but its own. */
  readonly mask: number;
  /** Absent until `prepare`. */
  prefix?: Prefix;
}

/**
 * Counts over rows sorted by time, under filters on coded columns, in any time window.
 *
 * Each view keeps the running counts at checkpoints along time (a prefix cube), so that moving a time window costs
 * the view's bins and the rows between the window's ends and their nearest checkpoints, not all rows. After a filter
 * changes, the tables are stale: windows are then counted row by row until `prepare` has rebuilt them. Both ways give
 * the same counts. A view obeys every filter but its own, as linked charts must (Falcon: Moritz et al., CHI 2019).
 *
 * @param time seconds, ascending.
 */
export function createLinkedCounts(time: Uint32Array) {
  const rows = time.length;
  const fail = new Uint8Array(rows);
  const bits = new Map<string, number>();
  const active = new Set<string>();
  const views = new Map<string, Counted>();

  function bitOf(filter: string): number {
    const known = bits.get(filter);
    if (known !== undefined) return known;
    if (bits.size === 8) throw new Error(`linked counts: more than 8 filters, cannot add "${filter}"`);
    const bit = 1 << bits.size;
    bits.set(filter, bit);
    return bit;
  }

  /** Lets through the rows whose code has a non-zero entry in `pass`; `null` lets all through. */
  function setFilter(filter: string, codes: Codes, pass: Uint8Array | null): void {
    const bit = bitOf(filter);
    if (!pass && !active.has(filter)) return;
    const keep = 0xff & ~bit;
    if (pass) {
      active.add(filter);
      const failBit = Uint8Array.from(pass, (passes) => (passes ? 0 : bit));
      for (let i = 0; i < rows; i++) fail[i] = (fail[i] & keep) | failBit[codes[i]];
    } else {
      active.delete(filter);
      for (let i = 0; i < rows; i++) fail[i] &= keep;
    }
    for (const counted of views.values()) if (counted.mask & bit) delete counted.prefix;
  }

  /** Adds or replaces a view. `own` is the filter that the view shows and therefore does not obey. */
  function setView(id: string, view: View, own?: string): void {
    views.set(id, { view, mask: own === undefined ? 0xff : 0xff & ~bitOf(own) });
  }

  function removeView(id: string): void {
    views.delete(id);
  }

  function hasView(id: string): boolean {
    return views.has(id);
  }

  /** Whether a row passes every filter. */
  function passes(row: number): boolean {
    return fail[row] === 0;
  }

  function maskOf(counted: Counted): number {
    let anyActive = 0;
    for (const filter of active) anyActive |= bitOf(filter);
    return counted.mask & anyActive;
  }

  /** Builds the prefix tables that are missing; yields after each view. */
  function* prepare(): Generator<void, void, void> {
    for (const counted of views.values()) {
      if (counted.prefix) continue;
      counted.prefix = buildPrefix(counted.view, { fail, mask: maskOf(counted) }, rows);
      yield;
    }
  }

  /** Rows [from, to) whose time lies within the closed window. */
  function rowsWithin(from: number, to: number): readonly [number, number] {
    return [lowerBound(time, from), upperBound(time, to)];
  }

  /** Counts per bin of a view over rows [from, to). */
  function count(id: string, from: number, to: number): Uint32Array {
    const counted = views.get(id);
    if (!counted) throw new Error(`linked counts: no view "${id}"`);
    const { view, prefix } = counted;
    const wanted = { fail, mask: maskOf(counted), from, to };
    if (prefix && from < to) return countWithPrefix(prefix, view, wanted);
    const out = new Uint32Array(view.size);
    accumulate(view, wanted, out, 1);
    return out;
  }

  /** Rows that pass every filter, per time bin; `edges` are ascending seconds, bin i is [edges[i], edges[i+1]). */
  function countPerTime(edges: Float64Array): Uint32Array {
    const out = new Uint32Array(edges.length - 1);
    let mask = 0;
    for (const filter of active) mask |= bitOf(filter);
    let start = lowerBound(time, edges[0]);
    for (let b = 0; b < out.length; b++) {
      const end = lowerBound(time, edges[b + 1]);
      let n = 0;
      if (mask === 0) n = end - start;
      else for (let i = start; i < end; i++) if ((fail[i] & mask) === 0) n++;
      out[b] = n;
      start = end;
    }
    return out;
  }

  return { rows, setFilter, setView, removeView, hasView, passes, prepare, rowsWithin, count, countPerTime };
}

export type LinkedCounts = ReturnType<typeof createLinkedCounts>;

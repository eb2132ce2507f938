import { accumulate, type Rows, type View } from "./views.ts";

/** A prefix table has so many checkpoints and takes so much memory at most. */
const checkpointsAtMost = 128;
const prefixBytesAtMost = 12_000_000;

/** Running counts of a view: entry `k` of `counts` (a row of `view.size` bins) counts the rows before `k · stride`. */
export interface Prefix {
  readonly stride: number;
  readonly counts: Uint32Array;
}

/** Builds the prefix table of a view over the first `rows` rows. */
export function buildPrefix(view: View, { fail, mask }: Pick<Rows, "fail" | "mask">, rows: number): Prefix {
  const checkpoints = Math.max(2, Math.min(checkpointsAtMost, Math.floor(prefixBytesAtMost / 4 / view.size)));
  const stride = Math.max(1, Math.ceil(rows / checkpoints));
  const steps = Math.ceil(rows / stride);
  const counts = new Uint32Array((steps + 1) * view.size);
  for (let step = 0; step < steps; step++) {
    const offset = (step + 1) * view.size;
    counts.copyWithin(offset, offset - view.size, offset);
    accumulate(view, { fail, mask, from: step * stride, to: Math.min(rows, (step + 1) * stride) }, counts, 1, offset);
  }
  return { stride, counts };
}

/** Counts per bin over rows [from, to): the difference of the nearest checkpoints, mended by the rows between. */
export function countWithPrefix({ stride, counts }: Prefix, view: View, { fail, mask, from, to }: Rows): Uint32Array {
  const { size } = view;
  const out = new Uint32Array(size);
  const last = counts.length / size - 1;
  const low = Math.min(Math.round(from / stride), last);
  const high = Math.min(Math.round(to / stride), last);
  for (let bin = 0, a = low * size, b = high * size; bin < size; bin++) out[bin] = counts[b + bin] - counts[a + bin];
  const between = (start: number, end: number, step: 1 | -1) =>
    accumulate(view, { fail, mask, from: start, to: end }, out, step);
  const lowRow = Math.min(low * stride, fail.length);
  const highRow = Math.min(high * stride, fail.length);
  between(from, lowRow, 1);
  between(lowRow, from, -1);
  between(highRow, to, 1);
  between(to, highRow, -1);
  return out;
}

/** Cases that follow others of their kind at the same place. */
export interface Repeats {
  /** 1 where the same was reported within 50 m in the 24 hours before. */
  readonly duplicate: Uint8Array;
  /** 1 where the same is reported again within 50 m in the 30 days after the case was closed. */
  readonly recurring: Uint8Array;
}

/** What repeats are found from; rows are cases, places in local metres, times in seconds. */
export interface RepeatInput {
  readonly kind: Uint32Array;
  readonly kindCount: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly reported: Float64Array;
  readonly closed: Float64Array;
  readonly state: Uint8Array;
}

const radiusMetres = 50;
const duplicateSeconds = 86_400;
const recurringSeconds = 30 * 86_400;

/** Finds repeats in the order of report, cell by cell of 50 m; void cases and those without a kind are none. */
export function* repeatsOf(input: RepeatInput): Generator<number, Repeats, void> {
  const { kind, kindCount, x, y, reported, closed, state } = input;
  const n = kind.length;
  const out = { duplicate: new Uint8Array(n), recurring: new Uint8Array(n) };
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => reported[a] - reported[b] || a - b);
  yield 0.3;
  const bits = Math.max(10, Math.ceil(Math.log2(n + 1)));
  const heads = new Int32Array(2 ** bits).fill(-1);
  const next = new Int32Array(n).fill(-1);
  const cell = (metres: number) => Math.floor(metres / radiusMetres);
  const slot = (column: number, row: number, one: number) =>
    (Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b) ^ Math.imul(one, 0xc2b2ae35)) >>> (32 - bits);
  for (const [done, i] of order.entries()) {
    if ((done & 0x3fff) === 0) yield 0.3 + (0.7 * done) / n;
    if (state[i] === 2 || kind[i] >= kindCount[0] || Number.isNaN(x[i] + y[i])) continue;
    const [column, row] = [cell(x[i]), cell(y[i])];
    for (let near = 0; near < 9; near++) {
      const at = slot(column + (near % 3) - 1, row + Math.floor(near / 3) - 1, kind[i]);
      for (let j = heads[at]; j >= 0; j = next[j]) {
        if (kind[j] !== kind[i] || Math.hypot(x[i] - x[j], y[i] - y[j]) > radiusMetres) continue;
        if (reported[i] - reported[j] <= duplicateSeconds) out.duplicate[i] = 1;
        const since = reported[i] - closed[j];
        if (since > 0 && since <= recurringSeconds) out.recurring[j] = 1;
      }
    }
    const own = slot(column, row, kind[i]);
    next[i] = heads[own];
    heads[own] = i;
  }
  return out;
}

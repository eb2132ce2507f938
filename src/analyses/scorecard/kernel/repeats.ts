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

/** Finds repeats kind by kind, in the order of report; void cases and those without a kind or a place are none. */
export function* repeatsOf(input: RepeatInput): Generator<number, Repeats, void> {
  const n = input.kind.length;
  const out = { duplicate: new Uint8Array(n), recurring: new Uint8Array(n) };
  const { start, rows } = rowsByKind(input);
  for (let k = 0; k + 1 < start.length; k++) {
    yield k / start.length;
    const own = rows.subarray(start[k], start[k + 1]).sort((a, b) => input.reported[a] - input.reported[b] || a - b);
    markRepeats(input, own, out);
  }
  return out;
}

/** The cases of each kind one behind the other. */
function rowsByKind({ kind, kindCount, state, x, y }: RepeatInput) {
  const counts = (i: number) => state[i] !== 2 && kind[i] < kindCount[0] && !Number.isNaN(x[i] + y[i]);
  const start = new Uint32Array(kindCount[0] + 1);
  for (let i = 0; i < kind.length; i++) if (counts(i)) start[kind[i] + 1]++;
  for (let k = 0; k < kindCount[0]; k++) start[k + 1] += start[k];
  const filled = start.slice();
  const rows = new Uint32Array(start[kindCount[0]]);
  for (let i = 0; i < kind.length; i++) if (counts(i)) rows[filled[kind[i]]++] = i;
  return { start, rows };
}

/** Repeats among the cases of one kind, found through cells of 50 m. */
function markRepeats(input: RepeatInput, rows: Uint32Array, out: Repeats): void {
  // The columns of one kind side by side fit into the fast memory of the processor.
  const pick = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]);
  const [x, y, reported, closed] = [pick(input.x), pick(input.y), pick(input.reported), pick(input.closed)];
  const bits = Math.max(4, Math.ceil(Math.log2(rows.length + 1)) + 1);
  const heads = new Int32Array(2 ** bits).fill(-1);
  const next = new Int32Array(rows.length).fill(-1);
  const slot = (column: number, row: number) =>
    (Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b)) >>> (32 - bits);
  for (let i = 0; i < rows.length; i++) {
    const [column, row] = [Math.floor(x[i] / radiusMetres), Math.floor(y[i] / radiusMetres)];
    for (let near = 0; near < 9; near++) {
      const at = slot(column + (near % 3) - 1, row + Math.floor(near / 3) - 1);
      for (let j = heads[at]; j >= 0; j = next[j]) {
        const [east, north] = [x[i] - x[j], y[i] - y[j]];
        if (east * east + north * north > radiusMetres * radiusMetres) continue;
        if (reported[i] - reported[j] <= duplicateSeconds) out.duplicate[rows[i]] = 1;
        const since = reported[i] - closed[j];
        if (since > 0 && since <= recurringSeconds) out.recurring[rows[j]] = 1;
      }
    }
    const own = slot(column, row);
    next[i] = heads[own];
    heads[own] = i;
  }
}

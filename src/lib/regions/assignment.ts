/** Columns that every matching needs, kept from one to the next: many are made for small tables. */
function makeScratch(n: number) {
  return {
    u: new Float64Array(n + 1),
    v: new Float64Array(n + 1),
    rowOf: new Int32Array(n + 1),
    way: new Int32Array(n + 1),
    least: new Float64Array(n + 1),
    used: new Uint8Array(n + 1),
  };
}

let scratch = makeScratch(16);

/**
 * The matching of rows to columns with the greatest sum (Kuhn 1955, by shortest augmenting paths): `gain` is row by row,
 * rows × columns, ≥ 0. Column of each row, −1 for rows left over when there are more rows than columns.
 */
export function bestMatching(gain: Float64Array, rows: number, columns: number): Int32Array {
  const n = Math.max(rows, columns);
  if (scratch.u.length <= n) scratch = makeScratch(2 * n);
  const { u, v, rowOf, way, least, used } = scratch;
  for (const column of [u, v, rowOf, way]) column.fill(0, 0, n + 1);
  for (let i = 1; i <= n; i++) {
    rowOf[0] = i;
    let at = 0;
    least.fill(Infinity, 0, n + 1);
    used.fill(0, 0, n + 1);
    do {
      used[at] = 1;
      const row = rowOf[at];
      let [delta, next] = [Infinity, 0];
      for (let j = 1; j <= n; j++) {
        if (used[j]) continue;
        const cost = row <= rows && j <= columns ? -gain[(row - 1) * columns + j - 1] : 0;
        const reduced = cost - u[row] - v[j];
        if (reduced < least[j]) {
          least[j] = reduced;
          way[j] = at;
        }
        if (least[j] < delta) {
          delta = least[j];
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (used[j]) {
          u[rowOf[j]] += delta;
          v[j] -= delta;
        } else least[j] -= delta;
      }
      at = next;
    } while (rowOf[at] !== 0);
    while (at !== 0) {
      rowOf[at] = rowOf[way[at]];
      at = way[at];
    }
  }
  const match = new Int32Array(rows).fill(-1);
  for (let j = 1; j <= columns; j++) if (rowOf[j] >= 1 && rowOf[j] <= rows) match[rowOf[j] - 1] = j - 1;
  return match;
}

/** The greatest sum of a matching (see `bestMatching`): at once where no two rows, or no two columns, want the same. */
export function mostKept(gain: Float64Array, rows: number, columns: number): number {
  const byRow = sumOfGreatest(gain, { lines: rows, width: columns, step: columns, along: 1 });
  if (byRow >= 0) return byRow;
  const byColumn = sumOfGreatest(gain, { lines: columns, width: rows, step: 1, along: columns });
  if (byColumn >= 0) return byColumn;
  const match = bestMatching(gain, rows, columns);
  let sum = 0;
  for (let row = 0; row < rows; row++) if (match[row] >= 0) sum += gain[row * columns + match[row]];
  return sum;
}

interface Lines {
  readonly lines: number;
  readonly width: number;
  readonly step: number;
  readonly along: number;
}

/** Sum of the greatest of each line, all at different places: no matching has more. −1 when two are at one place. */
function sumOfGreatest(gain: Float64Array, { lines, width, step, along }: Lines): number {
  let sum = 0;
  // Places taken, as bits: wider tables go the long way.
  if (width > 31) return -1;
  let taken = 0;
  for (let line = 0; line < lines; line++) {
    let [most, place] = [0, -1];
    for (let k = 0; k < width; k++) {
      const value = gain[line * step + k * along];
      if (value <= most) continue;
      most = value;
      place = k;
    }
    if (place < 0) continue;
    if (taken & (1 << place)) return -1;
    taken |= 1 << place;
    sum += most;
  }
  return sum;
}

/** Vertices with those in the same place made one: `id` by position in the coordinates, `x` and `y` by id. */
export interface Vertices {
  readonly id: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly count: number;
}

/** Give positions (x, y interleaved) the same number where both coordinates differ by at most `tolerance`. */
export function snapVertices(coordinates: Float64Array, tolerance: number): Vertices {
  const n = coordinates.length / 2;
  const id = new Uint32Array(n);
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const next = new Int32Array(n);
  const bits = Math.max(4, Math.ceil(Math.log2(2 * n + 1)));
  const head = new Int32Array(2 ** bits).fill(-1);
  const cell = 4 * tolerance;
  const hash = (column: number, row: number) =>
    (Math.imul(Math.imul(column, 0x9e3779b1) ^ row, 0x85ebca6b) >>> (32 - bits)) & (head.length - 1);
  const originX = n > 0 ? coordinates[0] : 0;
  const originY = n > 0 ? coordinates[1] : 0;
  let count = 0;

  function find(vx: number, vy: number): number {
    const firstColumn = Math.floor((vx - originX - tolerance) / cell);
    const lastColumn = Math.floor((vx - originX + tolerance) / cell);
    const firstRow = Math.floor((vy - originY - tolerance) / cell);
    const lastRow = Math.floor((vy - originY + tolerance) / cell);
    for (let c = firstColumn; c <= lastColumn; c++) {
      for (let r = firstRow; r <= lastRow; r++) {
        for (let k = head[hash(c, r)]; k >= 0; k = next[k]) {
          if (Math.abs(x[k] - vx) <= tolerance && Math.abs(y[k] - vy) <= tolerance) return k;
        }
      }
    }
    return -1;
  }

  for (let i = 0; i < n; i++) {
    const vx = coordinates[2 * i];
    const vy = coordinates[2 * i + 1];
    const known = find(vx, vy);
    if (known >= 0) {
      id[i] = known;
      continue;
    }
    const slot = hash(Math.floor((vx - originX) / cell), Math.floor((vy - originY) / cell));
    x[count] = vx;
    y[count] = vy;
    next[count] = head[slot];
    head[slot] = count;
    id[i] = count++;
  }
  return { id, x: x.slice(0, count), y: y.slice(0, count), count };
}

/** Points sorted into square cells: those of cell `c` are `item[start[c]]` to `item[start[c + 1] - 1]`, ascending. */
export interface PointGrid {
  readonly minX: number;
  readonly minY: number;
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  readonly start: Uint32Array;
  readonly item: Uint32Array;
}

/** Index of points by cells at least `cellSize` wide; cells grow where there would be many more of them than points. */
export function pointGrid(x: Float64Array, y: Float64Array, cellSize: number): PointGrid {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    if (!Number.isFinite(x[i] + y[i])) throw new Error(`point ${i} has no finite position`);
    minX = Math.min(minX, x[i]);
    maxX = Math.max(maxX, x[i]);
    minY = Math.min(minY, y[i]);
    maxY = Math.max(maxY, y[i]);
  }
  const most = 4 * x.length + 16;
  const fits = (size: number) =>
    (Math.floor((maxX - minX) / size) + 1) * (Math.floor((maxY - minY) / size) + 1) <= most;
  let size = cellSize > 0 ? cellSize : 1;
  while (x.length > 0 && !fits(size)) size *= 2;
  const columns = x.length === 0 ? 1 : Math.floor((maxX - minX) / size) + 1;
  const rows = x.length === 0 ? 1 : Math.floor((maxY - minY) / size) + 1;
  const cell = (i: number) => Math.floor((y[i] - minY) / size) * columns + Math.floor((x[i] - minX) / size);
  const start = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < x.length; i++) start[cell(i) + 1]++;
  for (let c = 0; c < columns * rows; c++) start[c + 1] += start[c];
  const filled = start.slice();
  const item = new Uint32Array(x.length);
  for (let i = 0; i < x.length; i++) item[filled[cell(i)]++] = i;
  return { minX, minY, size, columns, rows, start, item };
}

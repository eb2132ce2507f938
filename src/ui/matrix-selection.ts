/** A place in a matrix of `columns` columns. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The rectangle that two corners span, as ascending indices row by row. */
export function rectangle(a: Cell, b: Cell, columns: number): number[] {
  const [top, bottom] = [Math.min(a.row, b.row), Math.max(a.row, b.row)];
  const [left, right] = [Math.min(a.column, b.column), Math.max(a.column, b.column)];
  const width = right - left + 1;
  return Array.from(
    { length: (bottom - top + 1) * width },
    (_, i) => (top + Math.floor(i / width)) * columns + left + (i % width),
  );
}

/** Both selections together, ascending, each index once. */
export function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y);
}

/** Whether both hold the same indices in the same order. */
export function sameSelection(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((index, i) => index === b[i]);
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

/** Where a key leads from a cell: arrows by one, Home and End along the row; `null` for other keys. */
export function keyTarget({ row, column }: Cell, key: string, { rows, columns }: Size): Cell | null {
  const targets: Readonly<Record<string, Cell>> = {
    ArrowLeft: { row, column: Math.max(0, column - 1) },
    ArrowRight: { row, column: Math.min(columns - 1, column + 1) },
    ArrowUp: { row: Math.max(0, row - 1), column },
    ArrowDown: { row: Math.min(rows - 1, row + 1), column },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  };
  return targets[key] ?? null;
}

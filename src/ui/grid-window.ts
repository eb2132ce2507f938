/** Rows of equal height in a box that scrolls. */
export interface GridSpace {
  readonly rows: number;
  readonly rowPx: number;
  /** Height of what is seen of them. */
  readonly viewPx: number;
}

/** What is drawn: how high the scrolled content is, the first row, how many, and where it begins. */
export interface GridWindow {
  readonly heightPx: number;
  readonly first: number;
  readonly count: number;
  readonly topPx: number;
}

/** Browsers clip higher elements; from here on scrolling covers more rows than pixels. */
const mostPx = 8_000_000;

/** The rows that a scroll position shows, some spare ones around it not counted. */
export function gridWindow({ rows, rowPx, viewPx }: GridSpace, scrollTop: number): GridWindow {
  const fullPx = rows * rowPx;
  const heightPx = Math.min(fullPx, mostPx);
  const top = Math.min(Math.max(0, scrollTop), Math.max(0, heightPx - viewPx));
  const exact = fullPx <= mostPx ? top : (top / (heightPx - viewPx)) * (fullPx - viewPx);
  const first = Math.min(Math.floor(exact / rowPx), Math.max(0, rows - 1));
  const count = Math.max(0, Math.min(rows - first, Math.ceil(viewPx / rowPx) + 1));
  return { heightPx, first, count, topPx: top - (exact - first * rowPx) };
}

/** Where to scroll so that a row is whole in view; where it is already, the position stays. */
export function scrollTo(space: GridSpace, scrollTop: number, row: number): number {
  const { rows, rowPx, viewPx } = space;
  const fullPx = rows * rowPx;
  const heightPx = Math.min(fullPx, mostPx);
  const scale = fullPx <= mostPx ? 1 : (heightPx - viewPx) / (fullPx - viewPx);
  const exact = scrollTop / scale;
  const wanted = row * rowPx;
  if (wanted < exact) return wanted * scale;
  if (wanted + rowPx > exact + viewPx) return Math.max(0, wanted + rowPx - viewPx) * scale;
  return scrollTop;
}

/** The columns that a horizontal position shows: `edges` are their ascending borders, one more than columns. */
export function columnsInView(
  edges: readonly number[],
  left: number,
  right: number,
): readonly [from: number, to: number] {
  const last = edges.length - 1;
  let from = 0;
  while (from < last - 1 && (edges[from + 1] ?? 0) <= left) from++;
  let to = from;
  while (to < last && (edges[to] ?? 0) < right) to++;
  return [from, to];
}

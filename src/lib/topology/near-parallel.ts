/** A straight piece in metres: x and y of one end, then of the other. */
type Piece = readonly number[];

/**
 * Pairs of pieces that run along each other: where one is projected on the other it is longer than `reach`, and the
 * projected part is nowhere more than `reach` away.
 */
export function nearParallel(pieces: readonly Piece[], reach: number): [number, number][] {
  const west = ([ax, , bx]: Piece) => Math.min(ax, bx);
  const east = ([ax, , bx]: Piece) => Math.max(ax, bx);
  const order = [...pieces.keys()].sort((p, q) => west(pieces[p]) - west(pieces[q]));
  const pairs: [number, number][] = [];
  let open: number[] = [];
  for (const p of order) {
    const from = west(pieces[p]) - reach;
    open = open.filter((q) => east(pieces[q]) >= from);
    for (const q of open) {
      if (apart(pieces[p], pieces[q], reach)) continue;
      if (runsAlong(pieces[p], pieces[q], reach) || runsAlong(pieces[q], pieces[p], reach)) pairs.push([q, p]);
    }
    open.push(p);
  }
  return pairs;
}

function apart([, ay, , by]: Piece, [, cy, , dy]: Piece, reach: number): boolean {
  return Math.min(ay, by) > Math.max(cy, dy) + reach || Math.min(cy, dy) > Math.max(ay, by) + reach;
}

/** Whether the part of `other` that lies beside `line` is long enough and near enough. */
function runsAlong([ax, ay, bx, by]: Piece, [cx, cy, dx, dy]: Piece, reach: number): boolean {
  const length = Math.hypot(bx - ax, by - ay);
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  const at = (x: number, y: number) => (x - ax) * ux + (y - ay) * uy;
  const aside = (x: number, y: number) => (y - ay) * ux - (x - ax) * uy;
  const [s, t] = [at(cx, cy), at(dx, dy)];
  const [low, high] = [Math.max(0, Math.min(s, t)), Math.min(length, Math.max(s, t))];
  if (!(high - low > reach)) return false;
  const [from, to] = [aside(cx, cy), aside(dx, dy)];
  const away = (place: number) => Math.abs(from + ((place - s) / (t - s)) * (to - from));
  return away(low) <= reach && away(high) <= reach;
}

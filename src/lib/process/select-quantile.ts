/** Quantile of values in any order by linear interpolation (R's type 7), NaN when empty. The values are reordered. */
export function selectQuantile(values: Float64Array, share: number): number {
  const n = values.length;
  if (n === 0) return Number.NaN;
  const at = share * (n - 1);
  const below = Math.floor(at);
  const low = select(values, below);
  if (below === at) return low;
  let above = values[below + 1];
  for (let k = below + 2; k < n; k++) if (values[k] < above) above = values[k];
  return low + (at - below) * (above - low);
}

/** The value of rank `k` (0 the least); those of lower rank end up before it (Hoare's quickselect, middle of three). */
function select(values: Float64Array, k: number): number {
  let from = 0;
  let to = values.length - 1;
  while (from < to) {
    const pivot = middleOf(values[from], values[(from + to) >> 1], values[to]);
    let i = from;
    let j = to;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (k <= j) to = j;
    else if (k >= i) from = i;
    else break;
  }
  return values[k];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

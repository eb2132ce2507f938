/** Arithmetic mean; NaN when empty. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/**
 * Values less their mean, and the sum of their squares: the first step of every statistic here, and what keeps later sums
 * exact. The mean is taken twice, to remove what rounding left of it, so that a constant input gives exactly zero.
 */
export function centred(values: Float64Array): { readonly deviation: Float64Array; readonly squares: number } {
  const n = values.length;
  const deviation = new Float64Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i];
  const centre = sum / n;
  let rest = 0;
  for (let i = 0; i < n; i++) {
    const d = values[i] - centre;
    deviation[i] = d;
    rest += d;
  }
  rest /= n;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const d = deviation[i] - rest;
    deviation[i] = d;
    squares += d * d;
  }
  return { deviation, squares };
}

/** Σ v^power for a whole power from 1. */
export function powerSum(values: Float64Array, power: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    let term = values[i];
    for (let k = 1; k < power; k++) term *= values[i];
    sum += term;
  }
  return sum;
}

/** Sample variance (divisor n − 1); NaN for fewer than two values. */
export function sampleVariance(values: ArrayLike<number>): number {
  return values.length < 2 ? Number.NaN : centred(new Float64Array(values)).squares / (values.length - 1);
}

/** Quantile of ascending values by linear interpolation (R's type 7); NaN when empty. */
export function sortedQuantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** Quantile of values in any order (R's type 7); NaN when empty. */
export function quantile(values: ArrayLike<number>, share: number): number {
  return sortedQuantile(new Float64Array(values).sort(), share);
}

/** Median; NaN when empty. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Ranks from 1, ties given the mean of their ranks. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to]] === values[order[from]]) to++;
    for (let k = from; k < to; k++) out[order[k]] = (from + 1 + to) / 2;
    from = to;
  }
  return out;
}

/** Sizes of the groups of equal values, groups of one included. */
export function tieSizes(values: ArrayLike<number>): number[] {
  const sorted = new Float64Array(values).sort();
  const sizes: number[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    sizes.push(to - from);
    from = to;
  }
  return sizes;
}

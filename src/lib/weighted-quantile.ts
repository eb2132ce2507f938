/**
 * A function that gives quantiles of weighted values: the least value at which the weight up to it is at least that share
 * of the whole. Infinity counts as the greatest value; NaN where there is no weight.
 */
export function weightedQuantiles(values: ArrayLike<number>, weights: ArrayLike<number>): (share: number) => number {
  const order = Array.from({ length: values.length }, (_, i) => i).filter((i) => weights[i] > 0);
  order.sort((a, b) => (values[a] === values[b] ? 0 : values[a] - values[b]));
  const sums = new Float64Array(order.length);
  let sum = 0;
  order.forEach((i, k) => {
    sum += weights[i];
    sums[k] = sum;
  });
  return (share) => {
    const wanted = share * sum * (1 - 1e-12);
    const at = sums.findIndex((reached) => reached >= wanted);
    return at < 0 ? Number.NaN : values[order[at]];
  };
}

/** The two-sided 95 % quantile of the normal distribution. */
const z = 1.959963984540054;

/**
 * The Wilson 95 % interval of a share of `count` in `total`, both ends between 0 and 1; `null` where `total` is 0.
 * Wilson (1927), J. Am. Stat. Assoc. 22, 209–212.
 */
export function wilsonInterval(count: number, total: number): readonly [low: number, high: number] | null {
  if (total === 0) return null;
  const share = count / total;
  const square = (z * z) / total;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

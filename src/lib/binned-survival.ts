/**
 * Kaplan–Meier median from binned durations: the time by which half of all cases have ended, where open cases count as
 * censored at their present age (ended and censored in one bin: ended first, the usual tie rule). Linear within the bin
 * that crosses one half.
 *
 * @param ended    cases that ended, per duration bin
 * @param censored open cases, per duration bin of their age
 * @param binStart lower edge of a bin; the last bin is taken as wide as the one before it
 * @returns the median in the unit of `binStart`, or `null` while fewer than half have ended
 */
export function binnedMedian(
  ended: ArrayLike<number>,
  censored: ArrayLike<number>,
  binStart: (bin: number) => number,
): number | null {
  let atRisk = 0;
  for (let b = 0; b < ended.length; b++) atRisk += ended[b] + censored[b];
  let survival = 1;
  for (let b = 0; b < ended.length && atRisk > 0; b++) {
    const after = survival * (1 - ended[b] / atRisk);
    if (after <= 0.5) {
      const start = binStart(b);
      const end = b + 1 < ended.length ? binStart(b + 1) : 2 * start - binStart(b - 1);
      return start + ((survival - 0.5) / (survival - after)) * (end - start);
    }
    survival = after;
    atRisk -= ended[b] + censored[b];
  }
  return null;
}

/** The line that cases are compared with, and where the results go. */
export interface Line {
  readonly slope: number;
  readonly sign: 1 | -1;
  /** Where the results of the lanes go. */
  readonly out: Int32Array;
  readonly at: number;
  /** Step at which the circle's (or area's) numbers begin. */
  readonly from: number;
}

/** More than any sum of cases, in the units of `maximal`. */
export const beyond = 2 ** 29;

/**
 * Per lane the largest sum of `sign × (cases − slope × expected)` over steps in a row, at least 0 (Kadane 1984): for four
 * lanes whose cases lie side by side per step. Never less than exact, by at most a unit per step.
 */
export function maximal(
  cases: Int32Array,
  expected: Float64Array,
  { slope, sign, out, at, from }: Line,
  steps: number,
): void {
  let [r0, r1, r2, r3] = [0, 0, 0, 0];
  let [m0, m1, m2, m3] = [0, 0, 0, 0];
  // Rounded so that sums come out larger rather than smaller.
  const up = sign < 0 ? 1 : 0;
  const end = from + steps;
  for (let t = from; t < end; t++) {
    const exact = slope * expected[t];
    const line = exact < beyond ? (exact | 0) + up : beyond;
    r0 = (r0 + Math.imul(sign, cases[4 * t] - line)) | 0;
    r1 = (r1 + Math.imul(sign, cases[4 * t + 1] - line)) | 0;
    r2 = (r2 + Math.imul(sign, cases[4 * t + 2] - line)) | 0;
    r3 = (r3 + Math.imul(sign, cases[4 * t + 3] - line)) | 0;
    // Without branches, which would be guessed wrong: r = max(0, r), m = max(m, r).
    r0 &= ~(r0 >> 31);
    r1 &= ~(r1 >> 31);
    r2 &= ~(r2 >> 31);
    r3 &= ~(r3 >> 31);
    m0 = (m0 - ((m0 - r0) & ((m0 - r0) >> 31))) | 0;
    m1 = (m1 - ((m1 - r1) & ((m1 - r1) >> 31))) | 0;
    m2 = (m2 - ((m2 - r2) & ((m2 - r2) >> 31))) | 0;
    m3 = (m3 - ((m3 - r3) & ((m3 - r3) >> 31))) | 0;
  }
  out[at] = m0;
  out[at + 1] = m1;
  out[at + 2] = m2;
  out[at + 3] = m3;
}

import { exp, log } from "../../../lib/elementary/powers.ts";

/** A discrete distribution by its logarithm at a value and the ratio of the next value's probability to a value's. */
interface Discrete {
  readonly logAt: (k: number) => number;
  /** P(k + 1) / P(k). */
  readonly up: (k: number) => number;
  readonly mean: number;
  readonly from: number;
  readonly to: number;
}

/** Two-sided p: twice the smaller tail with the value in it, at most 1. */
function twoSided(k: number, { logAt, up, mean, from, to }: Discrete): number {
  let term = exp(logAt(k));
  let sum = term;
  if (k > mean) {
    for (let i = k; i < to && term > sum * 1e-17; i++) {
      term *= up(i);
      sum += term;
    }
  } else {
    for (let i = k - 1; i >= from && term > sum * 1e-17; i--) {
      term /= up(i);
      sum += term;
    }
  }
  return Math.min(1, 2 * sum);
}

/** p of `k` among `n` when each is one of them with probability `share`, between 0 and 1. */
export function binomialP(k: number, n: number, share: number): number {
  return twoSided(k, {
    logAt: (i) => logChoose(n, i) + i * log(share) + (n - i) * Math.log1p(-share),
    up: (i) => ((n - i) / (i + 1)) * (share / (1 - share)),
    mean: n * share,
    from: 0,
    to: n,
  });
}

/** p of `k` marked ones among `drawn`, when `marked` of `all` are marked. */
export function hypergeometricP(k: number, drawn: number, { marked, all }: { marked: number; all: number }): number {
  return twoSided(k, {
    logAt: (i) => logChoose(marked, i) + logChoose(all - marked, drawn - i) - logChoose(all, drawn),
    up: (i) => ((marked - i) * (drawn - i)) / ((i + 1) * (all - marked - drawn + i + 1)),
    mean: (drawn * marked) / all,
    from: Math.max(0, drawn + marked - all),
    to: Math.min(drawn, marked),
  });
}

function logChoose(n: number, k: number): number {
  return logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const small = Array.from({ length: 32 }, () => 0);
for (let n = 2; n < small.length; n++) small[n] = small[n - 1] + log(n);

/** ln n! of a whole number, by Stirling's series from 32 on (error below 1e-15). */
export function logFactorial(n: number): number {
  if (n < small.length) return small[n];
  const inverse = 1 / n;
  const series = inverse * (1 / 12 - inverse ** 2 * (1 / 360 - inverse ** 2 * (1 / 1260 - inverse ** 2 / 1680)));
  return (n + 0.5) * log(n) - n + 0.5 * log(2 * Math.PI) + series;
}

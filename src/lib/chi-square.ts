import { sin } from "./elementary/circle.ts";
import { exp, log } from "./elementary/powers.ts";

const tiny = 1e-300;

/** Coefficients of Lanczos' approximation with g = 7. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0. */
function logGamma(x: number): number {
  if (x < 0.5) return log(Math.PI / sin(Math.PI * x)) - logGamma(1 - x);
  let sum = lanczos[0];
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i] / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * log(2 * Math.PI) + (x - 0.5) * log(t) - t + log(sum);
}

/**
 * P(X ≥ x) of the chi-square distribution, by the series or the continued fraction of the incomplete gamma function
 * (Abramowitz & Stegun 6.5.29 and 6.5.31). 1 without degrees of freedom.
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (degrees <= 0 || x <= 0) return 1;
  const [a, y] = [degrees / 2, x / 2];
  const front = exp(a * log(y) - y - logGamma(a));
  return y < a + 1 ? 1 - front * lowerSeries(a, y) : front * upperFraction(a, y);
}

function lowerSeries(a: number, y: number): number {
  let [term, sum] = [1 / a, 1 / a];
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17 && n < 10_000; n++) {
    term *= y / (a + n);
    sum += term;
  }
  return sum;
}

/** Lentz's way through the continued fraction. */
function upperFraction(a: number, y: number): number {
  let b = y + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10_000; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / (an * d + b || tiny);
    c = b + an / c || tiny;
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return h;
}

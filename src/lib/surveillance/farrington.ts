import { atan, cos, sin } from "../elementary/circle.ts";
import { exp, pow } from "../elementary/powers.ts";
import { normalQuantile } from "../normal.ts";
import { type Design, type QuasiPoisson, quadratic, quasiPoisson } from "./glm.ts";

/** How Farrington's detector judges a count. */
export interface FarringtonOptions {
  /** Day of the first count, in days since 1970-01-01, and days from one count to the next: 1 or 7. */
  readonly firstDay: number;
  readonly stepDays: number;
  /** Years to look back, and counts on either side of the same time of year. */
  readonly yearsBack: number;
  readonly halfWindow: number;
  /** `flexible` is the one of Noufaily et al. 2013: all counts of the years with a factor for the time of year. */
  readonly variant: "original" | "flexible";
  /** A quantile of a negative binomial around the fit, or of the fit's own error as well, on the 2/3 power. */
  readonly bound: "quantile" | "delta";
  /** A trend is kept where its p is below this; 1 keeps every one that does not run away. */
  readonly trendLevel: number;
  readonly alpha: number;
  /** At least so many cases in so many of the last counts, or there is no judgement. */
  readonly leastCases: readonly [cases: number, counts: number];
}

/** The settings of Farrington et al. 1996, but for where the weeks begin. */
export const originalFarrington: Omit<FarringtonOptions, "firstDay"> = {
  stepDays: 7,
  yearsBack: 5,
  halfWindow: 3,
  variant: "original",
  bound: "delta",
  trendLevel: 0.05,
  alpha: 0.05,
  leastCases: [5, 4],
};

/** The settings of Noufaily et al. 2013, but for where the weeks begin. */
export const flexibleFarrington: Omit<FarringtonOptions, "firstDay"> = {
  ...originalFarrington,
  variant: "flexible",
  bound: "quantile",
  trendLevel: 1,
  alpha: 0.01,
};

/** The flexible detector of R's surveillance with its bound by the delta method. */
export const flexibleFarringtonDelta: typeof flexibleFarrington = {
  ...flexibleFarrington,
  bound: "delta",
  trendLevel: 0.05,
};

const seasonGroups = 10;
const lastLeftOut = 26;

/** What Farrington's detector says of a count. */
export interface Farrington {
  /** NaN without enough recent cases or history. */
  readonly upper: number;
  readonly expected: number;
  readonly trend: boolean;
  readonly dispersion: number;
}

const none: Farrington = { upper: Number.NaN, expected: Number.NaN, trend: false, dispersion: Number.NaN };

/**
 * The upper bound of count `t` from those of the same time in past years: a quasi-Poisson regression with a trend that is
 * dropped where it does not hold, past outbreaks weighed down, and a bound on the 2/3 power (Farrington et al. 1996) or
 * a quantile of a negative binomial, as `farrington` and `farringtonFlexible` of R's surveillance 1.20. Missing counts
 * (NaN) are left out.
 */
export function farringtonBound(counts: ArrayLike<number>, t: number, options: FarringtonOptions): Farrington {
  const [cases, last] = options.leastCases;
  let recent = 0;
  for (let i = Math.max(0, t - last + 1); i <= t; i++) recent += counts[i] || 0;
  const history = historyOf(t, options);
  if (recent < cases || history.length === 0 || history[0].at < 0) return none;
  const used = history.filter(({ at }) => !Number.isNaN(counts[at]));
  const regressed = (trend: boolean) => weighed(designOf(counts, used, { t, trend, options }), options);
  const withTrend = options.yearsBack >= 3 ? regressed(true) : null;
  const most = used.reduce((top, { at }) => Math.max(top, counts[at]), 0);
  const holds = withTrend !== null && trendP(withTrend) < options.trendLevel && exp(withTrend.coefficients[0]) <= most;
  const fitted = holds ? withTrend : regressed(false);
  return fitted ? { ...boundOf(fitted, options), trend: holds } : none;
}

interface Past {
  readonly at: number;
  /** 0: the same time of year. */
  readonly group: number;
}

/** Past counts around the same date of earlier years, oldest first; `flexible` adds those between, in groups. */
function historyOf(t: number, options: FarringtonOptions): Past[] {
  const { yearsBack, halfWindow, variant } = options;
  const middles = Array.from({ length: yearsBack }, (_, i) => sameDate(t, yearsBack - i, options));
  const past: Past[] = [];
  middles.forEach((middle, i) => {
    for (let at = middle - halfWindow; at <= middle + halfWindow; at++) past.push({ at, group: 0 });
    if (variant === "original") return;
    const length = (middles[i + 1] ?? t) - middle - 2 * halfWindow - 1;
    const [each, rest] = [Math.floor(length / (seasonGroups - 1)), length % (seasonGroups - 1)];
    let at = middle + halfWindow + 1;
    for (let group = 1; group < seasonGroups; group++) {
      for (let i = 0; i < each + (group <= rest ? 1 : 0); i++) past.push({ at: at++, group });
    }
  });
  return variant === "original" ? past : past.filter(({ at }) => at < t - lastLeftOut);
}

/** The count of the same date so many years before; of weeks the one that begins nearest to it. */
function sameDate(t: number, years: number, { firstDay, stepDays }: FarringtonOptions): number {
  const now = new Date((firstDay + t * stepDays) * 86_400_000);
  const before = Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate()) / 86_400_000;
  return Math.round((before - firstDay) / stepDays);
}

interface Designing {
  readonly t: number;
  readonly trend: boolean;
  readonly options: FarringtonOptions;
}

/** Intercept, years before now, and the time of year: the intercept alone is the prediction for now. */
function designOf(counts: ArrayLike<number>, past: readonly Past[], { t, trend, options }: Designing): Design {
  const groups = options.variant === "flexible" ? seasonGroups - 1 : 0;
  const columns = 1 + (trend ? 1 : 0) + groups;
  const x = new Float64Array(past.length * columns);
  past.forEach(({ at, group }, row) => {
    x[row * columns] = 1;
    if (trend) x[row * columns + 1] = ((at - t) * options.stepDays) / 365;
    if (group > 0) x[row * columns + columns - groups - 1 + group] = 1;
  });
  return {
    columns,
    x,
    y: Float64Array.from(past, ({ at }) => counts[at]),
    weight: new Float64Array(past.length).fill(1),
  };
}

/** A fit, and the dispersion by which its coefficients are uncertain. */
interface Fit extends QuasiPoisson {
  readonly coefficientDispersion: number;
}

/** Fits, weighs observations far above the fit down (Anscombe residuals over the bar), and fits again. */
function weighed(design: Design, options: FarringtonOptions): Fit | null {
  const flexible = options.variant === "flexible";
  const bar = flexible ? 2.58 : 1;
  const first = quasiPoisson(design);
  if (!first) return null;
  const phi = phiOf(first);
  const residual = design.y.map((y, i) => {
    const mu = first.fitted[i];
    const anscombe = 1.5 * (pow(y, 2 / 3) * pow(mu, -1 / 6) - Math.sqrt(mu));
    return anscombe / Math.sqrt(phi * (1 - first.leverage[i]));
  });
  const share = residual.reduce((sum, r) => sum + (r > bar ? r ** -2 : 1), 0);
  const even = residual.length / share;
  const weight = residual.map((r) => (r > bar ? even * r ** -2 : even));
  const fit = quasiPoisson({ ...design, weight });
  return (
    fit && { ...fit, coefficientDispersion: flexible ? priorDispersion(fit, { ...design, weight }) : fit.dispersion }
  );
}

function phiOf({ dispersion }: QuasiPoisson): number {
  return Math.max(1, dispersion);
}

/**
 * Σ w (y − μ)² / μ² over the degrees of freedom. `farringtonFlexible` puts the weights of the outbreaks in the place of
 * the working weights, and R then takes this for the dispersion of the coefficients: about φ / μ, so that trends are
 * kept more readily than their p should allow. We follow it, to be comparable.
 */
function priorDispersion({ fitted, degrees }: QuasiPoisson, { y, weight }: Design): number {
  return y.reduce((sum, count, i) => sum + weight[i] * (count / fitted[i] - 1) ** 2, 0) / degrees;
}

/** Two-sided p-value of the trend, by the normal distribution widened as Student's with these degrees. */
function trendP({ coefficients, unscaled, coefficientDispersion, degrees }: Fit): number {
  const n = coefficients.length;
  const t = coefficients[1] / Math.sqrt(coefficientDispersion * unscaled[n + 1]);
  return studentP(t, degrees);
}

/** Two-sided p of Student's t with whole degrees of freedom (Abramowitz, Stegun 26.7.3 and 26.7.4). */
export function studentP(t: number, degrees: number): number {
  const angle = atan(Math.abs(t) / Math.sqrt(degrees));
  const [sine, cosine] = [sin(angle), cos(angle)];
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let i = odd ? 3 : 2; i < degrees - 1; i += 2) {
    term *= (cosine * cosine * (i - 1)) / i;
    sum += term;
  }
  const inside = odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
  return Math.max(0, 1 - inside);
}

function boundOf(fit: Fit, options: FarringtonOptions): Omit<Farrington, "trend"> {
  const mu = exp(fit.coefficients[0]);
  const phi = phiOf(fit);
  const expected = { expected: mu, dispersion: phi };
  if (options.bound === "quantile") {
    return { ...expected, upper: negativeBinomialQuantile(1 - options.alpha, mu, phi) };
  }
  const now = new Float64Array(fit.coefficients.length);
  now[0] = 1;
  const flexible = options.variant === "flexible";
  const spread = flexible ? fit.coefficientDispersion : phi;
  const tau = phi + spread * quadratic(fit.unscaled, now) * mu;
  const z = normalQuantile(1 - (flexible ? options.alpha : options.alpha / 2));
  const root = pow(mu, 2 / 3) + z * Math.sqrt((4 / 9) * pow(mu, 1 / 3) * tau);
  return { ...expected, upper: pow(Math.max(0, root), 1.5) };
}

/** Least count at which a negative binomial of mean μ and variance φ μ (Poisson where φ is 1) reaches a share. */
export function negativeBinomialQuantile(share: number, mu: number, phi: number): number {
  const size = mu / (phi - 1);
  let probability = phi > 1 ? pow(phi, -size) : exp(-mu);
  let sum = probability;
  let count = 0;
  while (sum < share && count < 1e6) {
    count++;
    probability *= phi > 1 ? ((size + count - 1) / count) * (1 - 1 / phi) : mu / count;
    sum += probability;
  }
  return count;
}

import { kendallScore, mannKendall, numbersOf, senSlope, type Trend, trendOf } from "./mann-kendall.ts";
import { normalQuantile } from "./normal.ts";
import { mean, ranks } from "./stats.ts";

/**
 * Mann-Kendall for a series whose values depend on the ones before (Hamed & Rao 1998,
 * https://doi.org/10.1016/S0022-1694(97)00125-X): the variance of S is corrected by the significant autocorrelations of
 * the ranks of the detrended series. `lags` limits how many are looked at.
 */
export function hamedRao(series: ArrayLike<number>, lags = Infinity): Trend {
  const values = numbersOf(series);
  const n = values.length;
  if (n < 4) return mannKendall(series);
  const correlation = autocorrelation(ranks(detrended(values, series)), lags);
  const limit = normalQuantile(0.975) / Math.sqrt(n);
  let sum = 0;
  for (let lag = 1; lag < correlation.length; lag++) {
    if (Math.abs(correlation[lag]) > limit) sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation[lag];
  }
  return withVariance(values, 1 + (2 / (n * (n - 1) * (n - 2))) * sum);
}

/**
 * The same with all autocorrelations of the detrended values themselves (Yue & Wang 2004,
 * https://doi.org/10.1023/B:WARM.0000043140.61082.60). Over all lags they add up to −1/2 whatever the series is, so that
 * `lags` had better be few.
 */
export function yueWang(series: ArrayLike<number>, lags = Infinity): Trend {
  const values = numbersOf(series);
  const n = values.length;
  if (n < 4) return mannKendall(series);
  const correlation = autocorrelation(detrended(values, series), lags);
  let sum = 0;
  for (let lag = 1; lag < correlation.length; lag++) sum += (1 - lag / n) * correlation[lag];
  return withVariance(values, 1 + 2 * sum);
}

/** The test of what the value before does not explain: x_t − r₁ x_{t−1} (Yue & Wang 2002). It takes some trend away too. */
export function preWhitened(series: ArrayLike<number>): Trend {
  const values = numbersOf(series);
  if (values.length < 4) return mannKendall(series);
  return mannKendall(whitened(values));
}

/** The same after Sen's trend has been taken out, and put back before the test (Yue et al. 2002, TFPW). */
export function trendFreePreWhitened(series: ArrayLike<number>): Trend {
  const values = numbersOf(series);
  if (values.length < 4) return mannKendall(series);
  const { slope } = senSlope(series);
  return mannKendall(whitened(detrended(values, series)).map((value, i) => value + (i + 1) * slope));
}

function detrended(values: Float64Array, series: ArrayLike<number>): Float64Array {
  const { slope } = senSlope(series);
  return values.map((value, i) => value - (i + 1) * slope);
}

function whitened(values: Float64Array): Float64Array {
  const [, first] = autocorrelation(values, 1);
  return values.slice(1).map((value, i) => value - values[i] * first);
}

/** r₀ = 1, r₁ … of the first `lags` lags; zeros after r₀ for a constant series. */
function autocorrelation(values: Float64Array, lags: number): Float64Array {
  const n = values.length;
  const centre = mean(values);
  const out = new Float64Array(Math.min(n, lags + 1));
  for (let lag = 0; lag < out.length; lag++) {
    for (let i = lag; i < n; i++) out[lag] += (values[i] - centre) * (values[i - lag] - centre);
  }
  const whole = out[0];
  return out.map((sum, lag) => (whole > 0 ? sum / whole : lag === 0 ? 1 : 0));
}

/** A factor that leaves no variance cannot be right: autocorrelations of a short series are uncertain. Then none is used. */
function withVariance(values: Float64Array, factor: number): Trend {
  const score = kendallScore(values);
  return trendOf({ ...score, variance: score.variance * (factor > 0 ? factor : 1) });
}

import { exp, pow } from "../elementary/powers.ts";
import { cusum } from "./cusum.ts";
import { earsBound } from "./ears.ts";
import { farringtonBound, flexibleFarrington, originalFarrington } from "./farrington.ts";
import { remainderLimit, stl } from "./stl.ts";

/** Detectors of unusual counts; `none` where the history is too short for any. */
export const detectors = ["none", "ears-c1", "ears-c2", "ears-c3", "cusum", "farrington", "flexible", "stl"] as const;
export type Detector = (typeof detectors)[number];

/** How a series is judged. */
export interface SeriesOptions {
  /** Days since 1970-01-01 of the first count. */
  readonly firstDay: number;
  /** `auto` takes what fits the length of the history. */
  readonly detector: Detector | "auto";
  readonly alpha: number;
  /** Baseline of EARS, in counts. */
  readonly baseline: number;
  /** Weekdays are compared with weekdays and weekends with weekends. */
  readonly weekdays: boolean;
  readonly leastSd: number;
}

/** What a detector says of the last count of a series. */
export interface SeriesJudged {
  readonly detector: Detector;
  /** Days the judged count is of: 1, or 7 for Farrington. */
  readonly days: number;
  readonly observed: number;
  readonly expected: number;
  readonly upper: number;
  /** Chance of so many or more, by a negative binomial of the expected count and its spread; NaN without a bound. */
  readonly p: number;
}

const year = 365;

/** The detector for a history of so many days with so many counts a day. */
export function detectorFor(days: number, perDay: number): Detector {
  if (days >= 5 * year + 190) return "flexible";
  if (days >= 3 * year + 30) return "farrington";
  if (days >= 16 * 7 && perDay >= 5) return "stl";
  return days >= 21 ? "ears-c2" : "none";
}

/** Judges the last count of a daily series; days without data are NaN, and no zeros. */
export function judgeSeries(counts: Float64Array, options: SeriesOptions): SeriesJudged {
  const known = counts.filter((count) => !Number.isNaN(count));
  const observed = counts[counts.length - 1];
  const perDay = known.reduce((sum, one) => sum + one, 0) / Math.max(1, known.length);
  const detector = options.detector === "auto" ? detectorFor(counts.length - 1, perDay) : options.detector;
  if (counts.length === 0 || Number.isNaN(observed)) return nothing("none", observed);
  switch (detector) {
    case "none":
      return nothing("none", observed);
    case "farrington":
    case "flexible":
      return byFarrington(counts, detector, options);
    case "cusum":
      return byCusum(counts, options);
    case "stl":
      return byStl(counts, options);
    default:
      return byEars(counts, detector, options);
  }
}

const nothing = (detector: Detector, observed: number): SeriesJudged => ({
  detector,
  days: 1,
  observed,
  expected: Number.NaN,
  upper: Number.NaN,
  p: Number.NaN,
});

const isWeekend = (day: number): boolean => {
  // 1 January 1970 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7;
  return weekday >= 5;
};

/** Counts of the same kind of day as the last, the last one at the end. */
function sameKind(counts: Float64Array, { firstDay, weekdays }: SeriesOptions): Float64Array {
  if (!weekdays) return counts.filter((count) => !Number.isNaN(count));
  const wanted = isWeekend(firstDay + counts.length - 1);
  return counts.filter((count, i) => !Number.isNaN(count) && isWeekend(firstDay + i) === wanted);
}

/** EARS was made for a week; with less there is no spread to speak of. */
const fewestCounts = 7;

function byEars(counts: Float64Array, detector: Detector, options: SeriesOptions): SeriesJudged {
  const own = sameKind(counts, options);
  const method = detector === "ears-c1" ? "c1" : detector === "ears-c3" ? "c3" : "c2";
  const { alpha, leastSd } = options;
  const lag = method === "c1" ? 0 : 2;
  // A short history has a short baseline; C3 looks back two counts more.
  const baseline = Math.min(options.baseline, own.length - 1 - lag - (method === "c3" ? 2 : 0));
  if (baseline < fewestCounts) return nothing("none", counts[counts.length - 1]);
  const { upper, expected } = earsBound(own, own.length - 1, { method, baseline, alpha, leastSd });
  const window = own.slice(own.length - 1 - lag - baseline, own.length - 1 - lag);
  return judged({ detector, days: 1, observed: own[own.length - 1], expected, upper }, window);
}

function byCusum(counts: Float64Array, options: SeriesOptions): SeriesJudged {
  const own = sameKind(counts, options);
  const window = own.slice(0, -1);
  const expected = window.reduce((sum, one) => sum + one, 0) / window.length;
  if (!(expected > 0)) return nothing("none", counts[counts.length - 1]);
  const { upper } = cusum(own, { k: 1.04, h: 2.26, mean: expected, transform: "rossi" });
  // The least count that alarms is one above what is bearable.
  const bearable = upper[own.length - 1] - 1;
  return judged({ detector: "cusum", days: 1, observed: own[own.length - 1], expected, upper: bearable }, window);
}

function byStl(counts: Float64Array, { leastSd }: SeriesOptions): SeriesJudged {
  const past = filled(counts.slice(0, -1));
  const parts = stl(past, { period: 7, seasonalSpan: "periodic", robust: true });
  const n = past.length;
  const expected = Math.max(0, parts.trend[n - 1] + parts.seasonal[n - 7]);
  const upper = expected + remainderLimit(parts.remainder, { times: 3, leastSd });
  const around = parts.remainder.map((value) => Math.max(0, expected + value));
  return judged({ detector: "stl", days: 1, observed: counts[n], expected, upper }, around);
}

/** Gaps take the count of a week before: the decomposition needs them full, and they are judged by nobody. */
function filled(counts: Float64Array): Float64Array {
  const out = counts.slice();
  for (let i = 0; i < out.length; i++) if (Number.isNaN(out[i])) out[i] = i >= 7 ? out[i - 7] : 0;
  return out;
}

function byFarrington(counts: Float64Array, detector: "farrington" | "flexible", options: SeriesOptions): SeriesJudged {
  const weeks = weeklySums(counts);
  const firstDay = options.firstDay + (counts.length % 7);
  const t = weeks.length - 1;
  const yearsBack = Math.min(5, Math.floor((t - 4) / 52.2));
  const settings = detector === "flexible" ? flexibleFarrington : originalFarrington;
  const bound = farringtonBound(weeks, t, { ...settings, firstDay, yearsBack, alpha: options.alpha });
  if (Number.isNaN(bound.upper)) return { ...nothing(detector, weeks[t]), days: 7 };
  const { expected, upper, dispersion } = bound;
  const p = negativeBinomialTail(weeks[t], expected, dispersion * 1.1);
  return { detector, days: 7, observed: weeks[t], expected, upper, p };
}

/** Sums of weeks that end with the last day; a week with a missing day is missing. */
export function weeklySums(counts: Float64Array): Float64Array {
  const weeks = Math.floor(counts.length / 7);
  const first = counts.length - weeks * 7;
  return Float64Array.from({ length: weeks }, (_, w) => {
    let sum = 0;
    for (let d = 0; d < 7; d++) sum += counts[first + w * 7 + d];
    return sum;
  });
}

function judged(found: Omit<SeriesJudged, "p">, window: Float64Array): SeriesJudged {
  const n = window.length;
  const mean = window.reduce((sum, one) => sum + one, 0) / n;
  const variance = window.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, n - 1);
  // An unknown mean of n counts spreads the next one further; a rare series may have been empty by chance.
  const expected = Math.max(found.expected, 0.5 / n);
  const spread = Math.max(1, variance / Math.max(mean, 1e-9)) * (1 + expected / n / Math.max(expected, 1e-9)) + 1 / n;
  return { ...found, p: negativeBinomialTail(found.observed, expected, spread) };
}

/** Chance of `count` or more of a negative binomial with this mean, and a variance of φ times it. */
export function negativeBinomialTail(count: number, mean: number, phi: number): number {
  if (count <= 0) return 1;
  if (!(mean > 0)) return 0;
  const size = mean / (phi - 1);
  let probability = phi > 1.000001 ? pow(phi, -size) : exp(-mean);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += probability;
    probability *= phi > 1.000001 ? ((size + k) / (k + 1)) * (1 - 1 / phi) : mean / (k + 1);
  }
  return below > 0.9 ? tailFrom(count, probability, { mean, phi, size }) : 1 - below;
}

/** The tail summed itself, so that small chances are not lost in 1 − sum. */
function tailFrom(
  count: number,
  first: number,
  { mean, phi, size }: { readonly mean: number; readonly phi: number; readonly size: number },
): number {
  let [sum, term] = [0, first];
  for (let k = count; k < count + 10_000 && term > sum * 1e-12; k++) {
    sum += term;
    term *= phi > 1.000001 ? ((size + k) / (k + 1)) * (1 - 1 / phi) : mean / (k + 1);
  }
  return sum;
}

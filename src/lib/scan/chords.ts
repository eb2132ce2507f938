import { ratioOf, type Searcher } from "./search.ts";

/**
 * Straight lines that windows must cross to have a ratio above a bar. The ratio is convex in cases and expected counts
 * together (a divergence of Kullback and Leibler), so where it is at most the bar at two points of expected counts it is
 * so on the chord between them. A window whose expected count lies between the two and whose cases stay below the chord
 * is dismissed; the largest `cases − slope × expected` of all windows is a maximal subarray, found in one pass.
 */
export interface Chords {
  /** Expected counts at which chords begin and end: chord `i` from `knots[i]` to `knots[i + 1]`. */
  readonly knots: Float64Array;
  /** +1: too many cases, −1: too few. */
  readonly sign: 1 | -1;
  /** Slopes: fixed while replications are searched. */
  readonly slope: Float64Array;
}

/** From one knot to the next: the chord is then up to 5 % closer than the bound. */
const ratio = 4;

/** Knots that cover what windows expect, from `least` (may be 0) to `most`. */
export function knotsBetween(least: number, most: number): Float64Array {
  const knots = [0];
  for (let at = Math.max(least, most * 1e-6); at < most; at *= ratio) knots.push(at);
  knots.push(most * (1 + 1e-9));
  return Float64Array.from(knots);
}

/** Chords with the slopes that fit a bar. */
export function chordsAt(
  searcher: Searcher,
  knots: Float64Array,
  { sign, bar }: { sign: 1 | -1; bar: number },
): Chords {
  const at = knots.map((expected) => edgeAt(searcher, expected, { sign, bar }));
  const slope = Float64Array.from(
    { length: knots.length - 1 },
    (_, i) => (at[i + 1] - at[i]) / Math.max(knots[i + 1] - knots[i], Number.MIN_VALUE),
  );
  return { knots, sign, slope };
}

/**
 * How far above (or below) its slope each chord lies where the bar is another one: `sign × (cases − slope × expected)`
 * of a window may be so large, and its ratio is still at most the bar.
 */
export function roomsAt(searcher: Searcher, { knots, sign, slope }: Chords, bar: number): Float64Array {
  const at = knots.map((expected) => edgeAt(searcher, expected, { sign, bar }));
  return slope.map((own, i) => Math.min(sign * (at[i] - own * knots[i]), sign * (at[i + 1] - own * knots[i + 1])));
}

/** Rounding of ratios is far below this. */
const margin = 1e-9;

/** The most (or fewest) cases with a ratio of at most the bar where so many are expected. */
function edgeAt(searcher: Searcher, expected: number, { sign, bar }: { sign: 1 | -1; bar: number }): number {
  const { scan, dismissal } = searcher;
  const usual = expected * dismissal.rate;
  if (!(usual > 0)) return 0;
  const limit = sign < 0 ? 0 : scan.model === "bernoulli" ? Math.min(expected, scan.total) : mostCases(scan, usual);
  const holds = (cases: number) => ratioOf(searcher, cases, expected) <= bar * (1 - margin);
  if (sign * (limit - usual) <= 0) return usual;
  let [inside, outside] = [usual, limit];
  if (holds(limit)) return limit;
  for (let i = 0; i < 40; i++) {
    const middle = (inside + outside) / 2;
    if (holds(middle)) inside = middle;
    else outside = middle;
  }
  return inside;
}

function mostCases({ model, total }: Searcher["scan"], usual: number): number {
  return model === "expectation" ? 20 * usual + 1000 : total;
}

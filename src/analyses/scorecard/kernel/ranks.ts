import { createRandom, type Random } from "../../../lib/random.ts";
import type { IndicatorCode } from "./indicators.ts";
import { pointShare, type Rule } from "./schemes.ts";

/** A line of a scheme that points can be given for. */
export interface WeighedLine extends Rule {
  readonly code: IndicatorCode;
  readonly weight: number;
}

/** Cases of one unit that count alike: numerators and denominators per line, and how many cases there are. */
export interface Pattern {
  readonly of: readonly number[];
  readonly over: readonly number[];
  cases: number;
}

/** Below this denominator a line gives no points: the unit is shown, and not ranked. */
export const rankedFrom = 5;

/** The score of a unit from 0 to 100, NaN where a line has no denominator. */
export function scoreOf(lines: readonly WeighedLine[], of: ArrayLike<number>, over: ArrayLike<number>): number {
  let [points, weights] = [0, 0];
  for (const [l, line] of lines.entries()) {
    if (!(over[l] > 0)) return Number.NaN;
    points += line.weight * pointShare(line.code, of[l] / over[l], line, line.weight);
    weights += line.weight;
  }
  return weights > 0 ? (100 * points) / weights : Number.NaN;
}

/** A number with the Poisson distribution of this mean: exact below 30, else the rounded normal, never below 0. */
export function poisson(mean: number, random: Random): number {
  if (mean >= 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.gaussian()));
  const floor = Math.exp(-mean);
  let count = 0;
  for (let product = random.float(); product > floor; product *= random.float()) count++;
  return count;
}

/** What is known of the score of a unit; NaN and 0 where it is not ranked. */
export interface Standing {
  readonly score: number;
  readonly low: number;
  readonly high: number;
  /** Whether every line has a denominator of at least `rankedFrom`. */
  readonly isRanked: boolean;
  /** Its place by score; the best and the worst that it could have. */
  readonly rank: number;
  readonly bestRank: number;
  readonly worstRank: number;
}

interface RankOptions {
  readonly lines: readonly WeighedLine[];
  readonly draws: number;
  readonly seed: number;
}

/** One is better than another if it is in so large a share of the draws. */
const certain = 0.975;

/**
 * Scores of units with 95 % intervals, and between which places each could be: every unit's cases are drawn anew (Poisson
 * bootstrap; cases that count alike together), and a unit is behind another only if it is in 97.5 % of the draws. Pairwise,
 * not adjusted for their number; after Goldstein & Spiegelhalter (1996), J. R. Stat. Soc. A 159, 385–443.
 */
export function* standings(
  units: readonly (readonly Pattern[])[],
  options: RankOptions,
): Generator<number, Standing[], void> {
  const { lines, draws, seed } = options;
  const sums = units.map((patterns) => sumOf(patterns, lines.length, ({ cases }) => cases));
  const scores = sums.map(({ of, over }) => scoreOf(lines, of, over));
  const ranked = sums.map(({ over }) => lines.length > 0 && over.every((count) => count >= rankedFrom));
  const places = [...units.keys()].filter((u) => ranked[u]);
  const drawn = places.map(() => new Float64Array(draws));
  for (const [p, u] of places.entries()) {
    yield p / places.length;
    const random = createRandom(seed, `unit ${u}`);
    for (let d = 0; d < draws; d++) {
      const { of, over } = sumOf(units[u], lines.length, ({ cases }) => poisson(cases, random));
      const score = scoreOf(lines, of, over);
      drawn[p][d] = Number.isNaN(score) ? scores[u] : score;
    }
  }
  const out = units.map(
    (_, u): Standing => ({
      score: scores[u],
      low: Number.NaN,
      high: Number.NaN,
      isRanked: false,
      rank: 0,
      bestRank: 0,
      worstRank: 0,
    }),
  );
  for (const [p, u] of places.entries()) {
    const sorted = drawn[p].slice().sort();
    let [better, worse, above] = [0, 0, 0];
    for (const [q, other] of places.entries()) {
      if (q === p) continue;
      const behind = shareBelow(drawn[p], drawn[q]);
      if (behind >= certain) better++;
      if (shareBelow(drawn[q], drawn[p]) >= certain) worse++;
      if (scores[other] > scores[u]) above++;
    }
    out[u] = {
      score: scores[u],
      low: sorted[Math.floor(0.025 * draws)],
      high: sorted[Math.ceil(0.975 * draws) - 1],
      isRanked: true,
      rank: above + 1,
      bestRank: better + 1,
      worstRank: places.length - worse,
    };
  }
  return out;
}

/** Share of the draws in which the first is below the second. */
function shareBelow(one: Float64Array, other: Float64Array): number {
  let below = 0;
  for (let d = 0; d < one.length; d++) if (one[d] < other[d]) below++;
  return below / one.length;
}

function sumOf(patterns: readonly Pattern[], lines: number, weight: (pattern: Pattern) => number) {
  const [of, over] = [new Float64Array(lines), new Float64Array(lines)];
  for (const pattern of patterns) {
    const cases = weight(pattern);
    for (let l = 0; l < lines; l++) {
      of[l] += cases * pattern.of[l];
      over[l] += cases * pattern.over[l];
    }
  }
  return { of, over };
}

/** Puts cases together that count alike, unit by unit; cases of units beyond the last are in none. */
export function createPatterns(units: number, lines: number) {
  const known = Array.from({ length: units }, () => new Map<string, Pattern>());
  return {
    add(unit: number, of: readonly number[], over: readonly number[]): void {
      if (unit >= units) return;
      let key = "";
      for (let l = 0; l < lines; l++) key += over[l] === 0 ? "-" : `${of[l]}/${over[l]},`;
      const own = known[unit].get(key);
      if (own) own.cases++;
      else known[unit].set(key, { of: [...of], over: [...over], cases: 1 });
    },
    patterns: (): Pattern[][] => known.map((own) => [...own.values()]),
  };
}

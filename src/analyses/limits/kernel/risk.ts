import { type CaseLimits, type LimitColumns, pausesOf, verdictCode } from "../../../lib/limits/case-limits.ts";
import { clockSeconds, runningSeconds } from "../../../lib/limits/due-time.ts";
import { type LifeTable, lifeTable, type SurvivalTally } from "../../../lib/survival.ts";
import { survivalAhead } from "../../../lib/survival-ahead.ts";
import { tallySeconds } from "../../../lib/survival-seconds.ts";
import type { WorkCalendar } from "../../../lib/working-time.ts";

/** The stages that an open case can be at: it has got so far and waits for the next. */
export const openStages = ["reported", "accepted", "registered", "dispatched", "arrived", "handled"] as const;

/** A curve is asked only with so many ended cases, and so many still watched at the time elapsed. */
const endedAtLeast = 30;
const watchedAtLeast = 20;

/** One way of putting cases together that take similar time. */
export interface Strata {
  readonly of: Uint16Array | Uint32Array;
  readonly count: number;
}

interface RiskInput {
  readonly columns: LimitColumns;
  readonly limits: CaseLimits;
  readonly calendar: WorkCalendar;
  readonly asOf: number;
  /** Where the data have a gap, an open case is watched only to its beginning. */
  readonly seenUntil: Float64Array;
  /** From fine to coarse: the first with cases enough is asked. */
  readonly strata: readonly Strata[];
}

/** What is foreseen of cases whose limit has not run out; NaN and 255 elsewhere. */
export interface Risks {
  /** Probability of breaking the limit. */
  readonly risk: Float64Array;
  /** Index into `openStages`. */
  readonly stage: Uint8Array;
  /** Which of the strata was asked. */
  readonly level: Uint8Array;
}

const open = verdictCode("open");
const firstWatched = verdictCode("suspended");

/** The latest stage that a case has reached by `asOf`, 255 for none. */
export function stageOf(columns: LimitColumns, i: number, asOf: number): number {
  for (let s = openStages.length - 1; s >= 0; s--) if (columns[openStages[s]][i] <= asOf) return s;
  return 255;
}

/**
 * The probability that an open case breaks its limit: among all cases that reached its stage (open ones censored), the
 * share that took longer than the case has taken since then and has left, of those that took longer than it has taken.
 */
export function* foreseen(input: RiskInput): Generator<number, Risks, void> {
  const { columns, limits, asOf, calendar, strata } = input;
  const n = columns.state.length;
  const out = {
    risk: new Float64Array(n).fill(Number.NaN),
    stage: new Uint8Array(n).fill(255),
    level: new Uint8Array(n).fill(255),
  };
  const waiting: number[][] = openStages.map(() => []);
  for (let i = 0; i < n; i++) {
    if (limits.verdict[i] < firstWatched) continue;
    out.stage[i] = stageOf(columns, i, asOf);
    if (limits.verdict[i] === open) waiting[out.stage[i]]?.push(i);
  }
  for (const [s, rows] of waiting.entries()) {
    yield s / openStages.length;
    if (rows.length === 0) continue;
    const entered = columns[openStages[s]];
    const watched = watchedSince(input, entered);
    const curves = strata.map((one) => curvesOf(watched, one));
    for (const i of rows) {
      const office = limits.office[i] === 1;
      const elapsed = runningSeconds(calendar, office, [entered[i], asOf], pausesOf(columns, i, asOf));
      const remaining = clockSeconds(calendar, office, asOf, limits.due[i]);
      for (const [level, curve] of curves.entries()) {
        const table = curve(strata[level].of[i]);
        if (!table) continue;
        const ahead = survivalAhead(table, elapsed, remaining);
        if (ahead.atRisk < watchedAtLeast || Number.isNaN(ahead.open)) continue;
        out.risk[i] = ahead.open;
        out.level[i] = level;
        break;
      }
    }
  }
  return out;
}

/** How long every case took or has taken since it entered a stage; 1 in `counts` where it is watched. */
function watchedSince({ columns, limits, asOf, seenUntil, calendar }: RiskInput, entered: Float64Array) {
  const n = entered.length;
  const out = { time: new Uint32Array(n), event: new Uint8Array(n), counts: new Uint8Array(n) };
  for (let i = 0; i < n; i++) {
    const end = limits.end[i];
    if (limits.verdict[i] < firstWatched || !(entered[i] <= asOf) || end < entered[i]) continue;
    out.counts[i] = 1;
    out.event[i] = Number.isNaN(end) ? 0 : 1;
    const last = Math.max(entered[i], Math.min(asOf, seenUntil[i]));
    const span = [entered[i], out.event[i] ? end : last] as const;
    const seconds = runningSeconds(calendar, limits.office[i] === 1, span, pausesOf(columns, i, asOf));
    out.time[i] = Math.max(0, Math.round(seconds));
  }
  return out;
}

/** Curves of the time from entering a stage to the end, one a stratum, made when first asked for. */
function curvesOf({ time, event, counts }: ReturnType<typeof watchedSince>, { of, count }: Strata) {
  let tallies: SurvivalTally[] | null = null;
  const grouped = () => Uint32Array.from(of, (one, i) => (counts[i] === 1 ? one : count));
  const made = new Map<number, LifeTable | null>();
  return (stratum: number): LifeTable | null => {
    const known = made.get(stratum);
    if (known !== undefined) return known;
    tallies ??= tallySeconds({ time, event, group: grouped(), groups: count });
    const tally = tallies[stratum];
    const ended = tally?.events.reduce((sum, events) => sum + events, 0) ?? 0;
    const table = tally && ended >= endedAtLeast ? lifeTable(tally) : null;
    made.set(stratum, table);
    return table;
  };
}

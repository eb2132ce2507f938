/** How old the data is, in the only words that matter. */
export type Freshness = "history" | "fresh" | "late" | "stale" | "ahead";

export interface DataAge {
  /** Milliseconds of now, of the moment up to which the data is complete, and of the last change that was seen. */
  readonly now: number;
  readonly asOf: number;
  readonly changedAt: number | null;
  /** When the data was first seen here: data that was old by then and has not changed since is of the past. */
  readonly openedAt: number;
  /** The manifest is looked at so often. */
  readonly everySeconds: number;
  readonly failing: boolean;
}

/** Late after so many intervals, stale after so many. */
export const intervals = { late: 2, stale: 5 } as const;
/** Data older than this when it was opened, and unchanged since, is history and not a feed that has stopped. */
const historyMilliseconds = 36 * 3_600_000;
const aheadMilliseconds = 120_000;

/** Whether data that is followed is fresh, late or stale, of the past, or ahead of the clock; and its age in milliseconds. */
export function freshnessOf(age: DataAge): { readonly state: Freshness; readonly ageMilliseconds: number } {
  const { now, asOf, changedAt, openedAt, everySeconds, failing } = age;
  const ageMilliseconds = Math.max(0, now - asOf);
  const unchanged = changedAt === null || changedAt <= openedAt;
  if (now - asOf < -aheadMilliseconds && unchanged) return { state: "ahead", ageMilliseconds };
  if (unchanged && openedAt - asOf > historyMilliseconds && !failing) return { state: "history", ageMilliseconds };
  // What runs ahead of the clock (a drill) is as old as its last change.
  const since = now < asOf && changedAt !== null ? now - changedAt : ageMilliseconds;
  const late = since > intervals.late * everySeconds * 1000;
  const stale = since > intervals.stale * everySeconds * 1000;
  return { state: stale ? "stale" : late || failing ? "late" : "fresh", ageMilliseconds: since };
}

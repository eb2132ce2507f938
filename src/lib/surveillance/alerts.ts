/** Mean length of a month. */
export const daysPerMonth = 365.25 / 12;

/** What a budget of false alarms allows on one day. */
export interface Thresholds {
  /** A cluster is an alarm at this p or less. */
  readonly clusterP: number;
  /** Days between chance clusters this strong. */
  readonly recurrenceDays: number;
  /** The false discovery rate over the series of one day. */
  readonly seriesQ: number;
}

/**
 * Thresholds that spend a budget of false alarms a month: the share of the clusters by the recurrence interval, the rest
 * by the false discovery rate over the series of a day. When nothing is going on, a day has a false alarm of either
 * kind with these chances at most.
 */
export function thresholdsOf(falseAlarmsPerMonth: number, clusterShare = 0.5): Thresholds {
  if (!(falseAlarmsPerMonth > 0)) throw new Error("budget: the false alarms a month must be more than 0");
  const perDay = falseAlarmsPerMonth / daysPerMonth;
  const clusterP = Math.min(1, perDay * clusterShare);
  return {
    clusterP,
    recurrenceDays: clusterP > 0 ? 1 / clusterP : Infinity,
    seriesQ: Math.min(1, perDay * (1 - clusterShare)),
  };
}

/** Something unusual found on one day: where, and since when. */
export interface Finding {
  /** The day it was found. */
  readonly day: number;
  /** First day of what is unusual. */
  readonly since: number;
  /** Rows of the areas, ascending. */
  readonly areas: Uint32Array;
  readonly p: number;
}

/** The same thing found on days in a row: rows of its findings, the first one first. */
export interface Thread {
  readonly findings: readonly number[];
}

/**
 * Findings put together: one that shares an area with a thread, and whose time touches what that thread last said within
 * `gapDays`, is the same alert, grown or shrunk. Findings are in the order of their days.
 */
export function threadsOf(findings: readonly Finding[], gapDays = 2): Thread[] {
  const threads: { findings: number[] }[] = [];
  findings.forEach((finding, row) => {
    const known = threads.find(({ findings: rows }) => {
      const last = findings[rows[rows.length - 1]];
      return finding.day - last.day <= gapDays && finding.since <= last.day + gapDays && shares(finding, last);
    });
    if (known) known.findings.push(row);
    else threads.push({ findings: [row] });
  });
  return threads;
}

function shares(one: Finding, other: Finding): boolean {
  const areas = new Set(one.areas);
  return other.areas.some((area) => areas.has(area));
}

/** An outbreak that is known: planted in simulated data, or marked as real by the user. */
export interface Marked {
  readonly from: number;
  readonly to: number;
  readonly areas: Uint32Array;
}

/** What alerts with a threshold would have been over a time. */
export interface Bought {
  readonly alerts: number;
  readonly perMonth: number;
  /** Alerts that touch a marked outbreak in place and time. */
  readonly hits: number;
  /** Days from the begin of each marked outbreak to its first alert; NaN where it was missed. */
  readonly delays: Float64Array;
}

/** Counts alerts over `days`, and how soon they found what is marked. `alerts` are first findings. */
export function whatIsBought(alerts: readonly (readonly Finding[])[], marked: readonly Marked[], days: number): Bought {
  const meets = (finding: Finding, one: Marked) =>
    finding.day >= one.from && finding.since <= one.to && finding.areas.some((area) => one.areas.includes(area));
  const delays = Float64Array.from(marked, (one) => {
    const found = alerts.flat().filter((finding) => meets(finding, one));
    return found.length > 0 ? Math.min(...found.map(({ day }) => day)) - one.from : Number.NaN;
  });
  const hits = alerts.filter((findings) =>
    findings.some((finding) => marked.some((one) => meets(finding, one))),
  ).length;
  return { alerts: alerts.length, perMonth: (alerts.length / days) * daysPerMonth, hits, delays };
}

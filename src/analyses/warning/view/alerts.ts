import { remembered } from "../../../lib/remembered.ts";
import { type Marked, whatIsBought } from "../../../lib/surveillance/alerts.ts";
import { rowsAbove } from "../../../state/area-levels.ts";
import type { DailyCases } from "../../../state/daily-cases.ts";
import { findingAt, threadsWithin } from "../kernel/threads.ts";
import type { WarningResult } from "./compute.ts";

/** One alert: findings on days in a row that are about the same thing. */
export interface Alert {
  /** The same for the same alert however often it is computed. */
  readonly id: string;
  readonly kind: "cluster" | "series";
  /** Rows of the findings, the last one last. */
  readonly findings: readonly number[];
  readonly firstDay: number;
  readonly lastDay: number;
  readonly since: number;
  /** Fine areas of the last finding; those of a series lie in its area. */
  readonly areas: Uint32Array;
  /** Areas of the last finding less those of the first. */
  readonly grownBy: number;
  readonly observed: number;
  readonly expected: number;
  readonly p: number;
  readonly q: number;
  readonly series: number;
}

/** Alerts still found on one of the last two days are going on. */
export const isCurrent = ({ lastDay }: Alert, today: number): boolean => today - lastDay <= 1;

/** The alerts that a budget lets through, the latest first. */
export function alertsOf(result: WarningResult, budget: number): Alert[] {
  return remembered(result, `alerts ${budget}`, () => {
    const { clusters, series } = threadsWithin(result.output, budget);
    const alerts = [...clusters, ...series].map((rows) => alertOf(result, rows));
    return alerts.sort((a, b) => b.lastDay - a.lastDay || a.p - b.p);
  });
}

function alertOf(result: WarningResult, rows: readonly number[]): Alert {
  const { output, cases } = result;
  const [first = 0, last = 0] = [rows[0], rows.at(-1)];
  const series = output.series[last] ?? -1;
  const kind = series >= 0 ? "series" : "cluster";
  const members = (row: number) => output.member.slice(output.start[row], output.start[row + 1]);
  const areas = kind === "cluster" ? members(last) : areasIn(result, series);
  const place = kind === "cluster" ? (cases.fine.ids[members(first)[0] ?? 0] ?? "") : `s${series}`;
  const firstDay = output.day[first] ?? 0;
  return {
    id: `${kind[0]}${firstDay}_${place}`.replaceAll(/\W/g, "_"),
    kind,
    findings: rows,
    firstDay,
    lastDay: output.day[last] ?? 0,
    since: Math.min(...rows.map((row) => output.since[row] ?? firstDay)),
    areas,
    grownBy: members(last).length - members(first).length,
    observed: output.observed[last] ?? 0,
    expected: output.expected[last] ?? 0,
    p: Math.min(...rows.map((row) => output.p[row] ?? 1)),
    q: output.q[last] ?? 1,
    series,
  };
}

/** The fine areas inside the area of a series. */
function areasIn({ cases }: WarningResult, series: number): Uint32Array {
  const coarse = Math.floor(series / Math.max(1, cases.classes.length));
  const above = rowsAbove(cases.fine, cases.coarse);
  return Uint32Array.from([...above.keys()].filter((row) => above[row] === coarse));
}

/** Budgets that the back-test compares. */
export const budgets = [0.5, 1, 2, 4, 8] as const;

/** What one budget would have meant over the days that were replayed. */
export interface BackTest {
  readonly budget: number;
  readonly alerts: number;
  readonly perMonth: number;
  /** Alerts about outbreaks that were marked as real. */
  readonly hits: number;
  /** Marked outbreaks that were found, of how many, and the median days it took; NaN where none was. */
  readonly found: number;
  readonly marked: number;
  readonly delay: number;
}

/** Days that were replayed. */
export const replayedDays = ({ output }: WarningResult): number =>
  output.replayed.length === 2 ? (output.replayed[1] ?? 0) - (output.replayed[0] ?? 0) + 1 : 0;

/** The day that all cases are on, where there is but one. */
export function onlyDay({ cases: { day, span } }: { readonly cases: Pick<DailyCases, "day" | "span"> }): number | null {
  const [first, today] = span;
  return day.some((one) => one > first && one <= today) ? null : first;
}

/** Whether there was nothing to judge by: too short a history, days without a case only, or all cases on one day. */
export function isBlind(result: WarningResult): boolean {
  const days = replayedDays(result);
  return days === 0 || result.output.absent.length === days || onlyDay(result) !== null;
}

/** What each budget buys; `marked` are alerts that a person has closed as real. */
export function backTests(result: WarningResult, marked: readonly Alert[]): BackTest[] {
  const days = Math.max(1, replayedDays(result));
  const outbreaks = marked.map(({ since, lastDay, areas }): Marked => ({ from: since, to: lastDay, areas }));
  return budgets.map((budget) => {
    const alerts = alertsOf(result, budget);
    const found = alerts.map(({ findings, areas, kind }) =>
      findings.map((row) => ({ ...findingAt(result.output, row), ...(kind === "series" && { areas }) })),
    );
    const bought = whatIsBought(found, outbreaks, days);
    const delays = [...bought.delays].filter((delay) => !Number.isNaN(delay)).sort((a, b) => a - b);
    return {
      budget,
      alerts: bought.alerts,
      perMonth: bought.perMonth,
      hits: bought.hits,
      found: delays.length,
      marked: marked.length,
      delay: delays[Math.floor((delays.length - 1) / 2)] ?? Number.NaN,
    };
  });
}

/** Cases inside an alert and what was usual there, day by day over the weeks before its last day. */
export function historyOf({ cases, output }: WarningResult, alert: Alert, days: number) {
  const first = alert.lastDay - days + 1;
  const counts = new Float64Array(days);
  const inside = new Uint8Array(cases.fine.rows + 1);
  for (const area of alert.areas) inside[area] = 1;
  const rows: number[] = [];
  for (let i = 0; i < cases.day.length; i++) {
    const t = (cases.day[i] ?? 0) - first;
    if (t < 0 || t >= days) continue;
    const own = alert.kind === "series" ? cases.series[i] === alert.series : inside[cases.area[i] ?? 0] === 1;
    if (!own) continue;
    counts[t] = (counts[t] ?? 0) + 1;
    if (t >= alert.since - first) rows.push(i);
  }
  for (const day of output.absent) if (day >= first && day < first + days) counts[day - first] = Number.NaN;
  const before = [...counts.slice(0, Math.max(1, alert.since - first))].filter((count) => !Number.isNaN(count));
  const usual = before.reduce((sum, one) => sum + one, 0) / Math.max(1, before.length);
  return { first, counts: [...counts], usual, cases: rows };
}

/** The days between chance findings this strong. */
export const recurrenceOf = ({ kind, p, q }: Alert): number => 1 / (kind === "cluster" ? p : q);

const century = 36_525;

/**
 * The longest recurrence interval in days that is known of an alert: no more than the replications of a cluster can tell
 * apart; of a series, whose chance is a formula's, a century.
 */
export const shownDaysOf = ({ kind }: Pick<Alert, "kind">, { input }: Pick<WarningResult, "input">): number =>
  kind === "cluster" ? Math.min(century, input.params.replications + 1) : century;

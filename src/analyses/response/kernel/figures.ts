import {
  lifeTable,
  type QuantileInterval,
  restrictedMean,
  type SurvivalTally,
  survivalAt,
  survivalQuantile,
} from "../../../lib/survival.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";

/** The times that figures are asked at, in seconds. */
export interface Marks {
  readonly targetSeconds: number;
  readonly meanWithinSeconds: number;
}

const names = [
  "cases",
  "open",
  "lateEntries",
  "median",
  "medianLow",
  "medianHigh",
  "p80",
  "p80Low",
  "p80High",
  "p90",
  "p90Low",
  "p90High",
  "closedMedian",
  "mean",
  "meanError",
  "decided",
  "within",
  "shareLow",
  "shareHigh",
  "done",
  "doneLow",
  "doneHigh",
] as const;

/** Columns of figures, one row for all cases, each area and each group. */
export type Figures = Record<(typeof names)[number], Float64Array>;

export function noFigures(rows: number): Figures {
  const columns = Object.fromEntries(names.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]));
  // Every name has just been given its column.
  return columns as Figures;
}

/** Fills one row; `late` and `inTime` are the cases whose limit is decided. */
export function fillFigures(
  figures: Figures,
  row: number,
  { tally, late, inTime, marks }: { tally: SurvivalTally; late: number; inTime: number; marks: Marks },
): void {
  const table = lifeTable(tally);
  const put = (name: "median" | "p80" | "p90" | "done", { value, low, high }: QuantileInterval): void => {
    figures[name][row] = value;
    figures[`${name}Low`][row] = low;
    figures[`${name}High`][row] = high;
  };
  put("median", survivalQuantile(table, 0.5));
  put("p80", survivalQuantile(table, 0.8));
  put("p90", survivalQuantile(table, 0.9));
  const open = survivalAt(table, marks.targetSeconds);
  put("done", { value: 1 - open.value, low: 1 - open.high, high: 1 - open.low });
  const { mean, error } = restrictedMean(table, marks.meanWithinSeconds);
  figures.mean[row] = mean;
  figures.meanError[row] = error;
  figures.cases[row] = tally.subjects;
  figures.open[row] = tally.censored.reduce((sum, count) => sum + count, 0);
  figures.lateEntries[row] = lateEntries(tally.entries ?? new Float64Array(0));
  figures.closedMedian[row] = medianOfEnded(tally, tally.subjects - figures.open[row]);
  figures.decided[row] = late + inTime;
  figures.within[row] = inTime;
  const [low, high] = wilsonInterval(inTime, late + inTime) ?? [Number.NaN, Number.NaN];
  figures.shareLow[row] = low;
  figures.shareHigh[row] = high;
}

function lateEntries(entries: ArrayLike<number>): number {
  let late = 0;
  for (let i = 0; i < entries.length; i++) if (entries[i] > 0) late++;
  return late;
}

/** The median of the cases that ended: what a report over closed cases only would say. */
function medianOfEnded({ time, events }: SurvivalTally, ended: number): number {
  let before = 0;
  let lower = Number.NaN;
  for (let k = 0; k < time.length; k++) {
    before += events[k];
    if (Number.isNaN(lower) && before >= ended / 2 && before > 0) lower = time[k];
    if (before > ended / 2) return (lower + time[k]) / 2;
  }
  return lower;
}

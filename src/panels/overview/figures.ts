import type { AreaTable } from "../../domain/area-table.ts";
import type { Measure } from "../../domain/filters.ts";
import { caseFigures, type MeasureValues, measureValues, overdueShare } from "../../domain/indicators.ts";
import type { Linked } from "../../state/store.ts";

type LinkedAnswer = Linked["answer"];
type LinkedTotals = LinkedAnswer["current"];

/** The figures of one time window. `null` is "no data". */
export interface WindowFigures {
  readonly cases: number;
  readonly open: number;
  readonly overdue: number | null;
  readonly medianHours: number | null;
}

export function windowFigures({ outcomes, medianHours }: LinkedTotals): WindowFigures {
  const figures = caseFigures(outcomes);
  return { cases: figures.cases, open: figures.open, overdue: overdueShare(figures), medianHours };
}

/** How much more than before, as a share of before; `null` where there was nothing. */
export function relativeChange(now: number | null, before: number | null): number | null {
  return now === null || before === null || before === 0 ? null : now / before - 1;
}

/** The values of a measure for the areas of a level, or `null` where the answer does not count them. */
export function measureOfAreas(answer: LinkedAnswer, areas: AreaTable, measure: Measure): MeasureValues | null {
  if (!answer.areaOutcomes) return null;
  const input = {
    outcomes: answer.areaOutcomes,
    medianHours: answer.areaMedianHours,
    areaKm2: areas.areaKm2,
    residents: areas.residents,
  };
  return measureValues(measure, input);
}

/** Rows ordered by value; rows without a value come last, whichever way the others go, and names settle ties. */
export function orderedRows(values: ArrayLike<number>, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  return Array.from({ length: values.length }, (_, row) => row).sort((a, b) => {
    const [x, y] = [values[a] ?? Number.NaN, values[b] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

/** The row that leads: the largest value that does not rest on a small number, or -1. */
export function leadingRow({ values, small }: MeasureValues): number {
  let leading = -1;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value > 0 && small[row] === 0 && !(value <= (values[leading] ?? 0))) leading = row;
  }
  return leading;
}

import { outcomes } from "./case-chunk.ts";
import type { Measure } from "./filters.ts";

const [onTime, late, , openInTime, openOverdue, openNoLimit, voided] = outcomes.keys();

/** Figures of one group of cases, from its counts per outcome. Void and rejected cases are in none of them. */
export interface CaseFigures {
  readonly cases: number;
  readonly open: number;
  readonly closed: number;
  /** Closed late or open past the limit. */
  readonly overdue: number;
  /** Cases with a limit: the denominator of the overdue share. */
  readonly limited: number;
}

/** Below this denominator a rate is shown pale and not ranked. */
export const smallDenominator = 5;

/** Reads the figures of row `index` of a table of counts per outcome. */
export function caseFigures(counts: ArrayLike<number>, index = 0): CaseFigures {
  const at = (outcome: number) => counts[index * outcomes.length + outcome] ?? 0;
  let cases = 0;
  for (let outcome = 0; outcome < outcomes.length; outcome++) if (outcome !== voided) cases += at(outcome);
  const open = at(openInTime) + at(openOverdue) + at(openNoLimit);
  const overdue = at(late) + at(openOverdue);
  return { cases, open, closed: cases - open, overdue, limited: overdue + at(onTime) + at(openInTime) };
}

/** Share of cases past their limit, or `null` where no case has a limit. */
export function overdueShare({ overdue, limited }: CaseFigures): number | null {
  return limited === 0 ? null : overdue / limited;
}

/** What a measure of areas is computed from; rows are areas, row 0 of `outcomes` and `medianHours` is "in no area". */
export interface MeasureInput {
  readonly outcomes: ArrayLike<number>;
  readonly medianHours: Float64Array | null;
  readonly areaKm2: Float64Array;
  /** Residents, NaN where unknown. */
  readonly residents: Float64Array;
}

/** One value per area: NaN is "no data"; `small[i]` is 1 where the denominator is below `smallDenominator`. */
export interface MeasureValues {
  readonly values: Float64Array;
  readonly small: Uint8Array;
}

/**
 * The values of a measure: cases, cases per km², per 1,000 residents, open cases, share overdue (0–1), or the
 * Kaplan–Meier median in days.
 */
export function measureValues(measure: Measure, input: MeasureInput): MeasureValues {
  const rows = input.areaKm2.length;
  const values = new Float64Array(rows);
  const small = new Uint8Array(rows);
  for (let area = 0; area < rows; area++) {
    const figures = caseFigures(input.outcomes, area + 1);
    const { value, denominator } = measureOf(measure, figures, input, area);
    values[area] = value ?? Number.NaN;
    small[area] = value !== null && denominator < smallDenominator ? 1 : 0;
  }
  return { values, small };
}

interface Measured {
  readonly value: number | null;
  readonly denominator: number;
}

const certain = Number.POSITIVE_INFINITY;

function measureOf(measure: Measure, figures: CaseFigures, input: MeasureInput, area: number): Measured {
  switch (measure) {
    case "count":
      return { value: figures.cases, denominator: certain };
    case "open":
      return { value: figures.open, denominator: certain };
    case "per_km2":
      return { value: ratio(figures.cases, input.areaKm2[area]), denominator: certain };
    case "per_1000":
      return { value: ratio(figures.cases * 1000, input.residents[area]), denominator: input.residents[area] / 200 };
    case "overdue_share":
      return { value: overdueShare(figures), denominator: figures.limited };
    case "median_days": {
      const hours = input.medianHours?.[area + 1] ?? Number.NaN;
      return { value: Number.isNaN(hours) ? null : hours / 24, denominator: figures.cases };
    }
  }
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator > 0 ? numerator / denominator : null;
}

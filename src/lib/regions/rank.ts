import { median } from "../stats.ts";

/** What is known of each unit today, by unit; NaN where unknown. */
export interface UnitLoads {
  readonly residents: ArrayLike<number>;
  readonly workload: ArrayLike<number>;
  readonly areaM2: ArrayLike<number>;
  /** Share of the conditions that argue for a split which hold; NaN where none was assessed. Absent: not looked at. */
  readonly conditions?: ArrayLike<number>;
}

/** How much each part of the pressure counts, and the size from which a unit is too large (Infinity: no such size). */
export interface RankRules {
  readonly weights: {
    readonly residents: number;
    readonly workload: number;
    readonly area: number;
    readonly conditions: number;
  };
  readonly mostResidents: number;
}

/** Sizes and work count alike, area little (it is no hard rule), conditions half. */
export const defaultRankRules: RankRules = {
  weights: { residents: 1, workload: 1, area: 0.1, conditions: 0.5 },
  mostResidents: Infinity,
};

/** A unit and why it should be split: each part against the median unit (1 is usual), and the weighted mean. */
export interface RankedUnit {
  readonly unit: number;
  readonly pressure: number;
  readonly residents: number;
  readonly workload: number;
  readonly area: number;
  readonly conditions: number;
  /** Residents above `mostResidents`, as a share of it; 0 when within. */
  readonly tooLarge: number;
}

/**
 * Units in the order in which they should be split: by residents, workload and area over those of the median unit, by
 * the conditions that argue for a split (1 + share), and by how far they are above the greatest size. Parts that are
 * unknown are left out of the mean; a unit of which nothing is known comes last with NaN.
 */
export function rankUnits(loads: UnitLoads, rules: RankRules = defaultRankRules): RankedUnit[] {
  const ratios = (column: ArrayLike<number>) => {
    const known = Float64Array.from(Array.from(column).filter(Number.isFinite));
    const middle = known.length > 0 ? median(known) : Number.NaN;
    return Array.from(column, (value) => (middle > 0 ? value / middle : Number.NaN));
  };
  const [residents, workload, area] = [loads.residents, loads.workload, loads.areaM2].map(ratios);
  const units = residents.map((_, unit): RankedUnit => {
    const conditions = loads.conditions ? 1 + loads.conditions[unit] : Number.NaN;
    const over = loads.residents[unit] / rules.mostResidents - 1;
    const tooLarge = Number.isNaN(over) ? 0 : Math.max(0, over);
    const parts = { residents: residents[unit], workload: workload[unit], area: area[unit], conditions };
    return { unit, ...parts, tooLarge, pressure: meanPressure(parts, rules.weights) + tooLarge };
  });
  const key = ({ pressure }: RankedUnit) => (Number.isNaN(pressure) ? -Infinity : pressure);
  return units.sort((a, b) => (key(b) === key(a) ? a.unit - b.unit : key(b) - key(a)));
}

function meanPressure(parts: RankRules["weights"], weights: RankRules["weights"]): number {
  let [sum, total] = [0, 0];
  for (const name of ["residents", "workload", "area", "conditions"] as const) {
    if (!Number.isFinite(parts[name])) continue;
    sum += weights[name] * parts[name];
    total += weights[name];
  }
  return total > 0 ? sum / total : Number.NaN;
}

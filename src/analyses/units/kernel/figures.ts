import type { Plan } from "../../../lib/plan.ts";
import { type MeasureName, measureAt } from "./measures.ts";

/** The figures of one unit. Shares are null where there is nothing to divide by. */
export interface UnitFigures {
  readonly unit: number;
  readonly atoms: number;
  readonly residents: number;
  readonly households: number;
  readonly areaKm2: number;
  readonly cases: number;
  readonly workHours: number;
  readonly caseHours: number;
  readonly patrolHours: number;
  readonly assetHours: number;
  readonly roadKm: number;
  readonly facilities: number;
  readonly committees: number;
  /** Residents per km². */
  readonly density: number | null;
  readonly casesPer1000: number | null;
  readonly overdueShare: number | null;
  readonly borderMetres: number;
  /** Share of the border on streets, rivers and railways. */
  readonly lineShare: number | null;
  /** Polsby–Popper: 4π · area ÷ border², 1 for a circle. */
  readonly compactness: number | null;
  /** Connected parts; 1 is whole. */
  readonly parts: number;
  /** Residents with a known home, and the share of them within the norm of affairs, health and culture centre, of all, of a committee. */
  readonly placed: number;
  readonly nearCentres: readonly (number | null)[];
  readonly nearAll: number | null;
  readonly nearCommittee: number | null;
  /** Mean way to the farthest of the three centres. */
  readonly centreMetres: number | null;
}

/** A quotient, or null where the divisor is not above 0. */
export function ratio(part: number, whole: number): number | null {
  return whole > 0 && Number.isFinite(part) ? part / whole : null;
}

/** The figures of a unit of a plan whose atoms have the measures of `measureNames`. */
export function unitFigures(plan: Plan, unit: number): UnitFigures {
  const sum = (name: MeasureName) => Math.max(0, plan.sum(measureAt[name], unit));
  const border = plan.border(unit);
  const [residents, areaKm2, cases, placed] = [sum("residents"), sum("areaKm2"), sum("cases"), sum("placed")];
  const hours = [sum("caseHours"), sum("patrolHours"), sum("assetHours")];
  const near = (name: MeasureName) => ratio(sum(name), placed);
  return {
    unit,
    atoms: plan.size(unit),
    residents,
    households: sum("households"),
    areaKm2,
    cases,
    workHours: hours[0] + hours[1] + hours[2],
    caseHours: hours[0],
    patrolHours: hours[1],
    assetHours: hours[2],
    roadKm: sum("roadKm"),
    facilities: sum("facilities"),
    committees: sum("committees"),
    density: ratio(residents, areaKm2),
    casesPer1000: ratio(1000 * cases, residents),
    overdueShare: ratio(sum("overdue"), sum("limited")),
    borderMetres: Math.max(0, border.metres),
    lineShare: ratio(Math.max(0, border.onLineMetres), border.metres),
    compactness: ratio(4 * Math.PI * areaKm2 * 1e6, border.metres ** 2),
    parts: plan.parts(unit).length,
    placed,
    nearCentres: [near("nearAffairs"), near("nearHealth"), near("nearCulture")],
    nearAll: near("nearAll"),
    nearCommittee: near("nearCommittee"),
    centreMetres: ratio(sum("centrePersonMetres"), placed),
  };
}

/** The figures of every unit that has atoms. */
export function planFigures(plan: Plan): UnitFigures[] {
  return Array.from({ length: plan.units() }, (_, unit) => unit)
    .filter((unit) => plan.size(unit) > 0)
    .map((unit) => unitFigures(plan, unit));
}

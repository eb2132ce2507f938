import type { UnitFigures } from "./figures.ts";
import type { Rules } from "./params.ts";

/** The four considerations. */
export const considerations = ["management", "access", "participation", "size"] as const;
export type Consideration = (typeof considerations)[number];

/** 0 to 1, null where nothing of it is known. */
export type Scores = Readonly<Record<Consideration, number | null>>;

/** 1 inside the range, falling to 0 at half of its lower and one and a half of its upper end. */
export function closeness(value: number, least: number, most: number): number {
  if (value < least) return Math.max(0, 1 - (least - value) / (0.5 * least));
  return value > most ? Math.max(0, 1 - (value - most) / (0.5 * most)) : 1;
}

/** How unequal values are: 0 all alike, towards 1 all in one (Gini). 0 where their sum is 0. */
export function gini(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (total <= 0) return 0;
  const ranked = sorted.reduce((sum, value, i) => sum + (2 * (i + 1) - sorted.length - 1) * value, 0);
  return ranked / (sorted.length * total);
}

/** Committees are to serve at most so many residents (Beijing 2021). */
const residentsPerCommittee = 9000;

function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/** The mean over units, each weighed by its residents; units without the value are left out. */
function byResidents(units: readonly UnitFigures[], value: (unit: UnitFigures) => number | null): number | null {
  let [sum, people] = [0, 0];
  for (const unit of units) {
    const own = value(unit);
    if (own === null) continue;
    sum += own * unit.residents;
    people += unit.residents;
  }
  return people > 0 ? sum / people : null;
}

/**
 * The four considerations of a plan. Management: balance of workload (1 − Gini) and borders on lines; access: residents
 * within the norm of the three centres; participation: residents within the norm of a committee and residents per
 * committee; size: residents and area inside the "about" ranges. Each is the mean of what is known of it.
 */
export function scoresOf(units: readonly UnitFigures[], rules: Rules): Scores {
  const balance = units.length > 1 ? 1 - gini(units.map(({ workHours }) => workHours)) : null;
  const lines = byResidents(units, ({ lineShare }) => lineShare);
  const centres = [0, 1, 2].map((kind) => byResidents(units, ({ nearCentres }) => nearCentres[kind]));
  const perCommittee = byResidents(units, ({ residents, committees }) =>
    committees > 0 ? closeness(residents / committees, 0, residentsPerCommittee) : null,
  );
  const size = byResidents(
    units,
    ({ residents, areaKm2 }) =>
      (closeness(residents, rules.unitLeastResidents, rules.unitMostResidents) +
        closeness(areaKm2, rules.unitLeastKm2, rules.unitMostKm2)) /
      2,
  );
  return {
    management: meanOf([balance, lines]),
    access: meanOf(centres),
    participation: meanOf([byResidents(units, ({ nearCommittee }) => nearCommittee), perCommittee]),
    size,
  };
}

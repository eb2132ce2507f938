import type { WorkWeights } from "./params.ts";

/** What an atom has to do with in a month: cases by kind, kilometres of street, and things to look after. */
export interface WorkParts {
  readonly component: Float64Array;
  readonly event: Float64Array;
  readonly service: Float64Array;
  /** Cases of no known kind count as events. */
  readonly other: Float64Array;
  readonly roadKm: Float64Array;
  readonly assets: Float64Array;
}

/** Hours a month for cases, for patrols (rounds × length ÷ speed) and for assets; one value an atom. */
export function workHours({ component, event, service, other, roadKm, assets }: WorkParts, weights: WorkWeights) {
  const { componentMinutes, eventMinutes, serviceMinutes, patrolsPerMonth, patrolKmh, assetMinutes } = weights;
  return {
    caseHours: component.map(
      (count, a) =>
        (count * componentMinutes + (event[a] + other[a]) * eventMinutes + service[a] * serviceMinutes) / 60,
    ),
    patrolHours: roadKm.map((km) => (km * patrolsPerMonth) / patrolKmh),
    assetHours: assets.map((count) => (count * assetMinutes) / 60),
  };
}

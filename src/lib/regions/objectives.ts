/**
 * What a plan is judged by, all to be made small. `residents`, `workload`: greatest deviation of a unit from its target,
 * as a share of the target. `access`, `response`: mean cost per resident and per case when every unit is served from its
 * best site. `compactness`: 1 − the mean of the units' compactness, or the share of links that are cut. `borders`: share
 * of the new borders that lies on no street, river or railway. `groups`: weight of estates and lanes that are cut.
 * `moved`: share of residents whose unit changes.
 */
export const objectives = [
  "residents",
  "workload",
  "access",
  "response",
  "compactness",
  "borders",
  "groups",
  "moved",
] as const;

/** How many objectives there are: the length of a row of values. */
export const objectiveCount = objectives.length;

/** How the compactness of units is measured. */
export const compactnessMeasures = ["polsby-popper", "reock", "convex-hull", "cut-edges"] as const;
export type CompactnessMeasure = (typeof compactnessMeasures)[number];

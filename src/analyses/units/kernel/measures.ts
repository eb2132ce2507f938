/** The measures of atoms that a unit adds up, in the order of `PlanAtoms.measures`. */
export const measureNames = [
  "residents",
  "households",
  "areaKm2",
  "cases",
  "overdue",
  "limited",
  "caseHours",
  "patrolHours",
  "assetHours",
  "roadKm",
  "assets",
  "facilities",
  /** Residents whose home is known, and of them those within the norm of each centre, of all three, of a committee. */
  "placed",
  "nearAffairs",
  "nearHealth",
  "nearCulture",
  "nearAll",
  "nearCommittee",
  /** Residents × metres to the farthest of the three centres. */
  "centrePersonMetres",
  "committees",
] as const;
export type MeasureName = (typeof measureNames)[number];

/** Measure → its place. */
export const measureAt = Object.fromEntries(measureNames.map((name, i) => [name, i])) as Readonly<
  Record<MeasureName, number>
>;

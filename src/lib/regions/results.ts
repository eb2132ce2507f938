/** How a plan was found. */
export const planSources = ["ensemble", "optimised", "skater", "max-p"] as const;
export type PlanSource = (typeof planSources)[number];

/**
 * What can be wrong with a question, and the number that comes with it (`subject`, `amount`):
 * `unknown-residents` (first atom, atoms): no finite number of residents; counted as 0.
 * `no-residents` (−1, 0): nobody lives in the atoms, there is nothing to balance.
 * `too-few-atoms` (−1, how many are missing for so many units).
 * `disconnected` (component, its atoms): a part without a link to the rest, one entry for each but the largest.
 * `unit-in-pieces` (unit of today, its pieces): it cannot be merged whole into a unit of one piece.
 * `heavy-atom` (atom, residents too many): one atom alone is more than a unit may have: the limit cannot be kept.
 * `limit` (objective, amount): no plan that was found keeps this limit, even alone; the best misses it by this much.
 * `clash` (objective, amount): each limit can be kept, but not all together; what the nearest plan misses.
 * `no-plan` (−1, 0): no plan of this kind was found at all.
 */
export const problemKinds = [
  "unknown-residents",
  "no-residents",
  "too-few-atoms",
  "disconnected",
  "unit-in-pieces",
  "heavy-atom",
  "limit",
  "clash",
  "no-plan",
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Something wrong, as told by `problemKinds`. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly subject: number;
  readonly amount: number;
}

/** Problems as columns. */
export function problemColumns(problems: readonly Problem[]) {
  return {
    problemKind: Uint8Array.from(problems, ({ kind }) => problemKinds.indexOf(kind)),
    problemSubject: Int32Array.from(problems, ({ subject }) => subject),
    problemAmount: Float64Array.from(problems, ({ amount }) => amount),
  };
}

/** Marks atoms outside the plan in `planUnits`. */
export const noUnit = 65_535;

/** How many independent chains a run is cut into; a worker does a range of them. */
export const chunkCount = 40;

/** How a result was found: proven best, or the best found with the bound that was proven. */
export const statuses = ["optimal", "bounded", "infeasible"] as const;

/** Sites chosen, what they achieve, and the proven bound (not below a greatest, not above a least). */
export interface Outcome {
  readonly chosen: Uint8Array;
  readonly objective: number;
  readonly bound: number;
}

/** Distance to the proven bound as a share of the objective: 0 is proven best. */
export function gapOf({ objective, bound }: Outcome): number {
  const distance = Math.abs(bound - objective);
  if (distance <= 1e-9 * Math.max(1, Math.abs(objective))) return 0;
  return objective === 0 ? Infinity : distance / Math.abs(objective);
}

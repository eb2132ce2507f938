/** How two plans of the same atoms differ once the units of one are matched with those of the other. */
export interface PlanDifference {
  /** Unit of `after` → the unit of `before` it continues, -1 for a new one. */
  readonly continues: Int32Array;
  /** 1 where an atom is in another unit than before. */
  readonly moved: Uint8Array;
  /** The weight (residents) of the atoms that moved. */
  readonly movedWeight: number;
}

/**
 * Matches units by their shared weight, the largest first, each once, and says which atoms are then in another unit.
 * Units without weight are matched by their number of atoms.
 */
export function planDifference(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  weight: Float64Array,
): PlanDifference {
  const units = Array.from(after).reduce((most, unit) => Math.max(most, unit + 1), 0);
  const shared = new Map<string, { one: number; other: number; weight: number; atoms: number }>();
  for (let a = 0; a < after.length; a++) {
    const key = `${after[a]} ${before[a]}`;
    const pair = shared.get(key) ?? { one: after[a], other: before[a], weight: 0, atoms: 0 };
    pair.weight += weight[a] || 0;
    pair.atoms++;
    shared.set(key, pair);
  }
  const continues = new Int32Array(units).fill(-1);
  const taken = new Set<number>();
  for (const { one, other } of [...shared.values()].sort((a, b) => b.weight - a.weight || b.atoms - a.atoms)) {
    if (continues[one] >= 0 || taken.has(other)) continue;
    continues[one] = other;
    taken.add(other);
  }
  const moved = Uint8Array.from(after, (unit, a) => (continues[unit] === before[a] ? 0 : 1));
  return { continues, moved, movedWeight: weight.reduce((sum, value, a) => sum + moved[a] * (value || 0), 0) };
}

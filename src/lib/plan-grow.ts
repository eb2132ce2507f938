import type { PlanAtoms } from "./plan.ts";

/**
 * Grows units from seeds over free atoms: again and again the unit with least weight takes the free neighbour with
 * which it shares most border, so that units come out alike in weight, connected, and rather compact. Atoms that no
 * seed reaches stay as they are. `free[a]` is 1 where an atom may be given away; returns unit by atom.
 */
export function growFromSeeds(
  { graph, count }: PlanAtoms,
  unit: ArrayLike<number>,
  options: {
    readonly seeds: readonly { readonly atom: number; readonly unit: number }[];
    readonly free: Uint8Array;
    readonly weight: Float64Array;
  },
): Uint16Array {
  const { seeds, free, weight } = options;
  const grown = Uint16Array.from(unit);
  const open = Uint8Array.from(free);
  const units = [...new Set(seeds.map((seed) => seed.unit))].map((id) => ({
    id,
    weight: 0,
    front: new Map<number, number>(),
  }));
  const take = (own: (typeof units)[number], atom: number) => {
    open[atom] = 0;
    grown[atom] = own.id;
    own.weight += weight[atom] || 0;
    for (const other of units) other.front.delete(atom);
    for (let k = graph.start[atom]; k < graph.start[atom + 1]; k++) {
      const next = graph.neighbour[k];
      if (open[next]) own.front.set(next, (own.front.get(next) ?? 0) + graph.metres[k]);
    }
  };
  for (const { atom, unit: id } of seeds) {
    const own = units.find((one) => one.id === id);
    if (own && open[atom]) take(own, atom);
  }
  for (let step = 0; step < count; step++) {
    const growing = units.filter(({ front }) => front.size > 0);
    if (growing.length === 0) break;
    const own = growing.reduce((least, one) => (one.weight < least.weight ? one : least));
    const [atom] = [...own.front].reduce((best, one) => (one[1] > best[1] ? one : best));
    take(own, atom);
  }
  return grown;
}

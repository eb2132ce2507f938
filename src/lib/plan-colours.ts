import type { Csr } from "./csr.ts";

/**
 * Colours for the units of a plan, as numbers below `colours`: up to so many units have one each, by their number; of
 * more, units that touch never have the same one (greedy colouring in smallest-last order: Matula & Beck 1983; six colours
 * are enough for any map). `unit` is the unit of each atom; returns the colour of each unit.
 */
export function planColours(graph: Csr, unit: ArrayLike<number>, colours: number): number[] {
  let units = 0;
  for (let a = 0; a < unit.length; a++) units = Math.max(units, unit[a] + 1);
  const own = Array.from({ length: units }, (_, u) => u % colours);
  if (units <= colours) return own;
  const beside = neighboursOfUnits(graph, unit, units);
  const done = new Uint8Array(units);
  const used = new Uint32Array(colours);
  for (const u of smallestLast(beside)) {
    const taken = new Set([...beside[u]].filter((other) => done[other]).map((other) => own[other]));
    if (taken.has(own[u])) {
      const free = Array.from(used.keys()).filter((colour) => !taken.has(colour));
      own[u] = free.reduce((best, colour) => (used[colour] < used[best] ? colour : best), free[0] ?? own[u]);
    }
    used[own[u]]++;
    done[u] = 1;
  }
  return own;
}

function neighboursOfUnits({ start, neighbour }: Csr, unit: ArrayLike<number>, units: number): Set<number>[] {
  const beside = Array.from({ length: units }, () => new Set<number>());
  for (let a = 0; a < unit.length; a++) {
    for (let k = start[a]; k < start[a + 1]; k++) {
      const other = unit[neighbour[k]];
      if (other !== unit[a]) beside[unit[a]].add(other);
    }
  }
  return beside;
}

/** The units such that each has few neighbours before it: again and again the one with fewest is taken away, last first. */
function smallestLast(beside: readonly ReadonlySet<number>[]): number[] {
  const left = new Set(beside.keys());
  const degree = beside.map(({ size }) => size);
  const order: number[] = [];
  while (left.size > 0) {
    let least = -1;
    for (const u of left) if (least < 0 || degree[u] < degree[least]) least = u;
    left.delete(least);
    order.push(least);
    for (const other of beside[least]) degree[other]--;
  }
  return order.reverse();
}

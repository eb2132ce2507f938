import type { Random } from "../../src/lib/random.ts";
import { distance, type Point } from "./geometry.ts";

/** A piece of ground that a partition hands to one part. */
export interface Atom {
  readonly centre: Point;
  /** What the parts should hold about equal amounts of. */
  readonly weight: number;
  /** Neighbour atom → cost of a border between the two (metres times how unsuitable it is as a border). */
  readonly neighbours: ReadonlyMap<number, number>;
}

interface State {
  readonly atoms: readonly Atom[];
  readonly part: Int32Array;
  readonly loads: Float64Array;
  readonly middles: Point[];
  readonly target: number;
}

/**
 * Divides atoms into `count` connected parts of about equal weight whose borders cost little: grown from scattered
 * seeds, then improved by moving border atoms. Returns the part of each atom.
 */
export function divide(atoms: readonly Atom[], count: number, random: Random): Int32Array {
  let best: { part: Int32Array; cost: number } | undefined;
  for (let attempt = 0; attempt < 6; attempt++) {
    const part = grow(atoms, count, random);
    improve(atoms, part, { count, random, rounds: 60 });
    const cost = totalCost(stateOf(atoms, part, count));
    if (!best || cost < best.cost) best = { part, cost };
  }
  if (!best) throw new Error("divide: no attempt was made");
  return best.part;
}

function stateOf(atoms: readonly Atom[], part: Int32Array, count: number): State {
  const loads = new Float64Array(count);
  const sums = Array.from({ length: count }, () => [0, 0, 0]);
  atoms.forEach((atom, i) => {
    loads[part[i]] += atom.weight;
    const sum = sums[part[i]];
    sum[0] += atom.centre[0];
    sum[1] += atom.centre[1];
    sum[2] += 1;
  });
  const total = loads.reduce((a, b) => a + b, 0);
  const middles = sums.map(([x, y, n]): Point => [x / Math.max(1, n), y / Math.max(1, n)]);
  return { atoms, part, loads, middles, target: total / count };
}

function totalCost(state: State): number {
  let cost = 0;
  for (const load of state.loads) cost += 3000 * (load / state.target - 1) ** 2;
  state.atoms.forEach((atom, i) => {
    for (const [other, border] of atom.neighbours) if (state.part[other] !== state.part[i]) cost += border / 2;
    cost += distance(atom.centre, state.middles[state.part[i]]) * 0.12;
  });
  return cost;
}

/** Scatters seeds far apart, then lets the lightest part take its nearest free neighbour until all is taken. */
function grow(atoms: readonly Atom[], count: number, random: Random): Int32Array {
  const part = new Int32Array(atoms.length).fill(-1);
  const seeds = [random.below(atoms.length)];
  while (seeds.length < count) {
    const gap = (i: number) => Math.min(...seeds.map((s) => distance(atoms[s].centre, atoms[i].centre)));
    const tries = Array.from({ length: 12 }, () => random.below(atoms.length)).filter((i) => !seeds.includes(i));
    if (tries.length > 0) seeds.push(tries.reduce((a, b) => (gap(b) > gap(a) ? b : a)));
  }
  const loads = new Float64Array(count);
  seeds.forEach((s, p) => {
    part[s] = p;
    loads[p] = atoms[s].weight;
  });
  for (let left = atoms.length - count; left > 0; left--) {
    const next = nextToTake(atoms, { part, loads, seeds });
    if (!next) throw new Error("divide: the atoms are not connected");
    part[next.atom] = next.part;
    loads[next.part] += atoms[next.atom].weight;
  }
  return part;
}

interface Growth {
  readonly part: Int32Array;
  readonly loads: Float64Array;
  readonly seeds: readonly number[];
}

function nextToTake(
  atoms: readonly Atom[],
  { part, loads, seeds }: Growth,
): { atom: number; part: number } | undefined {
  const order = [...loads.keys()].sort((a, b) => loads[a] - loads[b]);
  for (const p of order) {
    let best = -1;
    let nearest = Number.POSITIVE_INFINITY;
    atoms.forEach((atom, i) => {
      if (part[i] !== p) return;
      for (const other of atom.neighbours.keys()) {
        if (part[other] >= 0) continue;
        const gap = distance(atoms[other].centre, atoms[seeds[p]].centre);
        if (gap < nearest) [best, nearest] = [other, gap];
      }
    });
    if (best >= 0) return { atom: best, part: p };
  }
  return undefined;
}

interface Improvement {
  readonly count: number;
  readonly rounds: number;
  readonly random: Random;
}

/** Moves border atoms to a neighbouring part whenever that lowers the cost and breaks no part. */
function improve(atoms: readonly Atom[], part: Int32Array, { count, rounds, random }: Improvement): void {
  for (let round = 0; round < rounds; round++) {
    const state = stateOf(atoms, part, count);
    const heat = Math.max(0, 1 - round / (rounds * 0.7)) * 40;
    let moved = 0;
    for (let k = 0; k < atoms.length; k++) {
      const i = random.below(atoms.length);
      const from = part[i];
      const options = [...new Set([...atoms[i].neighbours.keys()].map((j) => part[j]))].filter((p) => p !== from);
      if (options.length === 0) continue;
      const to = random.pick(options);
      if (gain(state, i, to) + heat * random.float() <= 0 || breaks(atoms, part, i)) continue;
      part[i] = to;
      state.loads[from] -= atoms[i].weight;
      state.loads[to] += atoms[i].weight;
      moved += 1;
    }
    if (moved === 0 && heat === 0) return;
  }
}

/** How much the cost falls when atom `i` moves to part `to`. */
function gain(state: State, i: number, to: number): number {
  const { atoms, part, loads, middles, target } = state;
  const from = part[i];
  const weight = atoms[i].weight;
  const excess = (load: number) => 3000 * (load / target - 1) ** 2;
  let result = excess(loads[from]) + excess(loads[to]) - excess(loads[from] - weight) - excess(loads[to] + weight);
  for (const [other, border] of atoms[i].neighbours) {
    if (part[other] === from) result -= border;
    else if (part[other] === to) result += border;
  }
  return result + (distance(atoms[i].centre, middles[from]) - distance(atoms[i].centre, middles[to])) * 0.12;
}

/** Whether the part of atom `i` falls apart (or vanishes) without it. */
function breaks(atoms: readonly Atom[], part: Int32Array, i: number): boolean {
  const inPart = (j: number) => j !== i && part[j] === part[i];
  const around = [...atoms[i].neighbours.keys()].filter(inPart);
  if (around.length === 0) return true;
  const seen = new Set([around[0]]);
  const queue = [around[0]];
  for (let j = queue.pop(); j !== undefined; j = queue.pop()) {
    for (const other of atoms[j].neighbours.keys()) {
      if (!inPart(other) || seen.has(other)) continue;
      seen.add(other);
      queue.push(other);
    }
  }
  return around.some((j) => !seen.has(j));
}

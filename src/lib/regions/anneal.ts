import { exp } from "../elementary/powers.ts";
import type { Random } from "../random.ts";
import { type Atoms, atomCount, sumOf } from "./atoms.ts";
import { type Aims, violation, weighted } from "./judge.ts";
import { objectiveCount } from "./objectives.ts";
import type { Plan } from "./plan.ts";

/** Tells whether a unit stays in one piece when an atom leaves it. */
export class Contiguity {
  private readonly atoms: Pick<Atoms, "start" | "neighbour">;
  private readonly seen: Uint32Array;
  private readonly queue: Uint32Array;
  private stamp = 0;

  constructor(atoms: Pick<Atoms, "start" | "neighbour">) {
    this.atoms = atoms;
    this.seen = new Uint32Array(atomCount(atoms));
    this.queue = new Uint32Array(atomCount(atoms));
  }

  /** Searches from one neighbour in the unit until all the others are found. An atom alone in its unit may not leave. */
  mayLeave(unit: Uint16Array, v: number): boolean {
    const { start, neighbour } = this.atoms;
    const { queue, seen } = this;
    const own = unit[v];
    let wanted = 0;
    let first = -1;
    for (let k = start[v]; k < start[v + 1]; k++) {
      if (unit[neighbour[k]] !== own) continue;
      wanted++;
      first = neighbour[k];
    }
    if (wanted <= 1) return wanted === 1;
    const stamp = this.nextStamp();
    // Neighbours that are still to be found carry the stamp below that of atoms which have been.
    for (let k = start[v]; k < start[v + 1]; k++) if (unit[neighbour[k]] === own) seen[neighbour[k]] = stamp - 1;
    seen[v] = seen[first] = stamp;
    queue[0] = first;
    wanted--;
    for (let at = 0, size = 1; at < size; at++) {
      const u = queue[at];
      for (let k = start[u]; k < start[u + 1]; k++) {
        const w = neighbour[k];
        if (unit[w] !== own || seen[w] === stamp) continue;
        if (seen[w] === stamp - 1 && --wanted === 0) return true;
        seen[w] = stamp;
        queue[size++] = w;
      }
    }
    return false;
  }

  private nextStamp(): number {
    if (this.stamp > 0xffff_fff0) {
      this.seen.fill(0);
      this.stamp = 0;
    }
    this.stamp += 2;
    return this.stamp;
  }
}

/** What a missed limit costs, by what is missed in its scale, and how hot it is, for weights that sum to 1: at first, at last. */
const [lenient, strict] = [0.2, 50];
const [hot, cold] = [0.05, 0.0002];

/** How long to search, and who hears of plans on the way. */
export interface Search {
  readonly moves: number;
  readonly random: Random;
  /** Called with the plan's values at the start and after every move that is made. */
  onPlan(values: Float64Array): void;
}

/**
 * Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) by single atoms that change to a neighbouring unit; no unit is
 * ever torn or emptied. Plans that miss limits are passed through, at a price that rises. Yields its progress.
 */
export function* anneal(plan: Plan, aims: Aims, search: Search): Generator<number, void, void> {
  const { atoms, unit } = plan;
  const { moves, random, onPlan } = search;
  const links = atoms.neighbour.length;
  const contiguity = new Contiguity(atoms);
  const values = plan.values(new Float64Array(objectiveCount));
  const tail = tailsOf(atoms);
  const size = sumOf(aims.weights) || 1;
  let [sum, short] = [weighted(values, aims), violation(values, aims)];
  onPlan(values);
  for (let m = 0; m < moves; m++) {
    if (m % 256 === 255) yield m / moves;
    let k = random.below(links);
    while (unit[tail[k]] === unit[atoms.neighbour[k]]) k = random.below(links);
    const v = tail[k];
    if (!contiguity.mayLeave(unit, v)) continue;
    const from = unit[v];
    plan.move(v, unit[atoms.neighbour[k]]);
    plan.values(values);
    const [nextSum, nextShort] = [weighted(values, aims), violation(values, aims)];
    const price = lenient * (strict / lenient) ** (m / moves);
    const rise = (nextSum - sum) / size + price * (nextShort - short);
    if (rise > 0 && random.float() >= exp(-rise / (hot * (cold / hot) ** (m / moves)))) {
      plan.move(v, from);
      continue;
    }
    [sum, short] = [nextSum, nextShort];
    onPlan(values);
  }
}

function tailsOf({ start, neighbour }: Atoms): Uint32Array {
  const tail = new Uint32Array(neighbour.length);
  for (let i = 0; i + 1 < start.length; i++) tail.fill(i, start[i], start[i + 1]);
  return tail;
}

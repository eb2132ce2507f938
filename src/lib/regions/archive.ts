import { type Aims, dominates, missed, scoreOf } from "./judge.ts";
import { objectiveCount } from "./objectives.ts";

/** A plan that was kept: unit of each atom, values by objective. */
export interface KeptPlan {
  readonly unit: Uint16Array;
  readonly values: Float64Array;
  readonly score: number;
  readonly hash: readonly [number, number];
  readonly source: number;
}

/** Two 32-bit hashes of a partition, whatever its units are numbered. */
export function planHash(unit: ArrayLike<number>, units: number): [number, number] {
  const canonical = new Int32Array(units).fill(-1);
  let [next, a, b] = [0, 0x811c9dc5, 0x9e3779b9];
  for (let i = 0; i < unit.length; i++) {
    if (canonical[unit[i]] < 0) canonical[unit[i]] = next++;
    const own = canonical[unit[i]] + 1;
    a = Math.imul(a ^ own, 0x01000193);
    b = Math.imul((b << 5) | (b >>> 27), 0x85ebca6b) + own * 0xc2b2ae35;
    b ^= b >>> 15;
  }
  return [a >>> 0, b >>> 0];
}

/** Most plans that are kept for being unbeaten in some mix of objectives. */
const longestFront = 60;

/**
 * Keeps distinct plans: the `size` best by score, and of those within the limits the ones that no other beats in all
 * objectives (their Pareto front; when it grows long, the worst by score leave).
 */
export class PlanArchive {
  private readonly aims: Aims;
  private readonly size: number;
  private best: KeptPlan[] = [];
  private front: KeptPlan[] = [];
  private readonly known = new Set<number>();

  constructor(aims: Aims, size: number) {
    this.aims = aims;
    this.size = size;
  }

  /** The score that a plan must beat to be among the best. */
  get bar(): number {
    return this.best.length < this.size ? Infinity : this.best[this.best.length - 1].score;
  }

  /** Offer a plan; its columns are copied when it is kept. */
  offer(unit: Uint16Array, values: Float64Array, from: { readonly units: number; readonly source: number }): void {
    const score = scoreOf(values, this.aims);
    const isBest = score < this.bar;
    const unbeaten = score < missed && this.isUnbeaten(values);
    if (!isBest && !unbeaten) return;
    const hash = planHash(unit, from.units);
    const key = hash[0] * 0x20_0000 + (hash[1] >>> 11);
    if (this.known.has(key)) return;
    this.known.add(key);
    const plan = { unit: unit.slice(), values: values.slice(), score, hash, source: from.source };
    if (isBest) this.insert(plan);
    if (unbeaten) this.extend(plan);
  }

  /** All kept plans, each once, best first. */
  plans(): KeptPlan[] {
    return [...new Set([...this.best, ...this.front])].sort((a, b) => a.score - b.score);
  }

  private insert(plan: KeptPlan): void {
    let at = this.best.length;
    while (at > 0 && this.best[at - 1].score > plan.score) at--;
    this.best.splice(at, 0, plan);
    if (this.best.length > this.size) this.best.pop();
  }

  private isUnbeaten(values: Float64Array): boolean {
    const pair = new Float64Array(2 * objectiveCount);
    pair.set(values, objectiveCount);
    return !this.front.some((other) => {
      pair.set(other.values);
      return dominates(pair, [0, 1], this.aims.weights);
    });
  }

  private extend(plan: KeptPlan): void {
    const pair = new Float64Array(2 * objectiveCount);
    pair.set(plan.values);
    this.front = this.front.filter((other) => {
      pair.set(other.values, objectiveCount);
      return !dominates(pair, [0, 1], this.aims.weights);
    });
    this.front.push(plan);
    if (this.front.length <= longestFront) return;
    const worst = this.front.reduce((at, one, i) => (one.score > this.front[at].score ? i : at), 0);
    this.front.splice(worst, 1);
  }
}

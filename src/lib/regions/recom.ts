import type { Random } from "../random.ts";
import { type Atoms, sumOf } from "./atoms.ts";
import type { Plan } from "./plan.ts";
import type { TreeSampler } from "./trees.ts";

/** What a random walk over plans keeps to. */
export interface WalkRules {
  /** Unit → share of the residents it should have. */
  readonly shares: Float64Array;
  /** Greatest deviation from it, as a share of it. */
  readonly tolerance: number;
}

const treesPerStep = 8;
const treesPerCut = 60;

/**
 * Recombination of plans (DeFord, Duchin & Solomon 2021): two neighbouring units are merged, a random spanning tree of
 * both is drawn, and cut where both parts keep to the rules.
 */
export class Recombination {
  private readonly atoms: Atoms;
  private readonly sampler: TreeSampler;
  private readonly random: Random;
  private readonly target: Float64Array;
  private readonly tolerance: number;
  private readonly sum: Float64Array;
  private readonly members: Uint32Array;
  private readonly inside: Uint8Array;
  private readonly below: Uint8Array;
  private readonly cuts: Uint32Array;
  private readonly tail: Uint32Array;

  constructor(atoms: Atoms, rules: WalkRules, tools: { readonly sampler: TreeSampler; readonly random: Random }) {
    const n = atoms.residents.length;
    const total = sumOf(atoms.residents);
    this.atoms = atoms;
    this.sampler = tools.sampler;
    this.random = tools.random;
    this.target = rules.shares.map((share) => share * total);
    this.tolerance = rules.tolerance;
    this.sum = new Float64Array(n);
    this.members = new Uint32Array(n);
    this.inside = new Uint8Array(n);
    this.below = new Uint8Array(n);
    // An atom of the tree may be cut below two ways: its part becomes the one unit or the other.
    this.cuts = new Uint32Array(2 * n);
    this.tail = new Uint32Array(atoms.neighbour.length);
    for (let i = 0; i < n; i++) this.tail.fill(i, atoms.start[i], atoms.start[i + 1]);
  }

  /** A first plan: units are cut off a tree of what is left, one after the other. Undefined when that fails: try again. */
  start(): Uint16Array | undefined {
    const { target, inside, members } = this;
    const n = inside.length;
    const unit = new Uint16Array(n).fill(target.length - 1);
    inside.fill(1);
    let rest = sumOf(target);
    for (let u = 0; u + 1 < target.length; u++) {
      rest -= target[u];
      let count = 0;
      for (let i = 0; i < n; i++) if (inside[i]) members[count++] = i;
      const cut = this.cutOff(count, target[u], rest);
      if (!cut) return undefined;
      for (let m = 0; m < count; m++) {
        const v = members[m];
        if (this.below[v] !== cut.side) continue;
        unit[v] = u;
        inside[v] = 0;
      }
    }
    return unit;
  }

  /** One of two parts, of `one` and of `other` residents: `below` says which atoms are in it. */
  private cutOff(count: number, one: number, other: number): { side: 0 | 1 } | undefined {
    for (let tree = 0; tree < treesPerCut; tree++) {
      if (!this.sampler.draw({ members: this.members, count, inside: this.inside }, this.random)) continue;
      const total = this.sumUp(count);
      let found = 0;
      for (let at = 1; at < count; at++) {
        const v = this.sampler.order[at];
        const part = this.sum[v];
        if (this.fits(part, one) && this.fits(total - part, other)) this.cuts[found++] = 2 * v + 1;
        if (this.fits(part, other) && this.fits(total - part, one)) this.cuts[found++] = 2 * v;
      }
      if (found === 0) continue;
      const cut = this.cuts[this.random.below(found)];
      this.mark(cut >> 1, count);
      return { side: cut & 1 ? 1 : 0 };
    }
    return undefined;
  }

  /** One step; false when no cut was found and the plan stays. Every cut link is as likely to name the two units. */
  step(plan: Plan): boolean {
    const { atoms, inside, members, random, target, tail } = this;
    let k = random.below(tail.length);
    while (plan.unit[tail[k]] === plan.unit[atoms.neighbour[k]]) k = random.below(tail.length);
    const [a, b] = [plan.unit[tail[k]], plan.unit[atoms.neighbour[k]]];
    let count = 0;
    for (let i = 0; i < inside.length; i++) {
      const isIn = plan.unit[i] === a || plan.unit[i] === b;
      inside[i] = isIn ? 1 : 0;
      if (isIn) members[count++] = i;
    }
    for (let tree = 0; tree < treesPerStep; tree++) {
      if (!this.sampler.draw({ members, count, inside }, random)) continue;
      const total = this.sumUp(count);
      let found = 0;
      for (let at = 1; at < count; at++) {
        const v = this.sampler.order[at];
        const part = this.sum[v];
        if (this.fits(part, target[a]) && this.fits(total - part, target[b])) this.cuts[found++] = 2 * v;
        if (this.fits(part, target[b]) && this.fits(total - part, target[a])) this.cuts[found++] = 2 * v + 1;
      }
      if (found === 0) continue;
      const cut = this.cuts[random.below(found)];
      this.mark(cut >> 1, count);
      for (let m = 0; m < count; m++) {
        const v = members[m];
        plan.move(v, (this.below[v] === 1) === ((cut & 1) === 0) ? a : b);
      }
      return true;
    }
    return false;
  }

  private fits(residents: number, target: number): boolean {
    return Math.abs(residents - target) <= this.tolerance * target + 1e-9;
  }

  /** Residents below each atom of the tree, itself included; returns those of all. */
  private sumUp(count: number): number {
    const { sum, sampler, atoms } = this;
    const { order, parent } = sampler;
    for (let at = 0; at < count; at++) sum[order[at]] = atoms.residents[order[at]];
    for (let at = count - 1; at > 0; at--) sum[parent[order[at]]] += sum[order[at]];
    return sum[order[0]];
  }

  /** `below` 1 for `top` and what hangs on it, 0 for the rest of the tree. */
  private mark(top: number, count: number): void {
    const { below, sampler } = this;
    const { order, parent } = sampler;
    below[order[0]] = 0;
    for (let at = 1; at < count; at++) {
      const v = order[at];
      below[v] = v === top ? 1 : below[parent[v]];
    }
  }
}

import { bestMatching, mostKept } from "./assignment.ts";
import { type Atoms, atomCount, membersByLabel, sumOf } from "./atoms.ts";
import { type CompactnessMeasure, objectiveCount, objectives } from "./objectives.ts";
import { convexHull, convexHullRatio, polsbyPopper, reock } from "./shape.ts";

/** How plans are measured. */
export interface PlanRules {
  /** Unit → the share of residents (and of workload) it should have; they sum to 1. */
  readonly shares: Float64Array;
  readonly compactness: CompactnessMeasure;
  /** Objectives to keep up with; the others are NaN in `values`. */
  readonly active: Uint8Array;
}

/**
 * A plan that knows its values and keeps them while atoms change unit: a move costs the atom's links, sites and groups.
 * Every atom is in one unit. Contiguity is the caller's business.
 */
export class Plan {
  readonly atoms: Atoms;
  readonly units: number;
  readonly unit: Uint16Array;
  /** Unit → atoms in it. */
  readonly count: Uint32Array;
  readonly residents: Float64Array;
  private readonly rules: PlanRules;
  private readonly workload: Float64Array;
  private readonly area: Float64Array;
  private readonly perimeter: Float64Array;
  private readonly access: SiteSums;
  private readonly response: SiteSums;
  private readonly groupsOf: { readonly start: Uint32Array; readonly item: Uint32Array };
  private readonly isCut: Uint8Array;
  private readonly overlap: Float64Array;
  private readonly todayUnits: number;
  private readonly shape: Float64Array;
  private readonly stale: Uint8Array;
  private readonly totals: { residents: number; workload: number; cases: number; inToday: number };
  private cutMetres = 0;
  private cutLineMetres = 0;
  private cutLinks = 0;
  private cutWeight = 0;

  constructor(atoms: Atoms, rules: PlanRules) {
    const [n, k] = [atomCount(atoms), rules.shares.length];
    this.atoms = atoms;
    this.rules = rules;
    this.units = k;
    this.unit = new Uint16Array(n);
    this.count = new Uint32Array(k);
    this.residents = new Float64Array(k);
    this.workload = new Float64Array(k);
    this.area = new Float64Array(k);
    this.perimeter = new Float64Array(k);
    this.access = new SiteSums(atoms.accessMetres, atoms.residents, k);
    this.response = new SiteSums(atoms.responseSeconds, atoms.cases, k);
    this.groupsOf = groupsByAtom(atoms);
    this.isCut = new Uint8Array(atoms.groupWeight.length);
    this.todayUnits = atoms.today.reduce((most, unit) => Math.max(most, unit + 1), 0);
    this.overlap = new Float64Array(k * this.todayUnits);
    this.shape = new Float64Array(k);
    this.stale = new Uint8Array(k).fill(1);
    const inToday = atoms.today.reduce((sum, unit, i) => sum + (unit < 0 ? 0 : atoms.residents[i]), 0);
    const [residents, workload, cases] = [atoms.residents, atoms.workload, atoms.cases].map(sumOf);
    this.totals = { residents, workload, cases, inToday };
  }

  /** Take over an assignment (a unit for each atom), all sums made anew. */
  load(assignment: ArrayLike<number>): void {
    const { atoms, unit } = this;
    unit.set(assignment);
    for (const column of [this.count, this.residents, this.workload, this.area, this.perimeter, this.overlap]) {
      column.fill(0);
    }
    this.access.clear();
    this.response.clear();
    this.stale.fill(1);
    [this.cutMetres, this.cutLineMetres, this.cutLinks, this.cutWeight] = [0, 0, 0, 0];
    for (let i = 0; i < unit.length; i++) {
      const u = unit[i];
      this.enter(i, u, 1);
      this.perimeter[u] += atoms.outerMetres[i];
      for (let k = atoms.start[i]; k < atoms.start[i + 1]; k++) {
        if (unit[atoms.neighbour[k]] === u) continue;
        this.perimeter[u] += atoms.borderMetres[k];
        this.cutMetres += atoms.borderMetres[k] / 2;
        this.cutLineMetres += atoms.lineMetres[k] / 2;
        this.cutLinks += 0.5;
      }
    }
    this.access.refresh();
    this.response.refresh();
    this.isCut.fill(0);
    for (let g = 0; g < this.isCut.length; g++) this.judgeGroup(g);
  }

  /** Put an atom into another unit. */
  move(i: number, to: number): void {
    const { atoms, unit } = this;
    const from = unit[i];
    if (from === to) return;
    this.enter(i, from, -1);
    this.enter(i, to, 1);
    let [leave, arrive] = [atoms.outerMetres[i], atoms.outerMetres[i]];
    for (let k = atoms.start[i]; k < atoms.start[i + 1]; k++) {
      const other = unit[atoms.neighbour[k]];
      const metres = atoms.borderMetres[k];
      leave += other === from ? -metres : metres;
      arrive += other === to ? -metres : metres;
      const change = Number(other !== to) - Number(other !== from);
      if (change === 0) continue;
      this.cutMetres += change * metres;
      this.cutLineMetres += change * atoms.lineMetres[k];
      this.cutLinks += change;
    }
    this.perimeter[from] -= leave;
    this.perimeter[to] += arrive;
    unit[i] = to;
    this.access.refreshUnits(from, to);
    this.response.refreshUnits(from, to);
    this.stale[from] = this.stale[to] = 1;
    const { start, item } = this.groupsOf;
    for (let k = start[i]; k < start[i + 1]; k++) this.judgeGroup(item[k]);
  }

  /** The values of the plan by objective (see `objectives`), into `out`; all of them or only the active ones. */
  values(out: Float64Array, all = false): Float64Array {
    const { active } = this.rules;
    for (let o = 0; o < objectiveCount; o++) out[o] = all || active[o] ? this.value(o) : Number.NaN;
    return out;
  }

  private value(o: number): number {
    switch (objectives[o]) {
      case "residents":
        return this.deviation(this.residents, this.totals.residents);
      case "workload":
        return this.deviation(this.workload, this.totals.workload);
      case "access":
        return this.access.mean(this.totals.residents);
      case "response":
        return this.response.mean(this.totals.cases);
      case "compactness":
        return this.spread();
      case "borders":
        return this.cutMetres > 1e-6 ? 1 - this.cutLineMetres / this.cutMetres : 0;
      case "groups":
        return this.cutWeight;
      default:
        return this.moved();
    }
  }

  private deviation(column: Float64Array, total: number): number {
    let worst = 0;
    for (let u = 0; u < this.units; u++) {
      const target = total * this.rules.shares[u];
      worst = Math.max(worst, Math.abs(column[u] - target) / target);
    }
    return total > 0 ? worst : 0;
  }

  private spread(): number {
    const { compactness } = this.rules;
    if (compactness === "cut-edges") return this.cutLinks / Math.max(1, this.atoms.neighbour.length / 2);
    let sum = 0;
    for (let u = 0; u < this.units; u++) {
      if (compactness === "polsby-popper") sum += polsbyPopper(this.area[u], this.perimeter[u]);
      else {
        if (this.stale[u]) this.shape[u] = this.hullShape(u);
        this.stale[u] = 0;
        sum += this.shape[u];
      }
    }
    return 1 - sum / this.units;
  }

  private hullShape(u: number): number {
    const { hullStart, hullXY } = this.atoms;
    const points: number[] = [];
    for (let i = 0; i < this.unit.length; i++) {
      if (this.unit[i] !== u) continue;
      for (let p = 2 * hullStart[i]; p < 2 * hullStart[i + 1]; p++) points.push(hullXY[p]);
    }
    if (points.length < 6) return Number.NaN;
    const hull = convexHull(Float64Array.from(points));
    return this.rules.compactness === "reock" ? reock(this.area[u], hull) : convexHullRatio(this.area[u], hull);
  }

  private moved(): number {
    const { todayUnits, totals } = this;
    if (todayUnits === 0 || totals.inToday === 0) return 0;
    return Math.max(0, 1 - mostKept(this.overlap, this.units, todayUnits) / totals.inToday);
  }

  /** Unit of today that each unit continues: the matching that moves the fewest residents; −1 for new ones. */
  matching(): Int32Array {
    return bestMatching(this.overlap, this.units, this.todayUnits);
  }

  private enter(i: number, u: number, sign: 1 | -1): void {
    const { atoms } = this;
    this.count[u] += sign;
    this.residents[u] += sign * atoms.residents[i];
    this.workload[u] += sign * atoms.workload[i];
    this.area[u] += sign * atoms.areaM2[i];
    this.access.add(i, u, sign);
    this.response.add(i, u, sign);
    if (atoms.today[i] >= 0) this.overlap[u * this.todayUnits + atoms.today[i]] += sign * atoms.residents[i];
  }

  private judgeGroup(g: number): void {
    const { groupStart, groupAtom, groupWeight } = this.atoms;
    let cut = 0;
    for (let k = groupStart[g] + 1; k < groupStart[g + 1]; k++) {
      if (this.unit[groupAtom[k]] !== this.unit[groupAtom[k - 1]]) cut = 1;
    }
    this.cutWeight += (cut - this.isCut[g]) * groupWeight[g];
    this.isCut[g] = cut;
  }
}

function groupsByAtom({ groupStart, groupAtom, start }: Atoms): { start: Uint32Array; item: Uint32Array } {
  const groupOf = new Uint32Array(groupAtom.length);
  for (let g = 0; g + 1 < groupStart.length; g++) groupOf.fill(g, groupStart[g], groupStart[g + 1]);
  const { start: first, item } = membersByLabel(groupAtom, start.length - 1);
  return { start: first, item: item.map((member) => groupOf[member]) };
}

/** Weighted costs of each unit to each site, and to the best one. */
class SiteSums {
  private readonly table: Float64Array;
  private readonly weight: Float64Array;
  private readonly sites: number;
  private readonly sums: Float64Array;
  private readonly best: Float64Array;

  constructor(table: Float64Array, weight: Float64Array, units: number) {
    this.table = table;
    this.weight = weight;
    this.sites = weight.length > 0 ? table.length / weight.length : 0;
    this.sums = new Float64Array(units * this.sites);
    this.best = new Float64Array(units);
  }

  clear(): void {
    this.sums.fill(0);
  }

  add(i: number, u: number, sign: 1 | -1): void {
    const { sites, table, sums } = this;
    const weight = sign * this.weight[i];
    for (let s = 0; s < sites; s++) sums[u * sites + s] += weight * table[i * sites + s];
  }

  refresh(): void {
    for (let u = 0; u < this.best.length; u++) this.refreshUnits(u, u);
  }

  refreshUnits(a: number, b: number): void {
    const { sites, sums, best } = this;
    if (sites === 0) return;
    best[a] = best[b] = Infinity;
    for (let s = 0; s < sites; s++) {
      best[a] = Math.min(best[a], sums[a * sites + s]);
      best[b] = Math.min(best[b], sums[b * sites + s]);
    }
  }

  /** Mean cost by weight; 0 without sites. */
  mean(total: number): number {
    return this.sites > 0 && total > 0 ? sumOf(this.best) / total : 0;
  }
}

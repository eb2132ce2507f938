import { within } from "../progress.ts";
import type { AtomGraph } from "./atoms.ts";

/** Attributes of atoms: row by row, atoms × columns; standardise them first. */
export interface Attributes {
  readonly values: Float64Array;
  readonly columns: number;
}

/**
 * What SKATER makes small: sums of distances to the group's mean (as R's spdep, whose sizes the tests hit; n² work), or of
 * squared distances (n work).
 */
export type Spread = "distance" | "squared";

/** What groups must keep to: least and greatest sum of `weight`, or least number of atoms with weights of 1. */
export interface SkaterRules {
  readonly groups: number;
  readonly spread?: Spread;
  readonly weight?: ArrayLike<number>;
  readonly least?: number;
  readonly most?: number;
}

/** Group of each atom, and the total spread before any cut and after each. Fewer groups than asked for when no cut fits. */
export interface SkaterResult {
  readonly group: Int32Array;
  readonly spreads: readonly number[];
}

/**
 * SKATER (Assunção, Neves, Câmara & Freitas 2006): the minimum spanning tree of the neighbours by distance of attributes is
 * cut, each time where the total spread falls most and both parts keep to the rules. The graph must be connected. Yields
 * its progress.
 */
export function* skater(
  graph: Pick<AtomGraph, "start" | "neighbour">,
  attributes: Attributes,
  rules: SkaterRules,
): Generator<number, SkaterResult, void> {
  const { groups, spread = "distance", weight, least = 0, most = Infinity } = rules;
  const n = graph.start.length - 1;
  const tree = minimumTree(graph, attributes);
  const measure = { attributes, spread };
  const all = Array.from(tree.order);
  const parts: Part[] = [{ members: all, spread: spreadOf(all, measure) }];
  const weigh = (members: readonly number[]) => members.reduce((sum, v) => sum + (weight ? weight[v] : 1), 0);
  const fits = (members: readonly number[]) => weigh(members) >= least && weigh(members) <= most;
  const spreads = [parts[0].spread];
  const best = new Map<Part, Cut | undefined>();
  while (parts.length < groups) {
    const done = (parts.length - 1) / groups;
    for (const part of parts) {
      if (!best.has(part))
        best.set(part, yield* within(bestCut(part, tree, { measure, fits }), done, done + 1 / groups));
    }
    const cut = parts.reduce<Cut | undefined>((found, part) => {
      const own = best.get(part);
      return own && own.gain > (found?.gain ?? 0) ? own : found;
    }, undefined);
    if (!cut) break;
    parts.splice(parts.indexOf(cut.part), 1, cut.upper, cut.lower);
    spreads.push(parts.reduce((sum, part) => sum + part.spread, 0));
  }
  const group = new Int32Array(n);
  parts.forEach(({ members }, g) => {
    for (const v of members) group[v] = g;
  });
  return { group, spreads };
}

/** A tree as each atom's parent (−1 at the root), in an order in which parents come first. */
export interface AttributeTree {
  readonly order: Uint32Array;
  readonly parent: Int32Array;
  /** Atom → distance of attributes to its parent. */
  readonly cost: Float64Array;
}

/** The minimum spanning tree by Euclidean distance of attributes (Prim 1957); throws when the graph is in pieces. */
export function minimumTree(graph: Pick<AtomGraph, "start" | "neighbour">, attributes: Attributes): AttributeTree {
  const n = graph.start.length - 1;
  const cost = new Float64Array(n).fill(Infinity);
  const parent = new Int32Array(n).fill(-1);
  const order = new Uint32Array(n);
  const done = new Uint8Array(n);
  cost[0] = 0;
  for (let size = 0; size < n; size++) {
    let v = -1;
    for (let u = 0; u < n; u++) if (!done[u] && cost[u] < (v < 0 ? Infinity : cost[v])) v = u;
    if (v < 0) throw new Error(`skater: ${n - size} of ${n} atoms cannot be reached`);
    done[v] = 1;
    order[size] = v;
    for (let k = graph.start[v]; k < graph.start[v + 1]; k++) {
      const w = graph.neighbour[k];
      const d = attributeDistance(attributes, v, w);
      if (done[w] || d >= cost[w]) continue;
      cost[w] = d;
      parent[w] = v;
    }
  }
  return { order, parent, cost };
}

function attributeDistance({ values, columns }: Attributes, v: number, w: number): number {
  let square = 0;
  for (let c = 0; c < columns; c++) square += (values[v * columns + c] - values[w * columns + c]) ** 2;
  return Math.sqrt(square);
}

interface Part {
  readonly members: readonly number[];
  readonly spread: number;
}

interface Cut {
  readonly part: Part;
  readonly gain: number;
  readonly upper: Part;
  readonly lower: Part;
}

interface Measure {
  readonly attributes: Attributes;
  readonly spread: Spread;
}

interface CutRules {
  readonly measure: Measure;
  fits(members: readonly number[]): boolean;
}

function* bestCut(
  part: Part,
  tree: AttributeTree,
  { measure, fits }: CutRules,
): Generator<number, Cut | undefined, void> {
  const [root] = part.members;
  let best: Cut | undefined;
  let looked = 0;
  for (const top of part.members) {
    if (top === root) continue;
    if (++looked % 32 === 0) yield looked / part.members.length;
    const below = new Set([top]);
    for (const v of part.members) if (below.has(tree.parent[v]) && v !== root) below.add(v);
    const lower = part.members.filter((v) => below.has(v));
    const upper = part.members.filter((v) => !below.has(v));
    if (!fits(lower) || !fits(upper)) continue;
    const [up, low] = [spreadOf(upper, measure), spreadOf(lower, measure)];
    const gain = part.spread - up - low;
    if (gain <= (best?.gain ?? 0)) continue;
    best = { part, gain, upper: { members: upper, spread: up }, lower: { members: lower, spread: low } };
  }
  return best;
}

/** Spread of a group of atoms about its mean. */
function spreadOf(members: readonly number[], { attributes, spread }: Measure): number {
  const { values, columns } = attributes;
  const mean = new Float64Array(columns);
  for (const v of members) for (let c = 0; c < columns; c++) mean[c] += values[v * columns + c] / members.length;
  let sum = 0;
  for (const v of members) {
    let square = 0;
    for (let c = 0; c < columns; c++) square += (values[v * columns + c] - mean[c]) ** 2;
    sum += spread === "distance" ? Math.sqrt(square) : square;
  }
  return sum;
}

/** Sum of squared distances to the mean of each group: what max-p and SKATER with `squared` make small. */
export function heterogeneity(group: ArrayLike<number>, attributes: Attributes): number {
  const members = new Map<number, number[]>();
  for (let v = 0; v < group.length; v++) {
    const own = members.get(group[v]);
    if (own) own.push(v);
    else members.set(group[v], [v]);
  }
  let sum = 0;
  for (const own of members.values()) sum += spreadOf(own, { attributes, spread: "squared" });
  return sum;
}

import type { Random } from "../random.ts";
import { Contiguity } from "./anneal.ts";
import type { AtomGraph } from "./atoms.ts";
import { type Attributes, heterogeneity } from "./skater.ts";

/** What max-p regions keep to, and how long to look for them. */
export interface MaxPRules {
  readonly weight: ArrayLike<number>;
  /** Least sum of `weight` that a region must have. */
  readonly floor: number;
  /** First partitions tried. */
  readonly tries: number;
  /** Moves of local search tried from the best of them. */
  readonly moves: number;
  readonly random: Random;
}

/** Region of each atom and the number of regions; −1 and 0 when all atoms together are below the floor. */
export interface MaxPResult {
  readonly group: Int32Array;
  readonly regions: number;
  readonly heterogeneity: number;
}

/**
 * Max-p regions (Duque, Anselin & Rey 2012): as many connected regions as possible, each with at least `floor`, and among
 * those found the most alike. Regions grow from random seeds; what is left over joins the neighbour most like it; then
 * single atoms change region where that helps. A heuristic: at most ⌊total / floor⌋ regions, often fewer.
 */
export function* maxP(
  graph: Pick<AtomGraph, "start" | "neighbour">,
  attributes: Attributes,
  rules: MaxPRules,
): Generator<number, MaxPResult, void> {
  const n = graph.start.length - 1;
  let best: MaxPResult = { group: new Int32Array(n).fill(-1), regions: 0, heterogeneity: Number.NaN };
  for (let t = 0; t < rules.tries; t++) {
    const grown = grow(graph, rules);
    if (grown.regions > 0 && grown.regions >= best.regions) {
      adopt(graph, attributes, grown.group);
      const spread = heterogeneity(grown.group, attributes);
      if (grown.regions > best.regions || spread < best.heterogeneity) best = { ...grown, heterogeneity: spread };
    }
    yield (0.5 * (t + 1)) / rules.tries;
  }
  if (best.regions > 1) improve(graph, attributes, { rules, group: best.group });
  return { ...best, heterogeneity: heterogeneity(best.group, attributes) };
}

/** Regions grown one after the other from random atoms until each has the floor; the rest is −1. */
function grow({ start, neighbour }: Pick<AtomGraph, "start" | "neighbour">, { weight, floor, random }: MaxPRules) {
  const n = start.length - 1;
  const group = new Int32Array(n).fill(-1);
  const tried = new Int32Array(n).fill(-1);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  let regions = 0;
  order.forEach((seed, at) => {
    if (group[seed] >= 0) return;
    const members = [seed];
    const edge: number[] = [];
    let sum = weight[seed];
    const reach = (v: number) => {
      for (let k = start[v]; k < start[v + 1]; k++) {
        const w = neighbour[k];
        if (group[w] >= 0 || tried[w] === at) continue;
        tried[w] = at;
        edge.push(w);
      }
    };
    tried[seed] = at;
    reach(seed);
    while (sum < floor && edge.length > 0) {
      const pick = random.below(edge.length);
      const v = edge[pick];
      edge[pick] = edge[edge.length - 1];
      edge.pop();
      members.push(v);
      sum += weight[v];
      reach(v);
    }
    if (sum < floor) return;
    for (const v of members) group[v] = regions;
    regions++;
  });
  return { group, regions };
}

/** Atoms without a region join the neighbouring atom's region they are most like, until none is left. */
function adopt(
  { start, neighbour }: Pick<AtomGraph, "start" | "neighbour">,
  attributes: Attributes,
  group: Int32Array,
) {
  const { values, columns } = attributes;
  for (let left = true; left; ) {
    left = false;
    for (let v = 0; v < group.length; v++) {
      if (group[v] >= 0) continue;
      let least = Infinity;
      for (let k = start[v]; k < start[v + 1]; k++) {
        const w = neighbour[k];
        if (group[w] < 0) continue;
        let d = 0;
        for (let c = 0; c < columns; c++) d += (values[v * columns + c] - values[w * columns + c]) ** 2;
        if (d >= least) continue;
        least = d;
        group[v] = group[w];
      }
      if (group[v] >= 0) left = true;
    }
  }
}

interface Improvement {
  readonly rules: MaxPRules;
  readonly group: Int32Array;
}

/** Moves of single atoms that keep regions connected and above the floor and make them more alike. */
function improve(graph: Pick<AtomGraph, "start" | "neighbour">, attributes: Attributes, { rules, group }: Improvement) {
  const { values, columns } = attributes;
  const { weight, floor, random } = rules;
  const unit = Uint16Array.from(group);
  const regions = group.reduce((most, g) => Math.max(most, g + 1), 0);
  const contiguity = new Contiguity(graph);
  const [size, sum, total] = [
    new Float64Array(regions),
    new Float64Array(regions * columns),
    new Float64Array(regions),
  ];
  const enter = (v: number, g: number, sign: 1 | -1) => {
    size[g] += sign;
    total[g] += sign * weight[v];
    for (let c = 0; c < columns; c++) sum[g * columns + c] += sign * values[v * columns + c];
  };
  for (let v = 0; v < unit.length; v++) enter(v, unit[v], 1);
  /** Change of the sum of squares when `v` leaves or joins: n/(n ∓ 1) · squared distance to the mean. */
  const change = (v: number, g: number, sign: 1 | -1) => {
    let square = 0;
    for (let c = 0; c < columns; c++) square += (values[v * columns + c] - sum[g * columns + c] / size[g]) ** 2;
    return (sign * square * size[g]) / (size[g] + sign);
  };
  for (let m = 0; m < rules.moves; m++) {
    const v = random.below(unit.length);
    const degree = graph.start[v + 1] - graph.start[v];
    if (degree === 0) continue;
    const to = unit[graph.neighbour[graph.start[v] + random.below(degree)]];
    const from = unit[v];
    if (to === from || total[from] - weight[v] < floor || size[from] < 2) continue;
    if (change(v, from, -1) + change(v, to, 1) >= -1e-12 || !contiguity.mayLeave(unit, v)) continue;
    enter(v, from, -1);
    enter(v, to, 1);
    unit[v] = to;
  }
  group.set(unit);
}

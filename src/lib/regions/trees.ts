import type { Random } from "../random.ts";
import type { AtomGraph } from "./atoms.ts";

/** `wilson`: every spanning tree as likely as its weight; `random-mst`: the least tree of random costs, not uniform. */
export type TreeKind = "random-mst" | "wilson";

const mostPull = 5;

/**
 * Draws spanning trees of parts of a graph. `pull` makes trees keep within streets: a link whose border lies on a line in
 * full weighs e^−pull (Wilson; never less than e^−5, or walks would not get across) or costs `pull` more (random MST, the
 * surcharge of region-aware ReCom), a part of it in proportion. After `draw`, `order` lists the part's atoms from the root, each after its `parent` (−1 at the root).
 *
 * Wilson (1996) Generating random spanning trees more quickly than the cover time. Kruskal (1956).
 */
export class TreeSampler {
  readonly order: Uint32Array;
  readonly parent: Int32Array;
  private readonly graph: AtomGraph;
  private readonly kind: TreeKind;
  private readonly pull: number;
  /** Link → share of its border on lines. */
  private readonly share: Float64Array;
  private readonly accept: Float64Array;
  private readonly tail: Uint32Array;
  private readonly first: Int32Array;
  private readonly next: Int32Array;
  private readonly head: Int32Array;
  private readonly root: Int32Array;
  private readonly keys: Float64Array;
  private readonly inTree: Uint8Array;

  constructor(graph: AtomGraph, kind: TreeKind, pull: number) {
    const [n, links] = [graph.start.length - 1, graph.neighbour.length];
    this.graph = graph;
    this.kind = kind;
    this.pull = pull;
    this.share = graph.borderMetres.map((metres, k) => (metres > 0 ? graph.lineMetres[k] / metres : 0));
    this.accept = this.share.map((share) => Math.exp(-Math.min(pull, mostPull) * share));
    this.tail = new Uint32Array(links);
    for (let i = 0; i < n; i++) this.tail.fill(i, graph.start[i], graph.start[i + 1]);
    this.order = new Uint32Array(n);
    this.parent = new Int32Array(n);
    this.first = new Int32Array(n);
    this.next = new Int32Array(2 * n);
    this.head = new Int32Array(2 * n);
    this.root = new Int32Array(n);
    this.keys = new Float64Array(links >> 1);
    this.inTree = new Uint8Array(n);
  }

  /** A tree of the first `count` of `members`, which `inside` marks; false when they are not connected (MST only). */
  draw(part: { readonly members: Uint32Array; readonly count: number; readonly inside: Uint8Array }, random: Random) {
    const { members, count } = part;
    for (let m = 0; m < count; m++) this.first[members[m]] = -1;
    const joined = this.kind === "wilson" ? this.walk(part, random) : this.kruskal(part, random);
    return joined && this.arrange(members[0]) === count;
  }

  /** Loop-erased random walks; links are stored both ways as in `kruskal`. */
  private walk({ members, count, inside }: Parameters<TreeSampler["draw"]>[0], random: Random): boolean {
    const { graph, inTree, root: step, accept, pull } = this;
    for (let m = 0; m < count; m++) inTree[members[m]] = 0;
    inTree[members[random.below(count)]] = 1;
    let size = 0;
    for (let m = 0; m < count; m++) {
      for (let v = members[m]; !inTree[v]; ) {
        const degree = graph.start[v + 1] - graph.start[v];
        let k = graph.start[v] + random.below(degree);
        while (!inside[graph.neighbour[k]] || (pull > 0 && random.float() >= accept[k])) {
          k = graph.start[v] + random.below(degree);
        }
        step[v] = graph.neighbour[k];
        v = graph.neighbour[k];
      }
      for (let v = members[m]; !inTree[v]; v = step[v]) {
        inTree[v] = 1;
        this.join(v, step[v], size++);
      }
    }
    return true;
  }

  private kruskal({ members, count, inside }: Parameters<TreeSampler["draw"]>[0], random: Random): boolean {
    const { graph, root, keys, share, pull, tail } = this;
    const scale = 0xffff_ffff / (1 + pull);
    let edges = 0;
    for (let m = 0; m < count; m++) {
      const v = members[m];
      root[v] = v;
      for (let k = graph.start[v]; k < graph.start[v + 1]; k++) {
        const w = graph.neighbour[k];
        // 32 bits of cost and 21 of link make one sortable number.
        if (w > v && inside[w]) keys[edges++] = Math.floor((random.float() + pull * share[k]) * scale) * 0x20_0000 + k;
      }
    }
    const sorted = keys.subarray(0, edges).sort();
    let size = 0;
    for (let e = 0; e < edges && size + 1 < count; e++) {
      const k = sorted[e] % 0x20_0000;
      const [a, b] = [this.rootOf(tail[k]), this.rootOf(graph.neighbour[k])];
      if (a === b) continue;
      root[a] = b;
      this.join(tail[k], graph.neighbour[k], size++);
    }
    return size === count - 1;
  }

  private rootOf(v: number): number {
    const { root } = this;
    let at = v;
    while (root[at] !== at) {
      root[at] = root[root[at]];
      at = root[at];
    }
    return at;
  }

  private join(v: number, w: number, edge: number): void {
    const { first, next, head } = this;
    head[2 * edge] = w;
    next[2 * edge] = first[v];
    first[v] = 2 * edge;
    head[2 * edge + 1] = v;
    next[2 * edge + 1] = first[w];
    first[w] = 2 * edge + 1;
  }

  /** Order from the root; returns how many atoms it reached. */
  private arrange(from: number): number {
    const { order, parent, first, next, head } = this;
    order[0] = from;
    parent[from] = -1;
    let size = 1;
    for (let at = 0; at < size; at++) {
      const v = order[at];
      for (let e = first[v]; e >= 0; e = next[e]) {
        const w = head[e];
        if (w === parent[v]) continue;
        parent[w] = v;
        order[size++] = w;
      }
    }
    return size;
  }
}

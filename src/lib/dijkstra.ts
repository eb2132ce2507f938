/** A directed graph in compressed rows: the arcs of node `u` are `start[u]` to `start[u + 1] - 1`. Costs are ≥ 0. */
export interface Graph {
  readonly start: Uint32Array;
  /** Arc → node it leads to. */
  readonly head: Uint32Array;
  readonly cost: Float64Array;
  /** Arc → the edge (of the table it came from) that it goes along. */
  readonly edge: Uint32Array;
}

/** Edges as columns; each leads from `from` to `to` at `cost`, and back at `reverseCost`. Infinite: not that way. */
export interface Edges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly cost: Float64Array;
  readonly reverseCost: Float64Array;
}

/** The graph of edges among `nodes` nodes; throws when an edge names a node that is not there or costs less than 0. */
export function graphOf(nodes: number, edges: Edges): Graph {
  const { from, to, cost, reverseCost } = edges;
  const start = new Uint32Array(nodes + 1);
  for (let e = 0; e < from.length; e++) {
    if (!(from[e] < nodes && to[e] < nodes)) throw new Error(`edge ${e} names a node beyond ${nodes}`);
    if (!(cost[e] >= 0 && reverseCost[e] >= 0)) throw new Error(`edge ${e} costs ${cost[e]} / ${reverseCost[e]}`);
    if (cost[e] < Infinity) start[from[e] + 1]++;
    if (reverseCost[e] < Infinity) start[to[e] + 1]++;
  }
  for (let u = 0; u < nodes; u++) start[u + 1] += start[u];
  const filled = start.slice();
  const arcs = start[nodes];
  const graph = { start, head: new Uint32Array(arcs), cost: new Float64Array(arcs), edge: new Uint32Array(arcs) };
  const add = (tail: number, head: number, arcCost: number, edge: number): void => {
    if (arcCost === Infinity) return;
    const a = filled[tail]++;
    graph.head[a] = head;
    graph.cost[a] = arcCost;
    graph.edge[a] = edge;
  };
  for (let e = 0; e < from.length; e++) {
    add(from[e], to[e], cost[e], e);
    add(to[e], from[e], reverseCost[e], e);
  }
  return graph;
}

/** The graph with every arc turned round: for costs *to* a place. */
export function reversed({ start, head, cost, edge }: Graph): Graph {
  const nodes = start.length - 1;
  const from = new Uint32Array(head.length);
  for (let u = 0; u < nodes; u++) from.fill(u, start[u], start[u + 1]);
  const turned = graphOf(nodes, {
    from: head,
    to: from,
    cost,
    reverseCost: new Float64Array(head.length).fill(Infinity),
  });
  return { ...turned, edge: turned.edge.map((arc) => edge[arc]) };
}

/** Where a search starts: nodes, what it costs to be there, and which source each belongs to. */
export interface Seeds {
  readonly node: ArrayLike<number>;
  readonly cost: ArrayLike<number>;
  readonly source: ArrayLike<number>;
}

/** Labels of a search; they hold until the next search of the same searcher. */
export interface Reached {
  /** Node → least cost from any source; Infinity when not reached. */
  readonly cost: Float64Array;
  /** Node → the source it is nearest to, or -1. */
  readonly source: Int32Array;
  /** Node → arc by which it was reached, or -1 at a seed. */
  readonly arc: Int32Array;
  /** The nodes reached, in order of cost. */
  readonly order: Uint32Array;
  readonly count: number;
}

/**
 * A function that finds least costs from many seeds at once (Dijkstra with a heap of four children), to nodes no farther
 * than `cutoff`. It keeps its arrays, so that a short search in a large graph costs only what it reaches.
 */
export function createSearch(graph: Graph): (seeds: Seeds, cutoff?: number) => Reached {
  const nodes = graph.start.length - 1;
  const cost = new Float64Array(nodes).fill(Infinity);
  const source = new Int32Array(nodes).fill(-1);
  const arc = new Int32Array(nodes).fill(-1);
  const order = new Uint32Array(nodes);
  const heap = createHeap(cost);
  let touched: number[] = [];

  const reach = (node: number, at: number, from: number, by: number): void => {
    if (cost[node] === Infinity) touched.push(node);
    cost[node] = at;
    source[node] = from;
    arc[node] = by;
    heap.lower(node);
  };

  return ({ node, cost: seedCost, source: seedSource }, cutoff = Infinity) => {
    for (const u of touched) {
      cost[u] = Infinity;
      source[u] = -1;
      arc[u] = -1;
    }
    touched = [];
    heap.clear();
    for (let s = 0; s < node.length; s++) {
      if (seedCost[s] <= cutoff && seedCost[s] < cost[node[s]]) reach(node[s], seedCost[s], seedSource[s], -1);
    }
    let count = 0;
    while (heap.size() > 0) {
      const u = heap.pop();
      order[count++] = u;
      for (let a = graph.start[u]; a < graph.start[u + 1]; a++) {
        const at = cost[u] + graph.cost[a];
        if (at < cost[graph.head[a]] && at <= cutoff) reach(graph.head[a], at, source[u], a);
      }
    }
    return { cost, source, arc, order, count };
  };
}

/** A heap of nodes by key, four children each, that knows where every node is. */
function createHeap(key: Float64Array) {
  const place = new Int32Array(key.length).fill(-1);
  const items = new Uint32Array(key.length);
  let size = 0;

  const put = (node: number, at: number): void => {
    items[at] = node;
    place[node] = at;
  };
  const rise = (node: number, at: number): void => {
    while (at > 0) {
      const parent = (at - 1) >> 2;
      if (key[items[parent]] <= key[node]) break;
      put(items[parent], at);
      at = parent;
    }
    put(node, at);
  };
  const sink = (node: number, at: number): void => {
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      let least = first;
      for (let child = first + 1; child < Math.min(first + 4, size); child++) {
        if (key[items[child]] < key[items[least]]) least = child;
      }
      if (key[items[least]] >= key[node]) break;
      put(items[least], at);
      at = least;
    }
    put(node, at);
  };

  return {
    size: () => size,
    clear(): void {
      for (let at = 0; at < size; at++) place[items[at]] = -1;
      size = 0;
    },
    /** Enters a node, or moves it up after its key was lowered. */
    lower(node: number): void {
      rise(node, place[node] < 0 ? size++ : place[node]);
    },
    pop(): number {
      const top = items[0];
      place[top] = -1;
      const last = items[--size];
      if (size > 0) sink(last, 0);
      return top;
    },
  };
}

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
 * A function that finds least costs from many seeds at once (Dijkstra), to nodes no farther than `cutoff`. It keeps its
 * arrays, so that a short search in a large graph costs only what it reaches.
 */
export function createSearch({ start, head, cost: arcCost }: Graph): (seeds: Seeds, cutoff?: number) => Reached {
  const nodes = start.length - 1;
  const cost = new Float64Array(nodes).fill(Infinity);
  const source = new Int32Array(nodes).fill(-1);
  const arc = new Int32Array(nodes).fill(-1);
  const order = new Uint32Array(nodes);
  const queue = createQueue();
  let count = 0;

  return ({ node, cost: seedCost, source: seedSource }, cutoff = Infinity) => {
    for (let k = 0; k < count; k++) {
      const u = order[k];
      cost[u] = Infinity;
      source[u] = -1;
      arc[u] = -1;
    }
    count = 0;
    for (let s = 0; s < node.length; s++) {
      const u = node[s];
      if (!(seedCost[s] <= cutoff && seedCost[s] < cost[u])) continue;
      cost[u] = seedCost[s];
      source[u] = seedSource[s];
      queue.push(u, seedCost[s]);
    }
    while (queue.size() > 0) {
      const at = queue.leastKey();
      const u = queue.pop();
      // A node is entered anew when its cost falls; its older entries are passed over.
      if (at > cost[u]) continue;
      order[count++] = u;
      const from = source[u];
      for (let a = start[u]; a < start[u + 1]; a++) {
        const v = head[a];
        const next = at + arcCost[a];
        if (!(next < cost[v] && next <= cutoff)) continue;
        cost[v] = next;
        source[v] = from;
        arc[v] = a;
        queue.push(v, next);
      }
    }
    return { cost, source, arc, order, count };
  };
}

/** Nodes by key, least first: a heap with four children each, keys beside the nodes so that a step touches one place. */
function createQueue() {
  let keys = new Float64Array(1024);
  let items = new Uint32Array(1024);
  let size = 0;

  function grow(): void {
    const [oldKeys, oldItems] = [keys, items];
    keys = new Float64Array(2 * size);
    keys.set(oldKeys);
    items = new Uint32Array(2 * size);
    items.set(oldItems);
  }

  return {
    size: () => size,
    leastKey: () => keys[0],
    push(item: number, key: number): void {
      if (size === keys.length) grow();
      let at = size++;
      while (at > 0) {
        const parent = (at - 1) >> 2;
        if (keys[parent] <= key) break;
        keys[at] = keys[parent];
        items[at] = items[parent];
        at = parent;
      }
      keys[at] = key;
      items[at] = item;
    },
    pop(): number {
      const top = items[0];
      const key = keys[--size];
      let at = 0;
      for (;;) {
        const first = 4 * at + 1;
        if (first >= size) break;
        let least = first;
        const end = Math.min(first + 4, size);
        for (let child = first + 1; child < end; child++) if (keys[child] < keys[least]) least = child;
        if (keys[least] >= key) break;
        keys[at] = keys[least];
        items[at] = items[least];
        at = least;
      }
      keys[at] = key;
      items[at] = items[size];
      return top;
    },
  };
}

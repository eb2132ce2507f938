/** A box of the picture, by its middle, in pixels. */
export interface PlacedNode {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line of the picture: its points, and the middle of its label. */
export interface PlacedEdge {
  readonly points: readonly { readonly x: number; readonly y: number }[];
  readonly label: { readonly x: number; readonly y: number };
}

/** A graph to be laid out from top to bottom; heavier edges are kept straighter. */
export interface GraphToPlace {
  readonly nodes: readonly { readonly width: number; readonly height: number }[];
  readonly edges: readonly {
    readonly from: number;
    readonly to: number;
    readonly weight: number;
    readonly labelWidth: number;
    readonly labelHeight: number;
  }[];
}

/** Where everything of a graph is. */
export interface PlacedGraph {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/**
 * Lays a graph out in layers (Sugiyama's method; Gansner et al. 1993, in dagre). The same graph gives the same picture. The
 * layout library is fetched when first asked for.
 */
export async function placeGraph({ nodes, edges }: GraphToPlace): Promise<PlacedGraph> {
  const { Graph, layout } = await import("@dagrejs/dagre");
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 18, edgesep: 10, ranksep: 26, marginx: 8, marginy: 8 });
  nodes.forEach(({ width, height }, i) => {
    graph.setNode(String(i), { width, height });
  });
  edges.forEach(({ from, to, weight, labelWidth: width, labelHeight: height }, i) => {
    graph.setEdge(String(from), String(to), { weight, width, height, labelpos: "c" }, String(i));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: nodes.map((own, i) => {
      const { x, y } = graph.node(String(i));
      return { ...own, x, y };
    }),
    edges: edges.map(({ from, to }, i) => {
      const { points = [], x, y } = graph.edge(String(from), String(to), String(i));
      const middle = points[points.length >> 1];
      return { points, label: { x: x ?? middle?.x ?? 0, y: y ?? middle?.y ?? 0 } };
    }),
  };
}

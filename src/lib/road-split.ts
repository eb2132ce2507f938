/** Lines split where they meet: a graph. */
export interface RoadSplit {
  /** Per edge: the line it is a piece of, its nodes, and its points in `coords`. */
  readonly line: number[];
  readonly from: number[];
  readonly to: number[];
  readonly coords: [number, number][][];
  /** Positions of nodes. */
  readonly nodes: [number, number][];
}

const keyOf = ([x, y]: readonly number[]): string => `${x},${y}`;

/**
 * Splits lines at every vertex that two of them share and at their ends, so that streets that cross at a common vertex
 * are joined there. Lines that cross without a common vertex (bridges) stay apart. Repeated points are left out; a line
 * without length gives no edge.
 */
export function splitRoads(lines: readonly (readonly (readonly number[])[])[]): RoadSplit {
  const uses = new Map<string, number>();
  for (const line of lines) {
    line.forEach((point, i) => {
      const key = keyOf(point);
      if (i > 0 && keyOf(line[i - 1]) === key) return;
      const isEnd = i === 0 || i === line.length - 1;
      uses.set(key, (uses.get(key) ?? 0) + (isEnd ? 2 : 1));
    });
  }
  const split: RoadSplit = { line: [], from: [], to: [], coords: [], nodes: [] };
  const numbers = new Map<string, number>();
  const nodeOf = (point: readonly number[]): number => {
    const key = keyOf(point);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, split.nodes.length);
    split.nodes.push([point[0], point[1]]);
    return split.nodes.length - 1;
  };
  lines.forEach((line, index) => {
    let piece: [number, number][] = [];
    line.forEach((point) => {
      const last = piece[piece.length - 1];
      if (last && last[0] === point[0] && last[1] === point[1]) return;
      piece.push([point[0], point[1]]);
      if (piece.length < 2 || (uses.get(keyOf(point)) ?? 0) < 2) return;
      split.line.push(index);
      split.from.push(nodeOf(piece[0]));
      split.to.push(nodeOf(point));
      split.coords.push(piece);
      piece = [[point[0], point[1]]];
    });
  });
  return split;
}

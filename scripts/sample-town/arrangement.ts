import { crossing, mix, type Point } from "./geometry.ts";
import { type EdgeLabel, Mesh } from "./mesh.ts";
import type { PlanLine } from "./skeleton.ts";

/** Crossing lines as one planar mesh: every crossing becomes a vertex, every enclosed piece of ground a face. */
export function arrange(lines: readonly PlanLine[]): Mesh {
  const mesh = new Mesh();
  for (const { a, b, label } of cutAtCrossings(lines)) mesh.addEdge(mesh.vertexAt(a), mesh.vertexAt(b), label);
  for (const ring of enclosedRings(mesh)) mesh.addFace(ring);
  return mesh;
}

interface Piece {
  readonly a: Point;
  readonly b: Point;
  readonly label: EdgeLabel;
}

function cutAtCrossings(lines: readonly PlanLine[]): Piece[] {
  const segments = lines.flatMap((line) =>
    line.points.slice(1).map((b, i) => ({
      a: line.points[i],
      b,
      label: { kind: line.kind, class: line.class, line: line.line },
      cuts: [0, 1],
    })),
  );
  for (let i = 0; i < segments.length; i++) {
    for (let j = i + 1; j < segments.length; j++) {
      const [s, t] = [segments[i], segments[j]];
      const shares = crossing(s.a, s.b, t.a, t.b);
      if (!shares) continue;
      s.cuts.push(shares[0]);
      t.cuts.push(shares[1]);
    }
  }
  return segments.flatMap(({ a, b, label, cuts }) => {
    const sorted = [...new Set(cuts.map((cut) => Math.max(0, Math.min(1, cut))))].sort((one, two) => one - two);
    return sorted.slice(1).map((share, i) => ({ a: mix(a, b, sorted[i]), b: mix(a, b, share), label }));
  });
}

/** The counter-clockwise rings of bounded faces, after dead ends are set aside. */
function enclosedRings(mesh: Mesh): number[][] {
  const neighbours = new Map<number, number[]>();
  const link = (from: number, to: number) => neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
  for (const edge of mesh.edges.values()) {
    link(edge.a, edge.b);
    link(edge.b, edge.a);
  }
  const deadEnds = [...neighbours.keys()].filter((vertex) => neighbours.get(vertex)?.length === 1);
  for (let vertex = deadEnds.pop(); vertex !== undefined; vertex = deadEnds.pop()) {
    const [other] = neighbours.get(vertex) ?? [];
    if (other === undefined) continue;
    neighbours.set(vertex, []);
    const rest = (neighbours.get(other) ?? []).filter((v) => v !== vertex);
    neighbours.set(other, rest);
    if (rest.length === 1) deadEnds.push(other);
  }
  for (const [vertex, around] of neighbours) {
    const [x, y] = mesh.points[vertex];
    const angle = (v: number) => Math.atan2(mesh.points[v][1] - y, mesh.points[v][0] - x);
    around.sort((one, two) => angle(one) - angle(two));
  }
  return traceRings(mesh, neighbours);
}

function traceRings(mesh: Mesh, neighbours: ReadonlyMap<number, readonly number[]>): number[][] {
  const seen = new Set<string>();
  const rings: number[][] = [];
  for (const [start, around] of neighbours) {
    for (const first of around) {
      const ring: number[] = [];
      let [from, to] = [start, first];
      while (!seen.has(`${from}>${to}`)) {
        seen.add(`${from}>${to}`);
        ring.push(from);
        const options = neighbours.get(to) ?? [];
        const next = options[(options.indexOf(from) - 1 + options.length) % options.length];
        [from, to] = [to, next];
      }
      if (ring.length > 2 && mesh.areaOf(ring) > 0) rings.push(ring);
    }
  }
  return rings;
}

import type { Random } from "../../src/lib/random.ts";
import { halfWidths } from "./buildings.ts";
import { distance, distanceToLine, lineLength, mix, type Point } from "./geometry.ts";
import type { MeshEdge } from "./mesh.ts";
import { bentEdge, type Plan } from "./plan.ts";
import type { Street } from "./streets.ts";

/** A stretch of road between two nodes. */
export interface RoadEdge {
  readonly from: number;
  readonly to: number;
  readonly street: Street;
  readonly line: readonly Point[];
  readonly lengthM: number;
  readonly isOneWay: boolean;
}

/** The road network: a connected graph. */
export interface RoadNetwork {
  readonly nodes: readonly Point[];
  readonly edges: readonly RoadEdge[];
  /** Mesh edges that carry a road, as keys. */
  readonly keys: ReadonlySet<string>;
}

/** How far beyond the town main roads are drawn, in metres. */
export const surroundingsM = 330;

/** A mesh edge that may be cut short at a bank or at the end of the map. */
interface Stretch {
  readonly key: string;
  readonly street: Street;
  readonly line: readonly Point[];
  /** Mesh vertices at its ends; -1 where it was cut short. */
  readonly ends: readonly [number, number];
}

/** Builds the network: lanes and lesser streets stop at water and rails unless they go on across. */
export function buildRoads(plan: Plan, streets: readonly Street[], random: Random): RoadNetwork {
  const oneWay = new Set(streets.filter((s) => s.class === "branch" && random.chance(0.14)));
  const stretches = [...streets].flatMap((street) => street.keys.flatMap((key) => stretchesOf(plan, street, key)));
  const kept = largestPart(stretches);
  return joinStretches(kept, oneWay);
}

function stretchesOf(plan: Plan, street: Street, key: string): Stretch[] {
  const edge = plan.mesh.edges.get(key);
  if (!edge) return [];
  const line = bentEdge(plan, edge);
  const cuts: [number, number] = [cutAt(plan, edge, edge.a), cutAt(plan, edge, edge.b)];
  const isOutside = edge.faces[0] < 0 && edge.faces[1] < 0;
  const shown = isOutside ? withinSurroundings(plan, edge, line) : { line, cut: [false, false] };
  if (!shown) return [];
  const trimmed = trim(shown.line, cuts);
  if (!trimmed) return [];
  const end = (i: 0 | 1) => (cuts[i] > 0 || shown.cut[i] ? -1 : i === 0 ? edge.a : edge.b);
  return [{ key, street, line: trimmed, ends: [end(0), end(1)] }];
}

/** How much of a road's end is missing at a vertex on water or rails: 0 where it goes on across. */
function cutAt(plan: Plan, edge: MeshEdge, vertex: number): number {
  const around = incident(plan).get(vertex) ?? [];
  const barrier = around.find((other) => other.label.kind === "river" || other.label.kind === "rail");
  if (!barrier) return 0;
  const isLane = edge.label.class === "lane";
  const across = around.filter((other) => other !== edge && other.label.kind === "road");
  if (!isLane && across.some((other) => other.label.class !== "lane")) return 0;
  return barrier.label.kind === "rail" ? halfWidths.rail + 9 : halfWidths.river + 11;
}

const incidence = new WeakMap<Plan, Map<number, MeshEdge[]>>();

/** The mesh edges at each vertex. */
function incident(plan: Plan): Map<number, MeshEdge[]> {
  const known = incidence.get(plan);
  if (known) return known;
  const around = new Map<number, MeshEdge[]>();
  for (const edge of plan.mesh.edges.values()) {
    for (const vertex of [edge.a, edge.b]) {
      const list = around.get(vertex);
      if (list) list.push(edge);
      else around.set(vertex, [edge]);
    }
  }
  incidence.set(plan, around);
  return around;
}

/** The part of an outside road near the town; undefined where none is. */
function withinSurroundings(
  plan: Plan,
  edge: MeshEdge,
  line: readonly Point[],
): { line: readonly Point[]; cut: [boolean, boolean] } | undefined {
  const touches = [edge.a, edge.b].map((vertex) =>
    (incident(plan).get(vertex) ?? []).some((other) => other.faces[0] >= 0 || other.faces[1] >= 0),
  );
  if (touches[0] && touches[1]) return { line, cut: [false, false] };
  if (touches[0]) return { line: firstMetres(line, surroundingsM), cut: [false, true] };
  if (touches[1]) return { line: firstMetres([...line].reverse(), surroundingsM).reverse(), cut: [true, false] };
  return undefined;
}

function firstMetres(line: readonly Point[], metres: number): Point[] {
  const result: Point[] = [line[0]];
  let left = metres;
  for (let i = 1; i < line.length && left > 0; i++) {
    const length = distance(line[i - 1], line[i]);
    result.push(length <= left ? line[i] : mix(line[i - 1], line[i], left / length));
    left -= length;
  }
  return result;
}

function trim(line: readonly Point[], [start, end]: readonly [number, number]): readonly Point[] | undefined {
  if (start === 0 && end === 0) return line;
  const length = lineLength(line);
  if (length < start + end + 8) return undefined;
  const front = end > 0 ? firstMetres(line, length - end) : [...line];
  return start > 0 ? firstMetres(front.reverse(), length - end - start).reverse() : front;
}

/** The largest connected part: lanes that reach no street are left out. */
function largestPart(stretches: readonly Stretch[]): Stretch[] {
  const byVertex = new Map<number, number[]>();
  stretches.forEach(({ ends }, i) => {
    for (const vertex of ends) if (vertex >= 0) byVertex.set(vertex, [...(byVertex.get(vertex) ?? []), i]);
  });
  const part = new Int32Array(stretches.length).fill(-1);
  const sizes: number[] = [];
  stretches.forEach((_, first) => {
    if (part[first] >= 0) return;
    const number = sizes.push(0) - 1;
    const queue = [first];
    part[first] = number;
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      sizes[number] += 1;
      for (const j of stretches[i].ends.flatMap((vertex) => byVertex.get(vertex) ?? [])) {
        if (part[j] >= 0) continue;
        part[j] = number;
        queue.push(j);
      }
    }
  });
  const main = sizes.indexOf(Math.max(...sizes));
  return stretches.filter((_, i) => part[i] === main);
}

/** Runs stretches of one street together where nothing branches off, and numbers the nodes. */
function joinStretches(stretches: readonly Stretch[], oneWay: ReadonlySet<Street>): RoadNetwork {
  const byVertex = new Map<number, Stretch[]>();
  for (const stretch of stretches) {
    for (const vertex of stretch.ends) {
      if (vertex >= 0) byVertex.set(vertex, [...(byVertex.get(vertex) ?? []), stretch]);
    }
  }
  const passes = (vertex: number) => {
    const around = byVertex.get(vertex) ?? [];
    return around.length === 2 && around[0].street === around[1].street;
  };
  const nodes: Point[] = [];
  const nodeOf = new Map<number, number>();
  const nodeAt = (vertex: number, point: Point) => {
    const known = vertex >= 0 ? nodeOf.get(vertex) : undefined;
    if (known !== undefined) return known;
    nodes.push(point);
    if (vertex >= 0) nodeOf.set(vertex, nodes.length - 1);
    return nodes.length - 1;
  };
  const used = new Set<Stretch>();
  const edges: RoadEdge[] = [];
  const follow = (first: Stretch, side: 0 | 1) => {
    if (used.has(first)) return;
    const line: Point[] = [];
    const start = first.ends[side];
    let [stretch, vertex] = [first, first.ends[side]];
    for (;;) {
      used.add(stretch);
      const forward = stretch.ends[0] === vertex && (stretch !== first || side === 0);
      const points = forward ? stretch.line : [...stretch.line].reverse();
      line.push(...(line.length > 0 ? points.slice(1) : points));
      vertex = forward ? stretch.ends[1] : stretch.ends[0];
      const next = vertex >= 0 && passes(vertex) ? byVertex.get(vertex)?.find((other) => !used.has(other)) : undefined;
      if (!next) break;
      stretch = next;
    }
    const from = nodeAt(start, line[0]);
    const to = nodeAt(vertex, line[line.length - 1]);
    edges.push({ from, to, street: first.street, line, lengthM: lineLength(line), isOneWay: oneWay.has(first.street) });
  };
  for (const stretch of stretches) {
    for (const side of [0, 1] as const) {
      if (stretch.ends[side] < 0 || !passes(stretch.ends[side])) follow(stretch, side);
    }
  }
  for (const stretch of stretches) follow(stretch, 0);
  return { nodes, edges, keys: new Set(stretches.map((stretch) => stretch.key)) };
}

/** The part of a line outside water within reach of the town, for drawing: points nearer than the surroundings. */
export function nearTown(line: readonly Point[], outline: readonly Point[], reach: number): Point[] {
  const ring = [...outline, outline[0]];
  const inside = line.map((point) => distanceToLine(point, ring) < reach || isWithin(point, outline));
  const first = inside.indexOf(true);
  return line.slice(first, inside.lastIndexOf(true) + 1);
}

function isWithin(p: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i], ring[j]];
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

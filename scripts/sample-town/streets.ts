import type { Random } from "../../src/lib/random.ts";
import { distance, type Point } from "./geometry.ts";
import type { MeshEdge } from "./mesh.ts";
import type { RoadClass } from "./model.ts";
import { bentEdge, type Plan } from "./plan.ts";

/** Carriageway and pavements together, in metres. */
export const roadWidths: Record<RoadClass, number> = {
  expressway: 36,
  trunk: 40,
  primary: 30,
  secondary: 22,
  branch: 14,
  lane: 6,
  path: 3,
};

export const roadSpeeds: Record<RoadClass, number> = {
  expressway: 80,
  trunk: 60,
  primary: 50,
  secondary: 40,
  branch: 30,
  lane: 15,
  path: 5,
};

/** A street: edges of the mesh that run on in one another, under one name. */
export interface Street {
  readonly index: number;
  readonly class: RoadClass;
  readonly keys: readonly string[];
  readonly lengthM: number;
  /** Runs north–south rather than east–west. */
  readonly isUpright: boolean;
  readonly middle: Point;
  readonly line?: number;
  name: string;
  /** 0 = no shops, 1 = shop after shop. */
  shops: number;
}

/** Joins the road edges of the mesh to streets: planned roads by their line, others where they go straight on. */
export function findStreets(plan: Plan, random: Random): Street[] {
  const roads = [...plan.mesh.edges.values()].filter((edge) => edge.label.kind === "road");
  const groups = groupByCourse(plan, roads);
  return groups.map((edges, index) => describe(plan, edges, index, random));
}

function groupByCourse(plan: Plan, roads: readonly MeshEdge[]): MeshEdge[][] {
  const parent = roads.map((_, i) => i);
  const rootOf = (i: number): number => (parent[i] === i ? i : rootOf(parent[i]));
  const join = (i: number, j: number) => {
    parent[rootOf(i)] = rootOf(j);
  };
  const byLine = new Map<number, number>();
  roads.forEach((edge, i) => {
    const { line } = edge.label;
    if (line === undefined) return;
    const first = byLine.get(line);
    if (first === undefined) byLine.set(line, i);
    else join(i, first);
  });
  joinStraightOn(plan, roads, join);
  const groups = new Map<number, MeshEdge[]>();
  roads.forEach((edge, i) => {
    groups.set(rootOf(i), [...(groups.get(rootOf(i)) ?? []), edge]);
  });
  return [...groups.values()];
}

/** At each vertex, unplanned edges of one class join with the one that bends least. */
function joinStraightOn(plan: Plan, roads: readonly MeshEdge[], join: (i: number, j: number) => void): void {
  const around = new Map<number, number[]>();
  roads.forEach((edge, i) => {
    if (edge.label.line !== undefined) return;
    for (const vertex of [edge.a, edge.b]) around.set(vertex, [...(around.get(vertex) ?? []), i]);
  });
  const heading = (i: number, vertex: number) => {
    const edge = roads[i];
    const [from, to] = [plan.mesh.points[vertex], plan.mesh.points[edge.a === vertex ? edge.b : edge.a]];
    return Math.atan2(to[1] - from[1], to[0] - from[0]);
  };
  const isSmall = (i: number) => roads[i].label.class === "lane";
  for (const [vertex, indices] of around) {
    const used = new Set<number>();
    const pairs = indices
      .flatMap((i, k) => indices.slice(k + 1).map((j) => ({ i, j })))
      .filter(({ i, j }) => isSmall(i) === isSmall(j))
      .map(({ i, j }) => {
        const turn = Math.abs(heading(i, vertex) - heading(j, vertex));
        return { i, j, bend: Math.abs(Math.PI - Math.min(turn, 2 * Math.PI - turn)) };
      })
      .sort((a, b) => a.bend - b.bend);
    for (const { i, j, bend } of pairs) {
      if (bend > 0.5 || used.has(i) || used.has(j)) continue;
      used.add(i).add(j);
      join(i, j);
    }
  }
}

function describe(plan: Plan, edges: readonly MeshEdge[], index: number, random: Random): Street {
  const lines = edges.map((edge) => bentEdge(plan, edge));
  const points = lines.flat();
  const xs = points.map((p) => p[0]);
  const ys = points.map((p) => p[1]);
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  const { line } = edges[0].label;
  const roadClass = edges[0].label.class ?? "branch";
  const chances: Partial<Record<RoadClass, number>> = { primary: 0.6, secondary: 0.75, branch: 0.62 };
  const isShopStreet = line === 200 || random.chance(chances[roadClass] ?? 0);
  return {
    index,
    class: roadClass,
    keys: edges.map((edge) => `${edge.a},${edge.b}`),
    lengthM: lines.reduce((sum, l) => sum + distance(l[0], l[l.length - 1]), 0),
    isUpright: height > width,
    middle: [(Math.max(...xs) + Math.min(...xs)) / 2, (Math.max(...ys) + Math.min(...ys)) / 2],
    line,
    name: "",
    shops: line === 200 ? 1 : isShopStreet ? random.between(0.6, 1) : random.between(0, 0.22),
  };
}

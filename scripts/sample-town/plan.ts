import { createRandom } from "../../src/lib/random.ts";
import { arrange } from "./arrangement.ts";
import { type Bend, createBend } from "./frame.ts";
import { distance, mix, type Point } from "./geometry.ts";
import type { Face, Mesh, MeshEdge } from "./mesh.ts";
import { layOutSkeleton, type Skeleton } from "./skeleton.ts";
import { subdivide } from "./subdivide.ts";
import { chooseTown } from "./town-outline.ts";

/** The planned ground of the town: a mesh of cells between streets, and the bend that puts it on the map. */
export interface Plan {
  readonly skeleton: Skeleton;
  readonly mesh: Mesh;
  readonly bend: Bend;
  /** Faces of the town; each belongs to one unit cell. */
  readonly faces: readonly number[];
  /** Face → number of its unit cell; slivers share the cell of a neighbour. */
  readonly cellOf: ReadonlyMap<number, number>;
  readonly cellCount: number;
}

const townAreaM2 = 8.05e6;

/** Plans the ground: main roads and waters, the outline, blocks between branch streets, cells between lanes. */
export function planTown(seed: number): Plan {
  const random = createRandom(seed, "layout");
  const skeleton = layOutSkeleton(random);
  const mesh = arrange(skeleton.lines);
  const town = chooseTown(mesh, random, townAreaM2);
  for (const id of mesh.faceIds()) if (!town.has(id)) mesh.removeFace(id);
  const blocks = mesh.faceIds().flatMap((quarter) => {
    mesh.face(quarter).quarter = quarter;
    const largestM2 = random.between(46_000, 66_000);
    return subdivide(mesh, quarter, { largestM2, smallestM2: 15_000, snapMetres: 42, label: streetLabel }, random);
  });
  const faces = blocks.flatMap((block) => {
    mesh.face(block).block = block;
    const label = () => ({ kind: random.chance(0.62) ? "road" : "wall", class: "lane" }) as const;
    return subdivide(mesh, block, { largestM2: 15_400, smallestM2: 4_600, snapMetres: 28, label }, random);
  });
  const { cellOf, cellCount } = groupSlivers(mesh, faces);
  return { skeleton, mesh, bend: createBend(random), faces, cellOf, cellCount };
}

function streetLabel(areaM2: number): { kind: "road"; class: "secondary" | "branch" } {
  return { kind: "road", class: areaM2 > 170_000 ? "secondary" : "branch" };
}

/** Faces too small for a cell of their own join the neighbour they share most border with, roads counting less. */
function groupSlivers(mesh: Mesh, faces: readonly number[]): { cellOf: Map<number, number>; cellCount: number } {
  const parent = new Map(faces.map((id) => [id, id]));
  const area = new Map(faces.map((id) => [id, mesh.areaOf(mesh.face(id).ring)]));
  const rootOf = (id: number): number => {
    const up = parent.get(id) ?? id;
    return up === id ? id : rootOf(up);
  };
  for (const id of [...faces].sort((a, b) => (area.get(a) ?? 0) - (area.get(b) ?? 0))) {
    if ((area.get(rootOf(id)) ?? 0) >= 4_300) continue;
    const to = bestNeighbour(mesh, id, (other) => rootOf(other) !== rootOf(id));
    if (to === undefined) continue;
    const [from, into] = [rootOf(id), rootOf(to)];
    area.set(into, (area.get(into) ?? 0) + (area.get(from) ?? 0));
    parent.set(from, into);
  }
  const numbers = new Map<number, number>();
  const cellOf = new Map<number, number>();
  for (const id of faces) {
    const root = rootOf(id);
    if (!numbers.has(root)) numbers.set(root, numbers.size);
    cellOf.set(id, numbers.get(root) ?? 0);
  }
  return { cellOf, cellCount: numbers.size };
}

function bestNeighbour(mesh: Mesh, id: number, accepts: (other: number) => boolean): number | undefined {
  const shared = new Map<number, number>();
  for (const edge of mesh.edgesOf(mesh.face(id))) {
    const other = otherSide(edge, id);
    if (other < 0 || !accepts(other)) continue;
    const weight = edge.label.kind === "road" && edge.label.class !== "lane" ? 0.3 : 1;
    shared.set(other, (shared.get(other) ?? 0) + weight * distance(mesh.points[edge.a], mesh.points[edge.b]));
  }
  return [...shared].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The face across an edge, -1 where the town ends. */
export function otherSide(edge: MeshEdge, id: number): number {
  return edge.faces[0] === id ? edge.faces[1] : edge.faces[0];
}

/** A mesh edge on the map, in metres, from its lower vertex to its higher one, bent in steps of some 50 m. */
export function bentEdge(plan: Plan, edge: MeshEdge): Point[] {
  const [a, b] = [plan.mesh.points[edge.a], plan.mesh.points[edge.b]];
  const count = Math.max(1, Math.round(distance(a, b) / 50));
  return Array.from({ length: count + 1 }, (_, i) => plan.bend(i === count ? b : mix(a, b, i / count)));
}

/** The outline of a face on the map, in metres, counter-clockwise. */
export function bentRing(plan: Plan, face: Face): Point[] {
  return face.ring.flatMap((a, i) => {
    const b = face.ring[(i + 1) % face.ring.length];
    const edge = plan.mesh.edge(a, b);
    if (!edge) throw new Error("plan: a face has an edge that the mesh does not know");
    const line = bentEdge(plan, edge);
    return (edge.a === a ? line : line.reverse()).slice(0, -1);
  });
}

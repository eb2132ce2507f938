import type { Random } from "../../src/lib/random.ts";
import { centroid, distance, type Point } from "./geometry.ts";
import type { Mesh } from "./mesh.ts";

/**
 * Chooses the faces that make up the town: those nearest to its middle by an uneven measure, up to the wanted area.
 * So the outline follows roads, the river and the railway, as real ones do. Returns face numbers, without holes.
 */
export function chooseTown(mesh: Mesh, random: Random, areaM2: number): Set<number> {
  const phases = [random.between(0, 6.28), random.between(0, 6.28)];
  const nearness = ([x, y]: Point) => {
    const angle = Math.atan2(y, x);
    const wobble = 1 + 0.07 * Math.sin(2 * angle + phases[0]) + 0.07 * Math.sin(3 * angle + phases[1]);
    return ((Math.abs(x) / 1230) ** 2.6 + (Math.abs(y) / 1640) ** 2.6) ** (1 / 2.6) / wobble;
  };
  const ranked = mesh
    .faceIds()
    .map((id) => ({ id, rank: nearness(centroid(mesh.pointsOf(mesh.face(id)))) }))
    .sort((a, b) => a.rank - b.rank);
  const town = new Set<number>();
  let area = 0;
  for (const { id } of ranked) {
    if (area >= areaM2) break;
    town.add(id);
    area += mesh.areaOf(mesh.face(id).ring);
  }
  roundOff(mesh, town);
  keepLargestPart(mesh, town);
  fillHoles(mesh, town);
  return town;
}

/** Takes away faces that stick out of the town and adds those that it almost encloses. */
function roundOff(mesh: Mesh, town: Set<number>): void {
  for (let round = 0; round < 3; round++) {
    for (const id of mesh.faceIds()) {
      const share = sharedBorder(mesh, id, town);
      if (town.has(id) && share < 0.36) town.delete(id);
      else if (!town.has(id) && share > 0.6) town.add(id);
    }
  }
}

/** Share of a face's outline that borders the town. */
function sharedBorder(mesh: Mesh, id: number, town: ReadonlySet<number>): number {
  let [shared, total] = [0, 0];
  for (const edge of mesh.edgesOf(mesh.face(id))) {
    const length = distance(mesh.points[edge.a], mesh.points[edge.b]);
    total += length;
    if (edge.faces.some((other) => other !== id && town.has(other))) shared += length;
  }
  return shared / total;
}

function neighboursOf(mesh: Mesh, id: number): number[] {
  return mesh
    .edgesOf(mesh.face(id))
    .map((edge) => (edge.faces[0] === id ? edge.faces[1] : edge.faces[0]))
    .filter((other) => other >= 0);
}

function partOf(mesh: Mesh, start: number, members: ReadonlySet<number>): Set<number> {
  const part = new Set([start]);
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const other of neighboursOf(mesh, id)) {
      if (!members.has(other) || part.has(other)) continue;
      part.add(other);
      queue.push(other);
    }
  }
  return part;
}

function keepLargestPart(mesh: Mesh, town: Set<number>): void {
  const [first] = town;
  const main = partOf(mesh, first, town);
  for (const id of [...town]) if (!main.has(id)) town.delete(id);
}

/** A group of outside faces that does not reach the edge of the plan is a hole. */
function fillHoles(mesh: Mesh, town: Set<number>): void {
  const outside = new Set(mesh.faceIds().filter((id) => !town.has(id)));
  while (outside.size > 0) {
    const [start] = outside;
    const part = partOf(mesh, start, outside);
    const isOpen = [...part].some((id) => mesh.edgesOf(mesh.face(id)).some((edge) => edge.faces.includes(-1)));
    for (const id of part) {
      outside.delete(id);
      if (!isOpen) town.add(id);
    }
  }
}

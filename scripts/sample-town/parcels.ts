import { centroid, distance, signedArea } from "./geometry.ts";
import type { Parcel } from "./model.ts";
import { bentEdge, bentRing, otherSide, type Plan } from "./plan.ts";

/** The faces of the plan as parcels on the map, still without a use. */
export function layOutParcels(plan: Plan): Parcel[] {
  const indexOf = new Map(plan.faces.map((id, index) => [id, index]));
  const blocks = numbered(plan.faces.map((id) => plan.mesh.face(id).block));
  const quarters = numbered(plan.faces.map((id) => plan.mesh.face(id).quarter));
  return plan.faces.map((id, index): Parcel => {
    const face = plan.mesh.face(id);
    const ring = bentRing(plan, face);
    const [u, v] = centroid(plan.mesh.pointsOf(face));
    const [west, east] = [plan.bend([u - 60, v]), plan.bend([u + 60, v])];
    return {
      index,
      cell: plan.cellOf.get(id) ?? 0,
      block: blocks[index],
      quarter: quarters[index],
      ring,
      centre: centroid(ring),
      areaM2: signedArea(ring),
      angle: Math.atan2(east[1] - west[1], east[0] - west[0]),
      sides: plan.mesh.edgesOf(face).map((edge) => ({
        line: bentEdge(plan, edge),
        label: edge.label,
        across: indexOf.get(otherSide(edge, id)) ?? -1,
        key: `${edge.a},${edge.b}`,
      })),
      use: "residential",
      estate: -1,
    };
  });
}

function numbered(keys: readonly number[]): number[] {
  const numbers = new Map<number, number>();
  return keys.map((key) => {
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key) ?? 0;
  });
}

/** Length in metres of a parcel's sides that pass a test. */
export function sideLength(parcel: Parcel, test: (side: Parcel["sides"][number]) => boolean): number {
  return parcel.sides
    .filter(test)
    .reduce((sum, side) => sum + distance(side.line[0], side.line[side.line.length - 1]), 0);
}

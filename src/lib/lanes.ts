import type { Lines } from "../domain/geometry.ts";
import { metresPerDegree } from "./geodesy.ts";
import type { PolygonIndex } from "./point-in-polygon.ts";

/** Lanes as chains of road edges. */
export interface Lanes {
  readonly lines: Lines;
  /** Lane → rows of its edges among the lines. */
  readonly edges: readonly (readonly number[])[];
}

/** A lane that several areas cut, with the metres inside each: the longest first. */
export interface CutLane {
  readonly lane: number;
  readonly areas: readonly { readonly area: number; readonly metres: number }[];
}

/** Lane edges: their names, nodes at both ends, and how many road edges of any class meet at a node. */
export interface LaneNetwork {
  readonly names: readonly string[];
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly roadsAt: ReadonlyMap<number, number>;
}

/** Edges with the same name are one lane; nameless ones are joined where two meet and no other road does. */
export function chainLanes({ names, from, to, roadsAt }: LaneNetwork): number[][] {
  const root = names.map((_, e) => e);
  const find = (e: number): number => {
    let at = e;
    while (root[at] !== at) at = root[at] = root[root[at]];
    return at;
  };
  const byName = new Map<string, number>();
  const atNode = new Map<number, number[]>();
  names.forEach((name, e) => {
    const first = byName.get(name);
    if (name !== "" && first !== undefined) root[find(e)] = find(first);
    else if (name !== "") byName.set(name, e);
    else for (const node of new Set([from[e], to[e]])) atNode.set(node, [...(atNode.get(node) ?? []), e]);
  });
  for (const [node, [one, other]] of atNode)
    if (other !== undefined && roadsAt.get(node) === 2) root[find(other)] = find(one);
  return [...Map.groupBy(root.keys(), find).values()];
}

const stepMetres = 5;

/**
 * Lanes that run inside two areas or more. A stretch counts for an area where that area also holds the
 * four places `awayMetres` to the sides, so that a lane along a border is cut by nobody; `leastMetres` must lie in each.
 */
export function cutLanes(
  { lines, edges }: Lanes,
  index: PolygonIndex,
  { awayMetres, leastMetres }: { readonly awayMetres: number; readonly leastMetres: number },
): CutLane[] {
  const found: CutLane[] = [];
  edges.forEach((rows, lane) => {
    const metres = new Map<number, number>();
    for (const row of rows) {
      for (let v = lines.lineOffsets[row] + 1; v < lines.lineOffsets[row + 1]; v++) {
        addStretch(lines.coordinates.subarray(2 * v - 2, 2 * v + 2), { index, awayMetres, metres });
      }
    }
    const areas = [...metres].map(([area, length]) => ({ area, metres: length }));
    const long = areas
      .filter((one) => one.metres >= leastMetres)
      .sort((a, b) => b.metres - a.metres || a.area - b.area);
    if (long.length > 1) found.push({ lane, areas: long });
  });
  return found.sort((a, b) => b.areas[1].metres - a.areas[1].metres);
}

interface Stretch {
  readonly index: PolygonIndex;
  readonly awayMetres: number;
  readonly metres: Map<number, number>;
}

function addStretch([ax, ay, bx, by]: Float64Array, { index, awayMetres, metres }: Stretch): void {
  const scale = metresPerDegree(ay);
  const length = Math.hypot((bx - ax) * scale.lon, (by - ay) * scale.lat);
  const steps = Math.max(1, Math.round(length / stepMetres));
  const [dLon, dLat] = [awayMetres / scale.lon, awayMetres / scale.lat];
  for (let k = 0; k < steps; k++) {
    const [x, y] = [ax + ((k + 0.5) / steps) * (bx - ax), ay + ((k + 0.5) / steps) * (by - ay)];
    const area = index.locateOne(x, y);
    if (area < 0) continue;
    const deep = [index.locateOne(x - dLon, y), index.locateOne(x + dLon, y)];
    deep.push(index.locateOne(x, y - dLat), index.locateOne(x, y + dLat));
    if (deep.every((other) => other === area)) metres.set(area, (metres.get(area) ?? 0) + length / steps);
  }
}

import { chainLanes, cutLanes } from "../../../lib/lanes.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { lineSet, ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { BaseFeatures } from "../../../state/read-tables.ts";
import type { Atoms } from "./atoms.ts";

/** A lane counts for an atom that holds this much of it, this far from the atom's borders. */
const [leastMetres, awayMetres] = [20, 10];

type Ground = Pick<Atoms, "table" | "count"> & { readonly input: { readonly base: BaseFeatures | null } };

/** Estates and lanes that lie in two atoms or more: plans should not cut them. Each counts 1. */
export function wholeGroups({ input: { base }, table, count }: Ground) {
  const members =
    base === null
      ? []
      : remembered(table, `whole groups ${base.roads.shapes.length}`, () => [
          ...estates(base, table, count),
          ...lanes(base, table),
        ]);
  const groupStart = new Uint32Array(members.length + 1);
  members.forEach((list, g) => {
    groupStart[g + 1] = (groupStart[g] ?? 0) + list.length;
  });
  return {
    groupStart,
    groupAtom: Uint32Array.from(members.flat()),
    groupWeight: new Float64Array(members.length).fill(1),
  };
}

/** The atoms whose middle lies in an estate. */
function estates({ basemap }: BaseFeatures, { labelPoints }: Atoms["table"], count: number): number[][] {
  const shapes = basemap.shapes.filter(({ ringEnds }, row) => basemap.kinds[row] === "estate" && ringEnds.length > 0);
  const members = shapes.map((): number[] => []);
  const index = createPolygonIndex(shapes);
  for (let a = 0; a < count; a++) {
    const estate = index.locateOne(labelPoints[2 * a] ?? Number.NaN, labelPoints[2 * a + 1] ?? Number.NaN);
    members[estate]?.push(a);
  }
  return members.filter((list) => list.length > 1);
}

/** The atoms that a lane runs inside of; edges are chained at places where two ends of lanes and no other road meet. */
function lanes({ roads }: BaseFeatures, table: Atoms["table"]): number[][] {
  const places = new Map<string, number>();
  const nodeAt = (coords: Float64Array, at: number) => {
    const key = `${coords[at]?.toFixed(6)} ${coords[at + 1]?.toFixed(6)}`;
    const node = places.get(key) ?? places.size;
    places.set(key, node);
    return node;
  };
  const ends = roads.shapes.map(({ coords }) => [nodeAt(coords, 0), nodeAt(coords, coords.length - 2)] as const);
  const roadsAt = new Map<number, number>();
  for (const node of ends.flat()) roadsAt.set(node, (roadsAt.get(node) ?? 0) + 1);
  const rows = [...roads.classes.keys()].filter((row) => roads.classes[row] === "lane" && roads.shapes[row]);
  const own = rows.map((row) => ends[row] ?? ([0, 0] as const));
  const edges = chainLanes({
    names: rows.map((row) => roads.names[row] ?? ""),
    from: own.map(([from]) => from),
    to: own.map(([, to]) => to),
    roadsAt,
  });
  const lines = lineSet(rows.flatMap((row) => roads.shapes[row] ?? []));
  const index = createPolygonIndex(ringsOfFeatures(table.polygons));
  return cutLanes({ lines, edges }, index, { awayMetres, leastMetres }).map(({ areas }) =>
    areas.map(({ area }) => area).sort((a, b) => a - b),
  );
}

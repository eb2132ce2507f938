import type { Polygons } from "../../src/domain/geometry.ts";
import { type GuideLines, linesAlong } from "../../src/lib/border-lines.ts";
import { borderGraph, borderPieces } from "../../src/lib/border-pieces.ts";
import { polygonAreaM2 } from "../../src/lib/geodesy.ts";
import { type AtomGraph, type Atoms, atomGraphOf } from "../../src/lib/regions/atoms.ts";
import { sharedPolygons } from "./hotspot-oracles.ts";
import { sharedJson } from "./shared.ts";

/** Columns that are all 1, or empty, for a graph: residents, work and cases of 1 each, no sites, no groups, no today. */
export function plainAtoms(graph: AtomGraph, areaM2?: Float64Array): Atoms {
  const n = graph.start.length - 1;
  const one = () => new Float64Array(n).fill(1);
  return {
    ...graph,
    areaM2: areaM2 ?? one(),
    hullStart: new Uint32Array(n + 1),
    hullXY: new Float64Array(),
    residents: one(),
    workload: one(),
    cases: one(),
    accessMetres: new Float64Array(),
    responseSeconds: new Float64Array(),
    groupStart: Uint32Array.of(0),
    groupAtom: new Uint32Array(),
    groupWeight: new Float64Array(),
    today: new Int32Array(n).fill(-1),
  };
}

/** Squares of 1 m, row by row, neighbours by sides. */
export function gridAtoms(columns: number, rows: number): Atoms {
  const n = columns * rows;
  const start = [0];
  const neighbour: number[] = [];
  for (let i = 0; i < n; i++) {
    if (i >= columns) neighbour.push(i - columns);
    if (i % columns > 0) neighbour.push(i - 1);
    if (i % columns < columns - 1) neighbour.push(i + 1);
    if (i + columns < n) neighbour.push(i + columns);
    start.push(neighbour.length);
  }
  return plainAtoms({
    start: Uint32Array.from(start),
    neighbour: Uint32Array.from(neighbour),
    borderMetres: new Float64Array(neighbour.length).fill(1),
    lineMetres: new Float64Array(neighbour.length),
    outerMetres: Float64Array.from({ length: n }, (_, i) => 4 - (start[i + 1] - start[i])),
  });
}

/** Atoms of polygons, everything but links and area being 1; borders within 14 m of lines lie on them. */
export function atomsOf(areas: Polygons, lines?: GuideLines): Atoms {
  const pieces = borderPieces(areas);
  const along = lines ? linesAlong(pieces, lines, 14) : new Int32Array(pieces.count).fill(-1);
  const onLine = Uint8Array.from(along, (line) => (line < 0 ? 0 : 1));
  const n = areas.featureOffsets.length - 1;
  const areaM2 = Float64Array.from({ length: n }, (_, f) => areaOfFeature(areas, f));
  return plainAtoms(atomGraphOf(borderGraph(pieces, n, onLine)), areaM2);
}

function areaOfFeature(areas: Polygons, f: number): number {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = areas;
  const rings: number[] = [];
  const polygonEnds: number[] = [];
  const first = ringOffsets[polygonOffsets[featureOffsets[f]]];
  for (let p = featureOffsets[f]; p < featureOffsets[f + 1]; p++) {
    for (let r = polygonOffsets[p]; r < polygonOffsets[p + 1]; r++) rings.push(ringOffsets[r + 1] - first);
    polygonEnds.push(rings.length);
  }
  const coords = coordinates.subarray(2 * first, 2 * ringOffsets[polygonOffsets[featureOffsets[f + 1]]]);
  return polygonAreaM2({ coords, ringEnds: rings, polygonEnds });
}

/** The layers of Washington that plans are tested with. */
export const washingtonLayers = {
  blockGroups: "data/dc/layers/census-block-groups-2010.geojson",
  districts: "data/dc/layers/single-member-district-2013.geojson",
} as const;

/** Washington's 450 block groups with their residents of 2010; work as residents. */
export function washingtonBlockGroups(): Atoms {
  const path = washingtonLayers.blockGroups;
  const { features } = sharedJson<{ features: { properties: { P0010001: number } }[] }>(path);
  const residents = Float64Array.from(features, ({ properties }) => properties.P0010001);
  return { ...atomsOf(sharedPolygons(path)), residents, workload: residents.slice(), cases: residents.slice() };
}

/** The single-member districts of a ward, about 2,000 residents each by law, and which atoms they are. */
export function washingtonWard(ward: string): { atoms: Atoms; scope: Uint8Array } {
  const path = washingtonLayers.districts;
  const { features } = sharedJson<{ features: { properties: { SMD_ID: string } }[] }>(path);
  const scope = Uint8Array.from(features, ({ properties }) => (properties.SMD_ID.startsWith(ward) ? 1 : 0));
  const atoms = atomsOf(sharedPolygons(path));
  return { atoms: { ...atoms, residents: atoms.residents.map(() => 2000) }, scope };
}

/** The kernel's input for atoms: all of them in scope, all chains. */
export function planInput(atoms: Atoms, changed: { scope?: Uint8Array; range?: readonly [number, number] } = {}) {
  const n = atoms.start.length - 1;
  return {
    ...atoms,
    scope: changed.scope ?? new Uint8Array(n).fill(1),
    attributes: new Float64Array(),
    range: Uint32Array.from(changed.range ?? [0, 40]),
  };
}

/** Whether every unit of a plan is one connected piece, and every unit below `units` is there. */
export function isContiguousPartition(
  graph: Pick<AtomGraph, "start" | "neighbour">,
  unit: ArrayLike<number>,
  units: number,
): boolean {
  const seen = new Uint8Array(unit.length);
  const pieces = new Uint32Array(units);
  for (let seed = 0; seed < unit.length; seed++) {
    const own = unit[seed];
    if (own === 65_535 || seen[seed]) continue;
    if (own >= units) return false;
    pieces[own]++;
    const stack = [seed];
    seen[seed] = 1;
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      for (let k = graph.start[v]; k < graph.start[v + 1]; k++) {
        const w = graph.neighbour[k];
        if (seen[w] || unit[w] !== own) continue;
        seen[w] = 1;
        stack.push(w);
      }
    }
  }
  return pieces.every((count) => count === 1);
}

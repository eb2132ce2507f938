import type { OutputOf, ParamsOf } from "../analyses/index.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { Polygons } from "../domain/geometry.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { Csr } from "../lib/csr.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import { setAnalysis } from "./actions.ts";
import type { Engine } from "./neighbours.ts";
import { store } from "./store.ts";

/** Levels that are made on the fly instead of taken from the dataset. */
export const madeLevels = ["hexagon", "square"] as const;

/** Places of cases in degrees. */
export interface Places {
  readonly lon: Float64Array | null;
  readonly lat: Float64Array | null;
}

/** What cells are made over: the outline of the whole, and the areas that name them. */
export interface CellGround {
  readonly outline: Polygons;
  readonly around: AreaTable;
  readonly params: ParamsOf<"cells">;
}

/** Equal cells over the whole as areas, the cases in each, and who is whose neighbour. */
export interface MadeCells {
  readonly areas: AreaTable;
  readonly cases: Float64Array;
  readonly csr: Csr;
}

interface Means {
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** Makes cells. The same outline and size give the same cells whatever the cases are: those far outside are left out. */
export async function madeCells(places: Places, ground: CellGround, means: Means): Promise<MadeCells> {
  const { coordinates, ringOffsets } = ground.outline;
  const cells = await cellsOf(places, { ...ground, coordinates, ringOffsets }, means);
  const areas = cellAreas(cells, ground.around);
  return { areas, cases: cells.cases, csr: { start: cells.start, neighbour: cells.neighbour } };
}

/** Cases of every cell in every step: cell `i` in step `t` at `t * cells + i`. */
export async function casesPerStep(
  { areas }: MadeCells,
  steps: readonly Places[],
  { ground, ...means }: Means & { readonly ground: CellGround },
): Promise<Float64Array> {
  const rowOf = new Map(areas.ids.map((id, row) => [id, row]));
  const [west, south, east, north] = boxOf(ground.outline.coordinates);
  // The box of the outline spans the same cells as the outline, and is quicker to be inside of.
  const coordinates = Float64Array.of(west, south, east, south, east, north, west, north, west, south);
  const box = { ...ground, coordinates, ringOffsets: Uint32Array.of(0, 5) };
  const cube = new Float64Array(steps.length * areas.rows);
  await Promise.all(
    steps.map(async (places, t) => {
      const cells = await cellsOf(places, box, means);
      for (const [i, cases] of cells.cases.entries()) {
        const row = cases > 0 ? rowOf.get(idOf(cells, i)) : undefined;
        if (row !== undefined) cube[t * areas.rows + row] = cases;
      }
    }),
  );
  return cube;
}

interface Rings extends CellGround {
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
}

function cellsOf(
  places: Places,
  { outline, params, coordinates, ringOffsets }: Rings,
  { engine, signal }: Means,
): Promise<OutputOf<"cells">> {
  const inside = placesIn(places, boxOf(outline.coordinates));
  const input = { ...inside, coordinates: coordinates.slice(), ringOffsets: ringOffsets.slice() };
  return engine.run("cells", input, params, { signal });
}

/** A grid laid over far-off cases as well would begin elsewhere, and its cells would be others in every period. */
function placesIn({ lon, lat }: Places, [west, south, east, north]: ReturnType<typeof boxOf>) {
  const count = lon?.length ?? 0;
  const inside = { lon: new Float64Array(count), lat: new Float64Array(count) };
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [lon?.[i] ?? Number.NaN, lat?.[i] ?? Number.NaN];
    if (!(x >= west && x <= east && y >= south && y <= north)) continue;
    inside.lon[kept] = x;
    inside.lat[kept] = y;
    kept += 1;
  }
  return { lon: inside.lon.slice(0, kept), lat: inside.lat.slice(0, kept) };
}

function boxOf(coordinates: Float64Array): readonly [west: number, south: number, east: number, north: number] {
  return remembered(coordinates, "box", () => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i + 1 < coordinates.length; i += 2) {
      const [lon = 0, lat = 0] = [coordinates[i], coordinates[i + 1]];
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
    return [west, south, east, north] as const;
  });
}

/** Sizes of cells that are offered. */
export const sizesMetres = [100, 150, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 5000] as const;

/** A size that cuts areas of so much land into some six hundred cells. */
export function suggestedMetres(areaKm2: Float64Array): number {
  const km2 = areaKm2.reduce((sum, one) => sum + (Number.isFinite(one) ? one : 0), 0);
  const side = 1000 * Math.sqrt(km2 / 600);
  return sizesMetres.find((metres) => metres >= side) ?? 5000;
}

/** Studies another level; the first time that cells are made, they get a size that suits the dataset. */
export function chooseLevel(level: string, areas: ReadonlyMap<AreaLevel, AreaTable>): void {
  const { analyses } = store.getState().document;
  const outline = areas.values().next().value;
  if (madeLevels.some((made) => made === level) && outline && analyses.cells?.sizeMetres === undefined)
    setAnalysis("cells", { sizeMetres: suggestedMetres(outline.areaKm2) });
  setAnalysis("hotspots", { level });
}

/** The H3 index of a cell, or its centre. */
function idOf({ lon, lat, h3High, h3Low }: OutputOf<"cells">, i: number): string {
  const [high, low] = [h3High[i], h3Low[i]];
  if (high !== undefined && low !== undefined) return high.toString(16) + low.toString(16).padStart(8, "0");
  return `${(lon[i] ?? 0).toFixed(6)},${(lat[i] ?? 0).toFixed(6)}`;
}

/** Cells as areas, named by the area that their centre lies in and a number. */
export function cellAreas(cells: OutputOf<"cells">, around: AreaTable): AreaTable {
  const rows = cells.cases.length;
  const whole = Uint32Array.from({ length: rows + 1 }, (_, i) => i);
  return {
    level: "cell",
    rows,
    ids: Array.from({ length: rows }, (_, i) => idOf(cells, i)),
    names: namesOf(cells, around),
    areaKm2: new Float64Array(rows).fill(cells.km2[0] ?? Number.NaN),
    residents: new Float64Array(rows).fill(Number.NaN),
    polygons: {
      coordinates: cells.coordinates,
      ringOffsets: cells.ringOffsets,
      polygonOffsets: whole,
      featureOffsets: whole,
    },
    labelPoints: Float64Array.from({ length: 2 * rows }, (_, k) => (k % 2 === 0 ? cells.lon : cells.lat)[k >> 1] ?? 0),
  };
}

function namesOf({ lon, lat }: OutputOf<"cells">, around: AreaTable): string[] {
  const index = remembered(around, "index", () => createPolygonIndex(ringsOfFeatures(around.polygons)));
  const counts = new Map<string, number>();
  return Array.from(lon, (x, i) => {
    const row = index.locateOne(x, lat[i] ?? Number.NaN);
    const name = row < 0 ? "—" : around.names[row] || around.ids[row] || "—";
    const number = (counts.get(name) ?? 0) + 1;
    counts.set(name, number);
    return `${name} #${number}`;
  });
}

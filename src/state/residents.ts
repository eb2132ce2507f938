import type { AreaTable } from "../domain/area-table.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { remembered } from "../lib/remembered.ts";
import { finestLevel } from "./area-levels.ts";
import type { City } from "./city-tables.ts";

/** Where people live: positions in degrees, and how many live there. */
export interface Residents {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly people: Float64Array;
  /** Known by building, or only by area, at the middle of each. */
  readonly by: "building" | "area";
}

/** Residents by building where they are known, else by the finest level of areas with residents. */
export function residentsOf(city: City, areas: ReadonlyMap<AreaLevel, AreaTable>): Residents {
  return remembered(city, "residents", () => {
    const own = byBuilding(city);
    return own.people.length > 0 ? own : byArea(areas);
  });
}

function byBuilding({ buildings }: City): Residents {
  const { residents } = buildings;
  const rows = [...residents.keys()].filter((row) => (residents[row] ?? 0) > 0);
  const middle = (row: number, axis: 0 | 1) => middleOfBuilding(buildings, row, axis);
  return {
    lon: Float64Array.from(rows, (row) => middle(row, 0)),
    lat: Float64Array.from(rows, (row) => middle(row, 1)),
    people: Float64Array.from(rows, (row) => residents[row] ?? 0),
    by: "building",
  };
}

/** Longitude (0) or latitude (1) of the middle of a building's outer ring, by its corners. */
export function middleOfBuilding(
  { coordinates, ringStart, featureStart }: City["buildings"],
  row: number,
  axis: 0 | 1,
): number {
  const ring = featureStart[row] ?? 0;
  const [from, to] = [ringStart[ring] ?? 0, (ringStart[ring + 1] ?? 0) - 1];
  let sum = 0;
  for (let p = from; p < to; p++) sum += coordinates[2 * p + axis] ?? 0;
  return sum / (to - from);
}

function byArea(areas: ReadonlyMap<AreaLevel, AreaTable>): Residents {
  const peopled = new Map([...areas].filter(([, { residents }]) => residents.some((count) => count > 0)));
  const table = peopled.get(finestLevel(peopled) ?? "city");
  const rows = table ? [...table.residents.keys()].filter((row) => (table.residents[row] ?? 0) > 0) : [];
  return {
    lon: Float64Array.from(rows, (row) => table?.labelPoints[2 * row] ?? Number.NaN),
    lat: Float64Array.from(rows, (row) => table?.labelPoints[2 * row + 1] ?? Number.NaN),
    people: Float64Array.from(rows, (row) => table?.residents[row] ?? 0),
    by: "area",
  };
}

import type { AreaTable } from "../domain/area-table.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";

type Areas = ReadonlyMap<AreaLevel, AreaTable>;

/** The level with most areas: what is seen is counted by these. */
export function finestLevel(areas: Areas): AreaLevel | null {
  return (
    [...areas.values()].reduce<AreaTable | null>(
      (best, table) => (table.rows >= (best?.rows ?? 0) ? table : best),
      null,
    )?.level ?? null
  );
}

/** The level that areas are compared by: the chosen one, else the working grids, else the coarsest with ten or more. */
export function rankedLevel(areas: Areas, chosen: AreaLevel | null): AreaLevel | null {
  if (chosen && areas.has(chosen)) return chosen;
  const usual: readonly AreaLevel[] = ["duty_grid", "community", "micro_grid", "street_town"];
  return usual.find((level) => areas.has(level)) ?? finestLevel(areas);
}

/** The row of `coarse` that holds the middle of each area of `fine`, -1 for none. */
export function rowsAbove(fine: AreaTable, coarse: AreaTable): Int32Array {
  return remembered(fine, `rows above ${coarse.level}`, () => {
    if (fine === coarse) return Int32Array.from({ length: fine.rows }, (_, row) => row);
    const index = remembered(coarse, "index", () => createPolygonIndex(ringsOfFeatures(coarse.polygons)));
    return Int32Array.from({ length: fine.rows }, (_, row) =>
      index.locateOne(fine.labelPoints[2 * row] ?? Number.NaN, fine.labelPoints[2 * row + 1] ?? Number.NaN),
    );
  });
}

/** The name of the smallest named area at a place that people know: a community, else a grid, else what there is. */
export function areaNameAt(areas: Areas, lon = Number.NaN, lat = Number.NaN): string {
  const known: readonly AreaLevel[] = ["community", "duty_grid", "micro_grid", "basic_unit", "street_town"];
  for (const level of known) {
    const table = areas.get(level);
    if (!table) continue;
    const index = remembered(table, "index", () => createPolygonIndex(ringsOfFeatures(table.polygons)));
    const name = table.names[index.locateOne(lon, lat)];
    if (name) return name;
  }
  return `${lon.toFixed(4)}, ${lat.toFixed(4)}`;
}

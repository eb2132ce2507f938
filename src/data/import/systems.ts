import { haversineMetres } from "../../lib/geodesy.ts";
import { type CoordinateSystem, toWgs84From } from "./coordinates.ts";
import { type BaseAreas, KnownAreas } from "./known-areas.ts";

/** How well positions fit areas when they are taken to be in one system. */
export interface SystemShare {
  readonly system: CoordinateSystem;
  /** Share of the positions that lie in the area they name or, where they name none, in any. */
  readonly share: number;
  /** Mean distance in metres from where the chosen system puts them. */
  readonly movedMetres: number;
}

/** Positions as a file has them, and the areas they name. */
export interface StatedPositions {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Id or name of the stated area of one level, row by row; empty texts name none. */
  readonly stated?: readonly string[];
  readonly level?: BaseAreas["level"];
}

const degreeSystems: readonly CoordinateSystem[] = ["WGS-84", "GCJ-02", "BD-09"];
const planeSystems: readonly CoordinateSystem[] = Array.from({ length: 21 }, (_, i) => `EPSG:${4534 + i}` as const);

/**
 * Tries the likely coordinate systems of positions against areas: the one under which most lie where they should wins. Sorted,
 * the best first; the chosen one breaks ties. A hint only: the user decides.
 */
export function compareSystems(
  positions: StatedPositions,
  areas: readonly BaseAreas[],
  chosen: CoordinateSystem | undefined,
): SystemShare[] {
  const known = new KnownAreas();
  known.addBase(areas);
  const rows = positions.x
    .map((_, row) => row)
    .filter((row) => Number.isFinite(positions.x[row]) && Number.isFinite(positions.y[row]));
  if (rows.length === 0 || known.count === 0) return [];
  const isPlane = Math.abs(positions.x[rows[0] ?? 0] ?? 0) > 180;
  const candidates = new Set([
    ...(chosen ? [chosen] : []),
    ...(isPlane ? ["EPSG:3857" as const, ...planeSystems] : degreeSystems),
  ]);
  const place = (system: CoordinateSystem | undefined, row: number) => {
    const [x, y] = [positions.x[row] ?? 0, positions.y[row] ?? 0];
    return (system === "local" ? undefined : toWgs84From(system))?.(x, y) ?? [x, y];
  };
  const shares = [...candidates].map((system) => {
    let [inside, moved] = [0, 0];
    for (const row of rows) {
      const [lon, lat] = place(system, row);
      const text = positions.stated?.[row] ?? "";
      const area = positions.level && text !== "" ? known.stated(positions.level, text) : undefined;
      const fits =
        area === undefined || !positions.level
          ? known.isAnywhere(lon, lat)
          : known.isWithin(positions.level, area, [lon, lat, 0]);
      if (fits) inside += 1;
      if (!isPlane) moved += haversineMetres(lon, lat, ...place(chosen, row));
    }
    return { system, share: inside / rows.length, movedMetres: moved / rows.length };
  });
  return shares.sort((a, b) => b.share - a.share || Number(b.system === chosen) - Number(a.system === chosen));
}

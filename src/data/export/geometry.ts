import { Fault } from "../../domain/fault.ts";
import { writeWkb } from "../../lib/wkb.ts";
import type { ExportField, ExportPage } from "./table.ts";

/** The geometry of a row as well-known binary, or `null` where it has none. */
export type GeometryOf = (page: ExportPage, row: number) => Uint8Array | null;

const lonNames = ["lon", "longitude", "经度"];
const latNames = ["lat", "latitude", "纬度"];

/** Where the geometry of a table is: a column of its own, or two of degrees; `null` where it has none. */
export function geometryPlace(
  fields: readonly ExportField[],
): { readonly column: number } | { readonly lon: number; readonly lat: number } | null {
  const column = fields.findIndex(({ type }) => type === "geometry");
  if (column >= 0) return { column };
  const at = (names: readonly string[]) => fields.findIndex(({ name }) => names.includes(name.toLowerCase()));
  const [lon, lat] = [at(lonNames), at(latNames)];
  return lon >= 0 && lat >= 0 ? { lon, lat } : null;
}

/** How to get at the geometry of a table's rows. Throws `export-geometry` where it has none. */
export function geometryOf(fields: readonly ExportField[], table: string): GeometryOf {
  const place = geometryPlace(fields);
  if (!place) throw new Fault("export-geometry", { table });
  if ("column" in place) {
    return (page, row) => {
      const cell = page.columns[place.column]?.[row];
      return cell instanceof Uint8Array ? cell : null;
    };
  }
  return (page, row) => {
    const [lon, lat] = [page.columns[place.lon]?.[row], page.columns[place.lat]?.[row]];
    if (typeof lon !== "number" || typeof lat !== "number") return null;
    return writeWkb({ kind: "Point", coords: Float64Array.of(lon, lat), ringEnds: [1], polygonEnds: [] });
  };
}

import { tableSpec } from "../../domain/tables.ts";
import { fitControlPoints, type LocalPlane } from "../../lib/control-points.ts";
import type { ImportFile } from "./store.ts";

/** Required fields that nothing fills. */
export function missingFields({ table, fields, sniffed }: ImportFile): string[] {
  if (!table || !sniffed) return [];
  const hasShape = sniffed.columns.some(({ name }) => name === "$geometry");
  return Object.entries(tableSpec(table).fields)
    .filter(([name, { required, type }]) => required && (type === "geometry" ? !hasShape : !fields[name]))
    .map(([name]) => name);
}

/** Whether a file's table has places at all. */
export function hasPlaces({ table }: ImportFile): boolean {
  const fields = table ? tableSpec(table).fields : {};
  return "geometry" in fields || "lon" in fields;
}

/** The local plane that a file's control points give; undefined while they do not determine one. */
export function localPlane({ controlPoints }: ImportFile): LocalPlane | undefined {
  const known = controlPoints.filter((point) => point.every((value) => Number.isFinite(value)));
  if (known.length !== controlPoints.length) return undefined;
  return fitControlPoints(known, known.length >= 3 ? "affine" : "similarity");
}

/** What still keeps a file from being checked; undefined where nothing does. */
export function openQuestion(file: ImportFile): "unread" | "fields" | "coordinates" | "points" | undefined {
  if (!file.sniffed) return "unread";
  if (missingFields(file).length > 0) return "fields";
  if (hasPlaces(file) && !file.coordinates) return "coordinates";
  return file.coordinates === "local" && !localPlane(file) ? "points" : undefined;
}

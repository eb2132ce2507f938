import { type ShapeFeatures, type ShapeField, shapefileParts } from "../../lib/shapefile-write.ts";
import { type FlatGeometry, readWkb } from "../../lib/wkb.ts";
import type { GeometryOf } from "./geometry.ts";
import { type ExportProvenance, provenanceJson } from "./provenance.ts";
import {
  dateText,
  type ExportCell,
  type ExportTable,
  type ExportType,
  encoded,
  hexText,
  refuseRows,
  timestampText,
} from "./table.ts";
import { zipStream } from "./zip.ts";

/** A shapefile is made whole in memory. */
export const shapefileRows = 500_000;

const fieldTypes: Readonly<Partial<Record<ExportType, ShapeField["type"]>>> = {
  boolean: "boolean",
  date: "date",
  float32: "number",
  float64: "number",
  int8: "integer",
  int16: "integer",
  int32: "integer",
  int64: "integer",
  uint8: "integer",
  uint16: "integer",
  uint32: "integer",
};

/**
 * A table with a geometry as a zipped shapefile with .prj, .cpg and its provenance, which says how names were shortened.
 * Moments are texts, since the format has days alone; texts are cut at 254 bytes. Throws `export-rows`.
 */
export async function* shapefileStream(
  { name, fields, pages }: ExportTable,
  { geometry, provenance }: { readonly geometry: GeometryOf; readonly provenance: ExportProvenance },
): AsyncGenerator<Uint8Array> {
  refuseRows("Shapefile", provenance.rows, shapefileRows);
  const own = fields.map((field, c) => ({ ...field, c })).filter(({ type }) => type !== "geometry");
  const names = shortNames(own.map((field) => field.name));
  const values = own.map((): Value[] => []);
  const shapes: (FlatGeometry | null)[] = [];
  for await (const page of pages) {
    for (let row = 0; row < page.rows; row++) {
      const wkb = geometry(page, row);
      shapes.push(wkb ? readWkb(wkb) : null);
      own.forEach(({ type, c }, k) => values[k]?.push(fieldValue(page.columns[c]?.[row] ?? null, type)));
    }
    refuseRows("Shapefile", shapes.length, shapefileRows);
  }
  const features: ShapeFeatures = {
    shapes,
    fields: own.map(({ type }, k) => ({
      name: names[k] ?? "",
      values: values[k] ?? [],
      type: fieldTypes[type] ?? "text",
    })),
  };
  const fieldNames = Object.fromEntries(own.map((field, k) => [names[k] ?? "", field.name]));
  yield* zipStream([
    ...shapefileParts(fileName(name), features).map((part) => ({ name: part.name, parts: [part.bytes] })),
    { name: `${fileName(name)}.provenance.json`, parts: [encoded(provenanceJson({ ...provenance, fieldNames }))] },
  ]);
}

type Value = ShapeField["values"][number];

function fieldValue(cell: ExportCell, type: ExportType): Value {
  if (cell instanceof Uint8Array) return hexText(cell);
  if (typeof cell !== "number") return cell;
  if (type === "date") return dateText(cell);
  return type === "timestamp" ? timestampText(cell) : cell;
}

/** A name that every file system takes. */
export function fileName(name: string): string {
  const kept = name.replace(/[^\p{L}\p{N}_.-]+/gu, "_").replace(/^[._]+/, "");
  return kept.slice(0, 80) || "table";
}

/** Names of at most 10 ASCII letters, all different. */
export function shortNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const plain = name.replace(/\W+/g, "_").replace(/^_+$/, "");
    const base = plain === "" ? `f${i + 1}` : plain;
    let short = base.slice(0, 10);
    for (let n = 1; taken.has(short.toLowerCase()); n++) short = `${base.slice(0, 9 - String(n).length)}_${n}`;
    taken.add(short.toLowerCase());
    return short;
  });
}

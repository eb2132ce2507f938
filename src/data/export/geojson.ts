import { geoJsonGeometry } from "../../lib/geojson-write.ts";
import { readWkb } from "../../lib/wkb.ts";
import type { GeometryOf } from "./geometry.ts";
import type { ExportProvenance } from "./provenance.ts";
import {
  dateText,
  type ExportCell,
  type ExportTable,
  type ExportType,
  encoded,
  hexText,
  timestampText,
} from "./table.ts";

/** A table with a geometry as GeoJSON (RFC 7946), feature by feature; its provenance is a member of the collection. */
export async function* geoJsonStream(
  { fields, pages }: ExportTable,
  { geometry, provenance }: { readonly geometry: GeometryOf; readonly provenance: ExportProvenance },
): AsyncGenerator<Uint8Array> {
  yield encoded(`{"type":"FeatureCollection","provenance":${JSON.stringify(provenance)},"features":[\n`);
  const own = fields.map((field, c) => ({ ...field, c })).filter(({ type }) => type !== "geometry");
  let first = true;
  for await (const page of pages) {
    const lines: string[] = [];
    for (let row = 0; row < page.rows; row++) {
      const properties = Object.fromEntries(
        own.map(({ name, type, c }) => [name, propertyOf(page.columns[c]?.[row] ?? null, type)]),
      );
      const wkb = geometry(page, row);
      const shape = wkb ? geoJsonGeometry(readWkb(wkb), null) : null;
      lines.push(JSON.stringify({ type: "Feature", properties, geometry: shape }));
    }
    if (lines.length > 0) yield encoded(`${first ? "" : ",\n"}${lines.join(",\n")}`);
    first &&= lines.length === 0;
  }
  yield encoded("\n]}\n");
}

function propertyOf(cell: ExportCell, type: ExportType): string | number | boolean | null {
  if (typeof cell === "number" && type === "date") return dateText(cell);
  if (typeof cell === "number" && type === "timestamp") return timestampText(cell).replace(" ", "T");
  return cell instanceof Uint8Array ? hexText(cell) : cell;
}

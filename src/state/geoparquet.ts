import { writeInWorker } from "../data/export/client.ts";
import { provenanceOf } from "../data/export/origin.ts";
import type { ExportCell, ExportField } from "../data/export/table.ts";
import { type FlatGeometry, writeWkb } from "../lib/wkb.ts";
import { currentLive } from "./session.ts";

/** Shapes in WGS-84 degrees with columns beside them, and what they were made with. */
export interface ShapesTable {
  readonly name: string;
  readonly shapes: readonly FlatGeometry[];
  /** Texts, or numbers with NaN for no value; one value a shape. */
  readonly columns: Readonly<Record<string, readonly string[] | readonly number[]>>;
  readonly made: { readonly analysis: string; readonly params: Readonly<Record<string, string | number | boolean>> };
}

/** The fields and the single page of a table of shapes, geometry last. */
export function pageOfShapes({ shapes, columns }: ShapesTable) {
  const entries = Object.entries(columns);
  const fields: ExportField[] = entries.map(([name, values]) => ({
    name,
    type: typeof values[0] === "number" ? "float64" : "text",
  }));
  const cells = entries.map(([, values]): ExportCell[] =>
    values.map((value) => (typeof value === "number" && !Number.isFinite(value) ? null : value)),
  );
  return {
    fields: [...fields, { name: "geometry", type: "geometry" } as const],
    page: { rows: shapes.length, columns: [...cells, shapes.map(writeWkb)] },
  };
}

/** A table of shapes as GeoParquet, with its provenance. Rejects with the fault that stops it. */
export async function geoParquetFile(table: ShapesTable): Promise<Blob> {
  const { pageToIpc, schemaOf } = await import("../data/export/arrow.ts");
  const { fields, page } = pageOfShapes(table);
  const provenance = provenanceOf(currentLive().handle.manifest, {
    table: table.name,
    rows: page.rows,
    protection: { minimumCell: null, suppressedColumns: [], suppressedCells: 0, maskedColumns: [], note: "" },
    made: table.made,
  });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  await writeInWorker(
    { name: table.name, fields, format: "geoparquet", provenance },
    {
      source: (onPart) => onPart(pageToIpc(schemaOf(fields, new Map()), fields, page)),
      sink: { write: async (bytes) => void parts.push(bytes) },
    },
  );
  return new Blob(parts, { type: "application/vnd.apache.parquet" });
}

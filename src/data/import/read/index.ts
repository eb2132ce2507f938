import { Fault } from "../../../domain/fault.ts";
import { parseXes } from "../../decode/xes.ts";
import type { SourceRows } from "../convert.ts";
import { type CoordinateSystem, isCoordinateSystem, toWgs84From } from "../coordinates.ts";
import type { TableRecipe } from "../recipe.ts";
import { chunksOf, type ReadOptions, type SourceBlob, sliceBytes, wholeOf } from "./bytes.ts";
import { inspectParquet, type ReadRowGroups, readArrow, readParquet } from "./columnar.ts";
import { readCsv } from "./csv.ts";
import { readGeoJson } from "./geojson.ts";
import { networkRows } from "./network.ts";
import { readShapefile } from "./shapefile.ts";
import { isTextTable } from "./text-file.ts";
import { readXlsx } from "./xlsx.ts";
import { readZip } from "./zip.ts";

/** The formats that can be imported. */
export type SourceFormat = "csv" | "xlsx" | "geojson" | "shapefile" | "parquet" | "arrow" | "xes";

/** How a file is to be read: what a recipe says of it. */
export type SourceForm = Pick<
  TableRecipe,
  "encoding" | "separator" | "sheet" | "network" | "coordinates" | "controlPoints"
>;

/** What reading needs from outside. */
export interface ReadContext extends ReadOptions {
  readonly rowGroups: ReadRowGroups;
}

const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

/**
 * The format of a file by its first bytes, and only where those are silent by its name. Throws `unknown-file`, and
 * `file-empty`; a file whose bytes say another format than its name is read as what its bytes say.
 */
export async function detectFormat(file: SourceBlob): Promise<SourceFormat> {
  if (file.blob.size === 0) throw new Fault("file-empty", { file: file.name });
  const head = text(await sliceBytes(file.blob, 0, 8));
  const name = file.name.toLowerCase().replace(/\.gz$/, "");
  if (head.startsWith("PAR1")) return "parquet";
  if (head.startsWith("ARROW1") || head.startsWith("\xff\xff\xff\xff")) return "arrow";
  if (head.startsWith("PK")) return zipFormat(file);
  if (/\.(parquet|parq|geoparquet)$/.test(name)) throw new Fault("not-parquet", { file: file.name });
  if (/\.(xlsx|zip|arrow|arrows|feather|ipc)$/.test(name)) {
    throw new Fault("corrupt", { file: file.name, reason: `magic ${JSON.stringify(head.slice(0, 4))}` });
  }
  if (/\.(geo)?json$/.test(name)) return "geojson";
  if (/\.xes$/.test(name)) return "xes";
  if (/\.(csv|tsv|txt)$/.test(name)) return "csv";
  throw new Fault("unknown-file", { file: file.name });
}

async function zipFormat(file: SourceBlob): Promise<SourceFormat> {
  const paths = (await readZip(file)).map(({ path }) => path);
  if (paths.includes("xl/workbook.xml")) return "xlsx";
  if (paths.some((path) => /\.shp$/i.test(path))) return "shapefile";
  if (paths.some(isTextTable)) return "csv";
  throw new Fault("unknown-file", { file: file.name });
}

/** An EPSG code as a system that we can convert from, undefined where we cannot. */
export function systemOf(epsg: number | undefined): CoordinateSystem | undefined {
  if (epsg === undefined) return undefined;
  if (epsg === 4326) return "WGS-84";
  if (epsg === 4490) return "CGCS2000";
  const name = `EPSG:${epsg}`;
  return isCoordinateSystem(name) ? name : undefined;
}

/** The coordinate system that a file itself states; undefined where it states none. */
export async function statedSystem(file: SourceBlob, format: SourceFormat): Promise<CoordinateSystem | undefined> {
  if (format === "shapefile") return systemOf((await readShapefile(file)).epsg);
  if (format === "geojson") return systemOf((await readGeoJson(file)).epsg ?? 4326);
  if (format === "parquet") return systemOf((await inspectParquet(file)).epsg);
  return undefined;
}

/** What a log need not say: events come in the order of their trace, and without another word they take the case on. */
function withOrder(count: number, columns: ReadonlyMap<string, readonly unknown[]>): Map<string, readonly unknown[]> {
  const all = new Map(columns);
  const cases = columns.get("case:concept:name") ?? [];
  const seen = new Map<unknown, number>();
  const places = Array.from({ length: count }, (_, row) => {
    const place = (seen.get(cases[row]) ?? 0) + 1;
    seen.set(cases[row], place);
    return place;
  });
  if (!columns.has("seq")) all.set("seq", places);
  if (!columns.has("action") && !columns.has("lifecycle:transition"))
    all.set("action", new Array<string>(count).fill("forward"));
  return all;
}

async function readXesRows(file: SourceBlob, options: ReadOptions): Promise<SourceRows> {
  const bytes = await wholeOf(chunksOf(file, options), file.name);
  const { count, columns } = parseXes(new TextDecoder().decode(bytes), file.name);
  const withRow = withOrder(count, columns);
  withRow.set(
    "$row",
    Array.from({ length: count }, (_, row) => row + 1),
  );
  return { rows: count, columns: withRow, firstRow: 1 };
}

async function* plainRows(file: SourceBlob, form: SourceForm, context: ReadContext): AsyncGenerator<SourceRows> {
  const format = await detectFormat(file);
  if (format === "csv") yield* readCsv(file, form, context);
  else if (format === "xlsx") yield* readXlsx(file, form.sheet, context);
  else if (format === "parquet") yield* readParquet(file, context.rowGroups, context);
  else if (format === "geojson") yield (await readGeoJson(file, context)).rows;
  else if (format === "shapefile") yield (await readShapefile(file)).rows;
  else if (format === "arrow") yield await readArrow(file);
  else yield await readXesRows(file, context);
}

/**
 * Reads any file that can be imported, in portions. Besides its own columns every file has `$row` (from 1); files with
 * geometry have `$geometry` and, for points, `$lon` and `$lat`; road networks see `networkRows`. Throws a `Fault` that
 * names the file and the reason.
 */
export async function* readSource(
  file: SourceBlob,
  form: SourceForm,
  context: ReadContext,
): AsyncGenerator<SourceRows> {
  for await (const rows of plainRows(file, form, context)) {
    if (context.signal?.aborted) throw new Fault("aborted");
    yield form.network ? networkRows(rows, form.network, toWgs84From(form.coordinates, form.controlPoints)) : rows;
  }
}

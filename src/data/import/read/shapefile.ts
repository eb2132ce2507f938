import { Fault } from "../../../domain/fault.ts";
import { epsgOfWkt } from "../../../lib/epsg.ts";
import type { SourceRows } from "../convert.ts";
import type { GeoJsonGeometry } from "../rows.ts";
import type { SourceBlob } from "./bytes.ts";
import { columnNames } from "./csv.ts";
import { entryBytes, readZip, type ZipEntry } from "./zip.ts";

type Point = readonly [x: number, y: number];

const corrupt = (file: string, reason: string): Fault => new Fault("corrupt", { file, reason });

/** Twice the signed area of a ring: negative when it runs clockwise. */
function turn(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1] as Point, ring[i] as Point];
    sum += x1 * y2 - x2 * y1;
  }
  return sum;
}

function isInside([x, y]: Point, ring: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i] as Point, ring[j] as Point];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** Rings of a shape as polygons: those that run clockwise are outer ones, the others holes of the one around them. */
function polygonsOf(rings: readonly Point[][]): Point[][][] {
  const outer = rings.filter((ring) => turn(ring) <= 0);
  const polygons = (outer.length > 0 ? outer : rings).map((ring) => [ring]);
  if (outer.length === 0) return polygons;
  for (const hole of rings) {
    if (turn(hole) <= 0) continue;
    const around = polygons.find(([ring]) => ring && hole[0] && isInside(hole[0], ring));
    if (around) around.push(hole);
    else polygons.push([hole]);
  }
  return polygons;
}

const tooShort = (view: DataView, at: number, bytes: number): boolean => bytes < 0 || at + bytes > view.byteLength;

/** One record of a .shp file as GeoJSON (heights and measures left out), null for a null shape. */
function readShape(view: DataView, at: number, length: number, file: string): GeoJsonGeometry | null {
  const type = view.getInt32(at, true) % 10;
  if (type === 0) return null;
  const point = (from: number): Point => [view.getFloat64(from, true), view.getFloat64(from + 8, true)];
  if (type === 1) return { type: "Point", coordinates: point(at + 4) };
  if (type !== 3 && type !== 5 && type !== 8) throw corrupt(file, `shape type ${type}`);
  if (type === 8) return { type: "Point", coordinates: point(at + 40) };
  const [parts, points] = [view.getInt32(at + 36, true), view.getInt32(at + 40, true)];
  if (parts < 0 || points < 0 || 44 + parts * 4 + points * 16 > length) throw corrupt(file, "a shape is cut off");
  const from = at + 44 + parts * 4;
  const lines = Array.from({ length: parts }, (_, part) => {
    const first = view.getInt32(at + 44 + part * 4, true);
    const last = part + 1 < parts ? view.getInt32(at + 48 + part * 4, true) : points;
    if (first < 0 || last > points || first > last) throw corrupt(file, "a part of a shape lies outside it");
    return Array.from({ length: last - first }, (__, i) => point(from + (first + i) * 16));
  });
  if (type === 3) {
    return lines.length === 1
      ? { type: "LineString", coordinates: lines[0] }
      : { type: "MultiLineString", coordinates: lines };
  }
  const polygons = polygonsOf(lines);
  return polygons.length === 1
    ? { type: "Polygon", coordinates: polygons[0] }
    : { type: "MultiPolygon", coordinates: polygons };
}

function readShapes(bytes: Uint8Array<ArrayBuffer>, file: string): (GeoJsonGeometry | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (tooShort(view, 0, 100) || view.getInt32(0) !== 9994) throw corrupt(file, "not a shapefile");
  const shapes: (GeoJsonGeometry | null)[] = [];
  for (let at = 100; at + 8 <= view.byteLength; ) {
    const length = view.getInt32(at + 4) * 2;
    if (length < 4 || tooShort(view, at + 8, length)) throw corrupt(file, "a shape is cut off");
    shapes.push(readShape(view, at + 8, length, file));
    at += 8 + length;
  }
  return shapes;
}

/** The encoding of a .dbf by its .cpg file or the language byte of its header. */
function dbfEncoding(cpg: string | undefined, language: number): string | undefined {
  const name = cpg?.trim().toLowerCase() ?? "";
  if (/utf-?8|65001/.test(name)) return "utf-8";
  if (/936|gbk|gb2312|gb18030/.test(name)) return "gb18030";
  if (/1252|8859-?1|latin/.test(name)) return "windows-1252";
  if (language === 0x4d) return "gb18030";
  return language === 0x57 || language === 0x03 ? undefined : undefined;
}

function decoderFor(bytes: Uint8Array, stated: string | undefined): TextDecoder {
  if (stated) return new TextDecoder(stated);
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return new TextDecoder("utf-8");
  } catch {
    return new TextDecoder("gb18030");
  }
}

interface DbfField {
  readonly name: string;
  readonly type: string;
  readonly from: number;
  readonly length: number;
}

function dbfFields(bytes: Uint8Array, end: number, decoder: TextDecoder): DbfField[] {
  const fields: DbfField[] = [];
  let from = 1;
  for (let at = 32; at + 32 <= end && bytes[at] !== 0x0d; at += 32) {
    const zero = bytes.indexOf(0, at);
    const name = decoder.decode(bytes.subarray(at, zero >= at && zero < at + 11 ? zero : at + 11));
    const length = bytes[at + 16] ?? 0;
    fields.push({ name, type: String.fromCharCode(bytes[at + 11] ?? 67), from, length });
    from += length;
  }
  return fields;
}

function dbfValue(text: string, type: string): unknown {
  const trimmed = text.trim();
  if (trimmed === "" || /^\*+$/.test(trimmed)) return null;
  if (type === "N" || type === "F") return Number.isNaN(Number(trimmed)) ? null : Number(trimmed);
  if (type === "L") return /^[YyTt]$/.test(trimmed) ? true : /^[NnFf]$/.test(trimmed) ? false : null;
  return trimmed;
}

/** The rows of a dBASE file as columns. Throws `corrupt`. */
function readDbf(bytes: Uint8Array<ArrayBuffer>, cpg: string | undefined, file: string): Map<string, unknown[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 32) throw corrupt(file, "the .dbf is cut off");
  const [rows, header, width] = [view.getUint32(4, true), view.getUint16(8, true), view.getUint16(10, true)];
  if (width < 1 || header + rows * width > bytes.length) throw corrupt(file, "the .dbf is cut off");
  const decoder = decoderFor(bytes.subarray(header), dbfEncoding(cpg, bytes[29] ?? 0));
  const fields = dbfFields(bytes, header, decoder);
  const names = columnNames(
    fields.map(({ name }) => name),
    file,
  );
  return new Map(
    fields.map(({ type, from, length }, index) => [
      names[index] ?? "",
      Array.from({ length: rows }, (_, row) => {
        const at = header + row * width + from;
        return dbfValue(decoder.decode(bytes.subarray(at, at + length)), type);
      }),
    ]),
  );
}

/** What a zipped shapefile holds. */
export interface Shapefile {
  readonly rows: SourceRows;
  /** The EPSG code of its .prj, undefined without one or where it is none we know. */
  readonly epsg: number | undefined;
  readonly prj: string | undefined;
}

/** Reads the first shapefile of a zip archive with its .prj and .cpg. Throws `corrupt`, `refused-file`, `missing-file`. */
export async function readShapefile(file: SourceBlob): Promise<Shapefile> {
  const entries = (await readZip(file)).filter(({ path }) => !path.startsWith("__MACOSX/"));
  const shp = entries.find(({ path }) => /\.shp$/i.test(path));
  if (!shp) throw new Fault("missing-file", { file: `${file.name} / *.shp` });
  const beside = (extension: string): ZipEntry | undefined => {
    const wanted = shp.path.replace(/\.shp$/i, extension).toLowerCase();
    return entries.find(({ path }) => path.toLowerCase() === wanted);
  };
  const textOf = async (entry: ZipEntry | undefined) => entry && new TextDecoder().decode(await entryBytes(entry));
  const [prj, cpg] = [await textOf(beside(".prj")), await textOf(beside(".cpg"))];
  const shapes = readShapes(await entryBytes(shp), shp.path);
  const dbf = beside(".dbf");
  const columns: Map<string, unknown[]> = dbf ? readDbf(await entryBytes(dbf), cpg, dbf.path) : new Map();
  for (const values of columns.values()) {
    if (values.length !== shapes.length) throw corrupt(file.name, "the .shp and .dbf differ in rows");
  }
  const part = (shape: GeoJsonGeometry | null, index: 0 | 1): unknown =>
    shape?.type === "Point" && Array.isArray(shape.coordinates) ? shape.coordinates[index] : null;
  columns.set(
    "$row",
    Array.from(shapes, (_, row) => row + 1),
  );
  if (shapes.some((shape) => shape?.type === "Point")) {
    columns.set(
      "$lon",
      shapes.map((shape) => part(shape, 0)),
    );
    columns.set(
      "$lat",
      shapes.map((shape) => part(shape, 1)),
    );
  }
  columns.set("$geometry", shapes);
  return { rows: { rows: shapes.length, columns, firstRow: 1 }, epsg: prj ? epsgOfWkt(prj) : undefined, prj };
}

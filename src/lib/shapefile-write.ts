import { dbfTable, type ShapeField } from "./dbf-write.ts";
import { ringAreaM2 } from "./geodesy.ts";
import type { FlatGeometry } from "./wkb.ts";
import { utf8, type ZipEntry, zipOf } from "./zip-write.ts";

export type { ShapeField } from "./dbf-write.ts";

/** Features in degrees with their columns: all points, all lines or all polygons; `null` is a feature without a place. */
export interface ShapeFeatures {
  readonly shapes: readonly (FlatGeometry | null)[];
  readonly fields: readonly ShapeField[];
}

/** Numbers of the kinds of shapes; a file has one kind. */
const shapeTypes = { Point: 1, LineString: 3, Polygon: 5, MultiPolygon: 5 } as const;
const polygonType = shapeTypes.Polygon;
const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/** A zipped shapefile, with more files beside it. Throws on a field name that is too long and on mixed kinds of shapes. */
export function zippedShapefile(
  name: string,
  features: ShapeFeatures,
  more: readonly ZipEntry[] = [],
): Uint8Array<ArrayBuffer> {
  return zipOf([...shapefileParts(name, features), ...more]);
}

/**
 * The files of a shapefile (ESRI white paper of July 1998, dBase III table, UTF-8 named in the .cpg, WGS-84). Outer rings
 * are written clockwise and holes counter-clockwise, as the format wants.
 */
export function shapefileParts(name: string, { shapes, fields }: ShapeFeatures): ZipEntry[] {
  const kinds = new Set(shapes.flatMap((shape) => (shape ? [shapeTypes[shape.kind]] : [])));
  const [type = polygonType] = kinds;
  if (kinds.size > 1) throw new Error("shapefile: points, lines and polygons in one table");
  const records = shapes.map(recordOf);
  const file: Shapes = { type, shapes, records };
  return [
    { name: `${name}.shp`, bytes: shp(file) },
    { name: `${name}.shx`, bytes: shx(file) },
    { name: `${name}.dbf`, bytes: dbfTable(shapes.length, fields) },
    { name: `${name}.prj`, bytes: utf8(wgs84) },
    { name: `${name}.cpg`, bytes: utf8("UTF-8") },
  ];
}

interface Shapes {
  readonly type: number;
  readonly shapes: readonly (FlatGeometry | null)[];
  readonly records: readonly Uint8Array[];
}

function boxOfShapes(shapes: readonly (FlatGeometry | null)[]): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    const coords = shape ? shape.coords : new Float64Array(0);
    for (let i = 0; i + 1 < coords.length; i += 2) {
      [west, east] = [Math.min(west, coords[i]), Math.max(east, coords[i])];
      [south, north] = [Math.min(south, coords[i + 1]), Math.max(north, coords[i + 1])];
    }
  }
  return west <= east ? [west, south, east, north] : [0, 0, 0, 0];
}

/** The content of one record: of a point its place; of others type, box, starts of rings or lines, points. */
function recordOf(shape: FlatGeometry | null): Uint8Array {
  if (!shape) return new Uint8Array(4);
  if (shape.kind !== "Point") return partsRecord(shape);
  const view = new DataView(new ArrayBuffer(20));
  view.setInt32(0, shapeTypes.Point, true);
  view.setFloat64(4, shape.coords[0], true);
  view.setFloat64(12, shape.coords[1], true);
  return new Uint8Array(view.buffer);
}

function partsRecord(shape: FlatGeometry): Uint8Array {
  const { coords, ringEnds, polygonEnds } = shape;
  const points = coords.length / 2;
  const bytes = new Uint8Array(44 + 4 * ringEnds.length + 16 * points);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, shapeTypes[shape.kind], true);
  boxOfShapes([shape]).forEach((value, i) => {
    view.setFloat64(4 + 8 * i, value, true);
  });
  view.setInt32(36, ringEnds.length, true);
  view.setInt32(40, points, true);
  let at = 44 + 4 * ringEnds.length;
  const outer = new Set([0, ...polygonEnds]);
  ringEnds.forEach((end, ring) => {
    const from = ring === 0 ? 0 : ringEnds[ring - 1];
    view.setInt32(44 + 4 * ring, from, true);
    const isClockwise = ringAreaM2(coords, from, end) < 0;
    const turn = shape.kind !== "LineString" && isClockwise !== outer.has(ring);
    for (let k = 0; k < end - from; k++) {
      const p = turn ? end - 1 - k : from + k;
      view.setFloat64(at, coords[2 * p], true);
      view.setFloat64(at + 8, coords[2 * p + 1], true);
      at += 16;
    }
  });
  return bytes;
}

/** The 100 bytes that both .shp and .shx begin with; lengths are in 16-bit words. */
function header({ type, shapes }: Shapes, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, bytes.length / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, type, true);
  boxOfShapes(shapes).forEach((value, i) => {
    view.setFloat64(36 + 8 * i, value, true);
  });
}

function shp(file: Shapes): Uint8Array {
  const { records } = file;
  const bytes = new Uint8Array(100 + records.reduce((sum, { length }) => sum + 8 + length, 0));
  const view = new DataView(bytes.buffer);
  header(file, bytes);
  let at = 100;
  records.forEach((record, i) => {
    view.setInt32(at, i + 1);
    view.setInt32(at + 4, record.length / 2);
    bytes.set(record, at + 8);
    at += 8 + record.length;
  });
  return bytes;
}

function shx(file: Shapes): Uint8Array {
  const { records } = file;
  const bytes = new Uint8Array(100 + 8 * records.length);
  const view = new DataView(bytes.buffer);
  header(file, bytes);
  let at = 100;
  records.forEach((record, i) => {
    view.setInt32(100 + 8 * i, at / 2);
    view.setInt32(104 + 8 * i, record.length / 2);
    at += 8 + record.length;
  });
  return bytes;
}

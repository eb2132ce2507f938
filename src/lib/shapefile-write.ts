import { ringAreaM2 } from "./geodesy.ts";
import type { FlatGeometry } from "./wkb.ts";
import { utf8, type ZipEntry, zipOf } from "./zip-write.ts";

/** A column of a shapefile's table: a name of at most 10 ASCII letters, and a text or number a feature. */
export interface ShapeField {
  readonly name: string;
  readonly values: readonly (string | number)[];
}

/** Polygon features in degrees with their columns. */
export interface ShapeFeatures {
  readonly shapes: readonly FlatGeometry[];
  readonly fields: readonly ShapeField[];
}

const polygonType = 5;
const wgs84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';

/**
 * A zipped shapefile (ESRI white paper of July 1998, dBase III table, UTF-8 named in the .cpg, WGS-84). Outer rings are
 * written clockwise and holes counter-clockwise, as the format wants. Throws on a field name that is too long.
 */
export function zippedShapefile(name: string, features: ShapeFeatures): Uint8Array<ArrayBuffer> {
  const records = features.shapes.map(polygonRecord);
  const entries: ZipEntry[] = [
    { name: `${name}.shp`, bytes: shp(features.shapes, records) },
    { name: `${name}.shx`, bytes: shx(features.shapes, records) },
    { name: `${name}.dbf`, bytes: dbf(features) },
    { name: `${name}.prj`, bytes: utf8(wgs84) },
    { name: `${name}.cpg`, bytes: utf8("UTF-8") },
  ];
  return zipOf(entries);
}

function boxOfShapes(shapes: readonly FlatGeometry[]): readonly [number, number, number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { coords } of shapes) {
    for (let i = 0; i + 1 < coords.length; i += 2) {
      [west, east] = [Math.min(west, coords[i]), Math.max(east, coords[i])];
      [south, north] = [Math.min(south, coords[i + 1]), Math.max(north, coords[i + 1])];
    }
  }
  return west <= east ? [west, south, east, north] : [0, 0, 0, 0];
}

/** The content of one record: type, box, ring starts, points. */
function polygonRecord(shape: FlatGeometry): Uint8Array {
  const { coords, ringEnds, polygonEnds } = shape;
  const points = coords.length / 2;
  const bytes = new Uint8Array(44 + 4 * ringEnds.length + 16 * points);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, polygonType, true);
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
    const turn = isClockwise !== outer.has(ring);
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
function header(shapes: readonly FlatGeometry[], bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, bytes.length / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, polygonType, true);
  boxOfShapes(shapes).forEach((value, i) => {
    view.setFloat64(36 + 8 * i, value, true);
  });
}

function shp(shapes: readonly FlatGeometry[], records: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(100 + records.reduce((sum, { length }) => sum + 8 + length, 0));
  const view = new DataView(bytes.buffer);
  header(shapes, bytes);
  let at = 100;
  records.forEach((record, i) => {
    view.setInt32(at, i + 1);
    view.setInt32(at + 4, record.length / 2);
    bytes.set(record, at + 8);
    at += 8 + record.length;
  });
  return bytes;
}

function shx(shapes: readonly FlatGeometry[], records: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(100 + 8 * records.length);
  const view = new DataView(bytes.buffer);
  header(shapes, bytes);
  let at = 100;
  records.forEach((record, i) => {
    view.setInt32(100 + 8 * i, at / 2);
    view.setInt32(104 + 8 * i, record.length / 2);
    at += 8 + record.length;
  });
  return bytes;
}

const mostTextBytes = 254;
const numberWidth = 20;
const decimals = 6;

/** Bytes of a text, cut between letters where it is too long. */
function fitted(text: string, width: number): Uint8Array {
  let kept = utf8(text);
  for (let letters = [...text]; kept.length > width; kept = utf8(letters.join(""))) letters = letters.slice(0, -1);
  return kept;
}

function dbf({ shapes, fields }: ShapeFeatures): Uint8Array {
  const columns = fields.map(({ name, values }) => {
    if (!/^\w{1,10}$/.test(name)) throw new Error(`shapefile: field name ${name} is not 1 to 10 letters`);
    const isNumber = values.every((value) => typeof value === "number");
    const cells = values.map((value) =>
      typeof value === "number" && isNumber
        ? utf8((Number.isFinite(value) ? formatted(value) : "").padStart(numberWidth))
        : fitted(String(value), mostTextBytes),
    );
    const width = isNumber ? numberWidth : Math.max(1, ...cells.map(({ length }) => length));
    return { name, isNumber, cells, width };
  });
  const recordBytes = 1 + columns.reduce((sum, { width }) => sum + width, 0);
  const headerBytes = 33 + 32 * columns.length;
  const bytes = new Uint8Array(headerBytes + recordBytes * shapes.length + 1).fill(32, headerBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([3, 100, 1, 1]);
  view.setUint32(4, shapes.length, true);
  view.setUint16(8, headerBytes, true);
  view.setUint16(10, recordBytes, true);
  columns.forEach(({ name, isNumber, width }, c) => {
    const at = 32 + 32 * c;
    bytes.set(utf8(name), at);
    bytes[at + 11] = (isNumber ? "N" : "C").charCodeAt(0);
    bytes[at + 16] = width;
    bytes[at + 17] = isNumber ? decimals : 0;
  });
  bytes[headerBytes - 1] = 13;
  let left = 1;
  for (const { cells, width } of columns) {
    cells.forEach((cell, row) => {
      bytes.set(cell, headerBytes + row * recordBytes + left);
    });
    left += width;
  }
  bytes[bytes.length - 1] = 26;
  return bytes;
}

/** A number that fits its column: with decimals where there is room. */
function formatted(value: number): string {
  const text = value.toFixed(decimals);
  return text.length <= numberWidth ? text : value.toPrecision(numberWidth - 8);
}

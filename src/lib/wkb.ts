import { Fault } from "../domain/fault.ts";

/** The kinds of geometry that tables hold. */
export type GeometryKind = "Point" | "LineString" | "Polygon" | "MultiPolygon";

/**
 * A geometry as flat arrays. `coords` holds lon, lat pairs; ring (or line) `r` has the points `ringEnds[r - 1]` (0 for
 * the first) to `ringEnds[r]`, polygon `p` the rings `polygonEnds[p - 1]` to `polygonEnds[p]`, its outer ring first.
 * Rings are closed: their first point is repeated at the end. Points and lines have one ring and no polygon.
 */
export interface FlatGeometry {
  readonly kind: GeometryKind;
  readonly coords: Float64Array;
  readonly ringEnds: readonly number[];
  readonly polygonEnds: readonly number[];
}

const kindCodes: Readonly<Record<GeometryKind, number>> = { Point: 1, LineString: 2, Polygon: 3, MultiPolygon: 6 };
const kindsByCode: Readonly<Record<number, GeometryKind>> = {
  1: "Point",
  2: "LineString",
  3: "Polygon",
  6: "MultiPolygon",
};

const fault = (reason: string): Fault => new Fault("geometry", { reason });

class FlatBuilder {
  readonly coords: number[] = [];
  readonly ringEnds: number[] = [];
  readonly polygonEnds: number[] = [];

  point(position: unknown): void {
    if (!Array.isArray(position)) throw fault("a position is not an array");
    const [lon, lat] = position;
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw fault("a position is not two numbers");
    this.coords.push(lon, lat);
  }

  line(positions: unknown, least: number): void {
    if (!Array.isArray(positions) || positions.length < least) throw fault(`a line has fewer than ${least} positions`);
    for (const position of positions) this.point(position);
    this.ringEnds.push(this.coords.length / 2);
  }

  ring(positions: unknown): void {
    const from = this.coords.length;
    this.line(positions, 3);
    const [lon, lat] = [this.coords[from], this.coords[from + 1]];
    if (this.coords[this.coords.length - 2] !== lon || this.coords[this.coords.length - 1] !== lat) {
      this.coords.push(lon, lat);
      this.ringEnds[this.ringEnds.length - 1] += 1;
    }
    if (this.coords.length - from < 8) throw fault("a ring has fewer than 3 different positions");
  }

  polygon(rings: unknown): void {
    if (!Array.isArray(rings) || rings.length === 0) throw fault("a polygon has no ring");
    for (const ring of rings) this.ring(ring);
    this.polygonEnds.push(this.ringEnds.length);
  }

  build(kind: GeometryKind): FlatGeometry {
    return {
      kind,
      coords: Float64Array.from(this.coords),
      ringEnds: this.ringEnds,
      polygonEnds: this.polygonEnds,
    };
  }
}

/** A GeoJSON geometry as flat arrays; heights are left out, open rings are closed. Throws the fault `geometry`. */
export function flatFromGeoJson(geometry: { readonly type: string; readonly coordinates: unknown }): FlatGeometry {
  const builder = new FlatBuilder();
  const { type, coordinates } = geometry;
  if (type === "Point") {
    builder.line([coordinates], 1);
    return builder.build(type);
  }
  if (type === "LineString") {
    builder.line(coordinates, 2);
    return builder.build(type);
  }
  if (type === "Polygon") {
    builder.polygon(coordinates);
    return builder.build(type);
  }
  if (type === "MultiPolygon") {
    if (!Array.isArray(coordinates) || coordinates.length === 0) throw fault("a multipolygon has no polygon");
    for (const polygon of coordinates) builder.polygon(polygon);
    return builder.build(type);
  }
  throw fault(`geometry of type ${type} is not supported`);
}

class WkbWriter {
  readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.view = new DataView(this.bytes.buffer);
  }

  header(kind: GeometryKind): void {
    this.view.setUint8(this.at, 1);
    this.view.setUint32(this.at + 1, kindCodes[kind], true);
    this.at += 5;
  }

  count(value: number): void {
    this.view.setUint32(this.at, value, true);
    this.at += 4;
  }

  points(coords: Float64Array, from: number, to: number): void {
    for (let i = 2 * from; i < 2 * to; i++, this.at += 8) this.view.setFloat64(this.at, coords[i], true);
  }

  rings(geometry: FlatGeometry, from: number, to: number): void {
    this.count(to - from);
    for (let ring = from; ring < to; ring++) {
      const start = ring === 0 ? 0 : geometry.ringEnds[ring - 1];
      this.count(geometry.ringEnds[ring] - start);
      this.points(geometry.coords, start, geometry.ringEnds[ring]);
    }
  }
}

function wkbSize(geometry: FlatGeometry): number {
  const coords = geometry.coords.length * 8;
  if (geometry.kind === "Point") return 5 + coords;
  if (geometry.kind === "LineString") return 9 + coords;
  const rings = 4 * geometry.ringEnds.length + coords;
  return geometry.kind === "Polygon" ? 9 + rings : 9 + 9 * geometry.polygonEnds.length + rings;
}

/** A geometry as little-endian well-known binary (OGC 06-103r4, part 8). */
export function writeWkb(geometry: FlatGeometry): Uint8Array {
  const writer = new WkbWriter(wkbSize(geometry));
  writer.header(geometry.kind);
  if (geometry.kind === "Point") writer.points(geometry.coords, 0, 1);
  else if (geometry.kind === "LineString") {
    writer.count(geometry.coords.length / 2);
    writer.points(geometry.coords, 0, geometry.coords.length / 2);
  } else if (geometry.kind === "Polygon") writer.rings(geometry, 0, geometry.ringEnds.length);
  else {
    writer.count(geometry.polygonEnds.length);
    geometry.polygonEnds.forEach((end, part) => {
      writer.header("Polygon");
      writer.rings(geometry, part === 0 ? 0 : geometry.polygonEnds[part - 1], end);
    });
  }
  return writer.bytes;
}

class WkbReader {
  private readonly view: DataView;
  private at = 0;
  private little = true;

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private need(bytes: number): void {
    if (this.at + bytes > this.view.byteLength) throw fault("well-known binary ends too early");
  }

  header(): GeometryKind {
    this.need(5);
    this.little = this.view.getUint8(this.at) === 1;
    const code = this.view.getUint32(this.at + 1, this.little);
    this.at += 5;
    const kind = kindsByCode[code];
    if (!kind) throw fault(`well-known binary of type ${code} is not supported`);
    return kind;
  }

  count(itemBytes: number): number {
    this.need(4);
    const count = this.view.getUint32(this.at, this.little);
    this.at += 4;
    this.need(count * itemBytes);
    return count;
  }

  points(count: number, into: number[]): void {
    this.need(16 * count);
    for (let i = 0; i < 2 * count; i++, this.at += 8) into.push(this.view.getFloat64(this.at, this.little));
  }
}

function readRings(reader: WkbReader, builder: FlatBuilder): void {
  for (let rings = reader.count(4); rings > 0; rings--) {
    reader.points(reader.count(16), builder.coords);
    builder.ringEnds.push(builder.coords.length / 2);
  }
  builder.polygonEnds.push(builder.ringEnds.length);
}

/** Well-known binary of either byte order as flat arrays. Throws the fault `geometry`. */
export function readWkb(bytes: Uint8Array): FlatGeometry {
  const reader = new WkbReader(bytes);
  const builder = new FlatBuilder();
  const kind = reader.header();
  if (kind === "Polygon") readRings(reader, builder);
  else if (kind === "MultiPolygon") {
    for (let polygons = reader.count(9); polygons > 0; polygons--) {
      if (reader.header() !== "Polygon") throw fault("a multipolygon holds something else than polygons");
      readRings(reader, builder);
    }
  } else {
    reader.points(kind === "Point" ? 1 : reader.count(16), builder.coords);
    builder.ringEnds.push(builder.coords.length / 2);
  }
  return builder.build(kind);
}

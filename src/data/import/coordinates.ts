import { Fault } from "../../domain/fault.ts";
import { type ControlPoint, fitControlPoints } from "../../lib/control-points.ts";
import { epsgProjection } from "../../lib/epsg.ts";
import { type Position, wgs84FromBd09, wgs84FromGcj02 } from "../../lib/gcj02.ts";
import { readWkb, writeWkb } from "../../lib/wkb.ts";
import type { RawTable } from "./rows.ts";

/** The coordinate systems that have a name of their own; `local` is a plane known by control points. */
export const namedSystems = ["WGS-84", "CGCS2000", "GCJ-02", "BD-09", "local"] as const;

/** The system that a source file's positions are in. */
export type CoordinateSystem = (typeof namedSystems)[number] | `EPSG:${number}`;

/** A position of the source in WGS-84 degrees. */
export type ToWgs84 = (x: number, y: number) => Position;

const shifts: Readonly<Record<string, ToWgs84 | undefined>> = { "GCJ-02": wgs84FromGcj02, "BD-09": wgs84FromBd09 };

const codeOf = (name: string): number => Number(/^EPSG:(\d{4,6})$/.exec(name)?.[1] ?? Number.NaN);

/** Whether a text names a system that we can convert from. */
export function isCoordinateSystem(name: string): name is CoordinateSystem {
  return namedSystems.some((known) => known === name) || epsgProjection(codeOf(name)) !== undefined;
}

/**
 * How positions of a system become WGS-84; undefined where they need no change. Throws when a local plane has too few
 * control points.
 */
export function toWgs84From(
  system: CoordinateSystem | undefined,
  controlPoints: readonly ControlPoint[] = [],
): ToWgs84 | undefined {
  if (system === undefined || system === "WGS-84" || system === "CGCS2000") return undefined;
  if (system === "local") {
    const plane = fitControlPoints(controlPoints, controlPoints.length >= 3 ? "affine" : "similarity");
    if (!plane)
      throw new Error("A local plane needs at least two control points that lie apart (three not on one line).");
    return plane.toDegrees;
  }
  return shifts[system] ?? epsgProjection(codeOf(system))?.inverse;
}

/** Nested coordinates with every position shifted; what is no position stays, for the check to refuse. */
function shiftCoordinates(coordinates: unknown, shift: ToWgs84): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  const [x, y] = coordinates;
  if (typeof x === "number" && typeof y === "number") return shift(x, y);
  return coordinates.map((part) => shiftCoordinates(part, shift));
}

/** Well-known binary with every position shifted; bytes that are none stay, for the check to refuse. */
function shiftWkb(bytes: Uint8Array, shift: ToWgs84): Uint8Array {
  try {
    const geometry = readWkb(bytes);
    const coords = new Float64Array(geometry.coords.length);
    for (let at = 0; at < coords.length; at += 2) {
      const [lon, lat] = shift(geometry.coords[at] ?? Number.NaN, geometry.coords[at + 1] ?? Number.NaN);
      coords[at] = lon;
      coords[at + 1] = lat;
    }
    return writeWkb({ ...geometry, coords });
  } catch (error) {
    if (error instanceof Fault) return bytes;
    throw error;
  }
}

function shiftGeometry(geometry: unknown, shift: ToWgs84): unknown {
  if (geometry instanceof Uint8Array) return shiftWkb(geometry, shift);
  if (typeof geometry !== "object" || geometry === null || !("coordinates" in geometry)) return geometry;
  return { ...geometry, coordinates: shiftCoordinates(geometry.coordinates, shift) };
}

/** Converted rows with their positions and geometries in WGS-84. */
export function toWgs84(rows: RawTable, shift: ToWgs84 | undefined): RawTable {
  if (!shift) return rows;
  const { lon, lat, geometry } = rows;
  const shifted: Record<string, RawTable[string]> = { ...rows };
  if (lon && lat) {
    const [xs, ys]: [unknown[], unknown[]] = [new Array(lon.length), new Array(lon.length)];
    for (let row = 0; row < lon.length; row++) {
      const [x, y]: [unknown, unknown] = [lon[row], lat[row]];
      [xs[row], ys[row]] = typeof x === "number" && typeof y === "number" ? shift(x, y) : [x, y];
    }
    shifted.lon = xs;
    shifted.lat = ys;
  }
  if (geometry) shifted.geometry = Array.from(geometry, (shape) => shiftGeometry(shape, shift));
  return shifted;
}

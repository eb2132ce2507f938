import { type Position, wgs84FromBd09, wgs84FromGcj02 } from "../../src/lib/gcj02.ts";
import type { RawTable } from "./types.ts";

/** The coordinate systems that a source file may have. */
export const coordinateSystems = ["WGS-84", "CGCS2000", "GCJ-02", "BD-09"] as const;
export type CoordinateSystem = (typeof coordinateSystems)[number];

type Shift = (lon: number, lat: number) => Position;

const shifts: Readonly<Partial<Record<CoordinateSystem, Shift>>> = { "GCJ-02": wgs84FromGcj02, "BD-09": wgs84FromBd09 };

/** Nested coordinates with every position shifted; what is no position stays, for the writer to refuse. */
function shiftCoordinates(coordinates: unknown, shift: Shift): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  const [lon, lat] = coordinates;
  if (typeof lon === "number" && typeof lat === "number") return shift(lon, lat);
  return coordinates.map((part) => shiftCoordinates(part, shift));
}

function shiftGeometry(geometry: unknown, shift: Shift): unknown {
  if (typeof geometry !== "object" || geometry === null || !("coordinates" in geometry)) return geometry;
  return { ...geometry, coordinates: shiftCoordinates(geometry.coordinates, shift) };
}

/** Converted rows with their positions and geometries in WGS-84. */
export function toWgs84(rows: RawTable, system: CoordinateSystem | undefined): RawTable {
  const shift = system && shifts[system];
  if (!shift) return rows;
  const { lon, lat, geometry } = rows;
  const shifted: Record<string, RawTable[string]> = { ...rows };
  if (lon && lat) {
    const positions = Array.from(lon, (x, row) => {
      const y = lat[row];
      return typeof x === "number" && typeof y === "number" ? shift(x, y) : [x, y];
    });
    shifted.lon = positions.map(([x]) => x);
    shifted.lat = positions.map(([, y]) => y);
  }
  if (geometry) shifted.geometry = Array.from(geometry, (shape) => shiftGeometry(shape, shift));
  return shifted;
}

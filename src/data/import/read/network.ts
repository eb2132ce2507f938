import { haversineMetres } from "../../../lib/geodesy.ts";
import { splitRoads } from "../../../lib/road-split.ts";
import type { SourceRows } from "../convert.ts";
import type { ToWgs84 } from "../coordinates.ts";
import type { GeoJsonGeometry } from "../rows.ts";

const isGeometry = (value: unknown): value is GeoJsonGeometry =>
  typeof value === "object" && value !== null && "type" in value && "coordinates" in value;

/** The lines of a geometry; of anything else none. */
function linesOf(geometry: unknown): number[][][] {
  if (!isGeometry(geometry) || !Array.isArray(geometry.coordinates)) return [];
  // The kind says how deep the coordinates are nested; points that are none are refused with their edge.
  if (geometry.type === "LineString") return [geometry.coordinates as number[][]];
  return geometry.type === "MultiLineString" ? (geometry.coordinates as number[][][]) : [];
}

function lengthMetres(points: readonly (readonly number[])[], shift: ToWgs84): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] ?? [], points[i] ?? []];
    sum += haversineMetres(...shift(a[0] ?? 0, a[1] ?? 0), ...shift(b[0] ?? 0, b[1] ?? 0));
  }
  return Math.round(sum * 10) / 10;
}

/**
 * Rows of lines as the edges or the nodes of a road network, split where lines share a vertex. The columns of a line are
 * repeated for each of its edges.
 */
export function networkRows(
  source: SourceRows,
  what: "edges" | "nodes",
  shift: ToWgs84 = (x, y) => [x, y],
): SourceRows {
  const geometries = source.columns.get("$geometry");
  const owner: number[] = [];
  const lines: number[][][] = [];
  for (let row = 0; row < source.rows; row++) {
    for (const line of linesOf(geometries?.[row])) {
      owner.push(row);
      lines.push(line);
    }
  }
  const { line, from, to, coords, nodes } = splitRoads(lines);
  if (what === "nodes") {
    const numbers = nodes.map((_, node) => node + 1);
    const columns = new Map<string, unknown[]>([
      ["$row", numbers],
      ["$node", numbers],
      ["$lon", nodes.map(([x]) => x)],
      ["$lat", nodes.map(([, y]) => y)],
    ]);
    return { rows: nodes.length, columns, firstRow: 1 };
  }
  const columns = new Map<string, unknown[]>();
  for (const [name, values] of source.columns) {
    columns.set(
      name,
      line.map((index) => values[owner[index] ?? 0]),
    );
  }
  columns.set(
    "$edge",
    line.map((_, edge) => edge + 1),
  );
  columns.set(
    "$from",
    from.map((node) => node + 1),
  );
  columns.set(
    "$to",
    to.map((node) => node + 1),
  );
  columns.set(
    "$length",
    coords.map((points) => lengthMetres(points, shift)),
  );
  columns.set(
    "$geometry",
    coords.map((coordinates) => ({ type: "LineString", coordinates })),
  );
  return { rows: line.length, columns, firstRow: 1 };
}

import { metresPerDegree } from "./geodesy.ts";

/** A place known in both systems: metres of a local plane, and WGS-84 degrees. */
export type ControlPoint = readonly [x: number, y: number, lon: number, lat: number];

/** How a local plane lies on the earth, found from control points. */
export interface LocalPlane {
  /** Metres of the plane to degrees. */
  toDegrees(x: number, y: number): [lon: number, lat: number];
  /** Root of the mean squared distance between control points and where the fit puts them, in metres. */
  readonly rmsMetres: number;
  readonly kind: "similarity" | "affine";
}

/** Solves a small system of linear equations by elimination with pivots; undefined where it has no single solution. */
function solve(matrix: number[][], right: number[]): number[] | undefined {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++) {
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    }
    if (Math.abs(rows[pivot][column]) < 1e-12) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = rows[row][column] / rows[column][column];
      for (let k = column; k <= n; k++) rows[row][k] -= factor * rows[column][k];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

/** Least squares by the normal equations. */
function leastSquares(design: readonly number[][], observed: readonly number[]): number[] | undefined {
  const size = design[0].length;
  const normal = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const right = new Array<number>(size).fill(0);
  design.forEach((row, k) => {
    for (let i = 0; i < size; i++) {
      right[i] += row[i] * observed[k];
      for (let j = 0; j < size; j++) normal[i][j] += row[i] * row[j];
    }
  });
  return solve(normal, right);
}

/**
 * Fits a local plane to control points by least squares: a similarity (shift, turn, scale) from two points, an affine map
 * from three that do not lie on one line. Undefined where the points do not determine it.
 */
export function fitControlPoints(points: readonly ControlPoint[], kind: LocalPlane["kind"]): LocalPlane | undefined {
  if (points.length < (kind === "similarity" ? 2 : 3)) return undefined;
  const mean = (index: number) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x0, y0, lon0, lat0] = [mean(0), mean(1), mean(2), mean(3)];
  const per = metresPerDegree(lat0);
  const spread = Math.max(...points.map(([x, y]) => Math.hypot(x - x0, y - y0)));
  if (!(spread > 0)) return undefined;
  const design: number[][] = [];
  const observed: number[] = [];
  for (const [x, y, lon, lat] of points) {
    const [u, v] = [(x - x0) / spread, (y - y0) / spread];
    design.push(
      ...(kind === "similarity"
        ? [
            [u, -v, 1, 0],
            [v, u, 0, 1],
          ]
        : [
            [u, v, 1, 0, 0, 0],
            [0, 0, 0, u, v, 1],
          ]),
    );
    observed.push((lon - lon0) * per.lon, (lat - lat0) * per.lat);
  }
  const found = leastSquares(design, observed);
  if (!found) return undefined;
  const [a, b, c, d, e, f] =
    kind === "similarity" ? [found[0], -found[1], found[2], found[1], found[0], found[3]] : found;
  const toMetres = (x: number, y: number): [number, number] => {
    const [u, v] = [(x - x0) / spread, (y - y0) / spread];
    return [a * u + b * v + c, d * u + e * v + f];
  };
  const squares = points.reduce((sum, [x, y, lon, lat]) => {
    const [east, north] = toMetres(x, y);
    return sum + (east - (lon - lon0) * per.lon) ** 2 + (north - (lat - lat0) * per.lat) ** 2;
  }, 0);
  return {
    kind,
    rmsMetres: Math.sqrt(squares / points.length),
    toDegrees(x, y) {
      const [east, north] = toMetres(x, y);
      return [lon0 + east / per.lon, lat0 + north / per.lat];
    },
  };
}

import { createPolygonIndex } from "./point-in-polygon.ts";

/** A wavy coverage of `side` × `side` polygons over the unit square: shared edges have `pieces` segments. */
function wavyCoverage(side: number, pieces: number): { coords: Float64Array; ringEnds: number[] }[] {
  const bend = (u: number, v: number): [number, number] => [
    u + (Math.sin(37 * v) * Math.sin(Math.PI * u)) / (3 * side),
    v + (Math.sin(41 * u) * Math.sin(Math.PI * v)) / (3 * side),
  ];
  return Array.from({ length: side * side }, (_, k) => {
    const [i, j] = [k % side, Math.floor(k / side)];
    const ring: number[] = [];
    const at = (a: number, b: number): number =>
      ring.push(...bend((i * pieces + a) / (side * pieces), (j * pieces + b) / (side * pieces)));
    for (let t = 0; t < pieces; t++) at(t, 0);
    for (let t = 0; t < pieces; t++) at(pieces, t);
    for (let t = pieces; t > 0; t--) at(t, pieces);
    for (let t = pieces; t >= 0; t--) at(0, t);
    return { coords: Float64Array.from(ring), ringEnds: [ring.length / 2] };
  });
}

/** The speed of the join of points to 2,025 polygons with 60 corners each, on one thread. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const polygons = wavyCoverage(45, 15);
  const count = 4_000_000;
  let state = 12345;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const lon = Float64Array.from({ length: count }, random);
  const lat = Float64Array.from({ length: count }, random);
  const out = new Int32Array(count);
  const built = performance.now();
  const index = createPolygonIndex(polygons);
  const ready = performance.now();
  index.locate(lon, lat, out);
  const seconds = (performance.now() - ready) / 1000;
  return [
    { name: "points in 2,025 polygons: join", value: count / seconds / 1e6, unit: "M points/s", promise: "≥ 2" },
    { name: "points in 2,025 polygons: build", value: ready - built, unit: "ms" },
  ];
}

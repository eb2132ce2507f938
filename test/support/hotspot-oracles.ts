import type { Polygons } from "../../src/domain/geometry.ts";
import { type Csr, csrFromPairs } from "../../src/lib/csr.ts";
import { sharedJson, sharedText } from "./shared.ts";

/** Run a generator kernel to its result. */
export function finish<Out>(kernel: Generator<number, Out, void>): Out {
  for (;;) {
    const step = kernel.next();
    if (step.done) return step.value;
  }
}

/** A graph from lists of neighbours, numbered from 0. */
export function csrFromLists(lists: readonly (readonly number[])[]): Csr {
  const from = lists.flatMap((list, i) => list.map(() => i));
  return csrFromPairs(lists.length, from, lists.flat());
}

/** Largest |a − b| over max(1, |b|), and infinite where only one of them is a number. */
export function worstDifference(a: ArrayLike<number>, b: ArrayLike<number | null | string>): number {
  let worst = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < b.length; i++) {
    const expected = b[i];
    if (typeof expected !== "number" || Number.isNaN(expected)) {
      if (!Number.isNaN(a[i])) worst = Infinity;
    } else if (Number.isNaN(a[i])) worst = Infinity;
    else worst = Math.max(worst, Math.abs(a[i] - expected) / Math.max(1, Math.abs(expected)));
  }
  return worst;
}

interface Feature {
  readonly geometry: { readonly type: string; readonly coordinates: number[][][] | number[][][][] };
}

/** The polygons of a shared GeoJSON file as flat arrays. */
export function sharedPolygons(path: string): Polygons {
  return flatPolygons(
    sharedJson<{ features: Feature[] }>(path).features.map(({ geometry }) =>
      geometry.type === "Polygon" ? [geometry.coordinates as number[][][]] : (geometry.coordinates as number[][][][]),
    ),
  );
}

/** Areas of polygons of closed rings of positions as flat arrays. */
export function flatPolygons(areas: readonly (readonly (readonly (readonly number[][])[])[])[]): Polygons {
  const coordinates: number[] = [];
  const [ringOffsets, polygonOffsets, featureOffsets] = [[0], [0], [0]];
  for (const area of areas) {
    for (const polygon of area) {
      for (const ring of polygon) {
        for (const [x, y] of ring) coordinates.push(x, y);
        ringOffsets.push(coordinates.length / 2);
      }
      polygonOffsets.push(ringOffsets.length - 1);
    }
    featureOffsets.push(polygonOffsets.length - 1);
  }
  return {
    coordinates: new Float64Array(coordinates),
    ringOffsets: new Uint32Array(ringOffsets),
    polygonOffsets: new Uint32Array(polygonOffsets),
    featureOffsets: new Uint32Array(featureOffsets),
  };
}

/** Washington's single-member districts and the number of cases in each (even-odd rule). */
export function washington(): { areas: Polygons; cases: Float64Array } {
  const areas = sharedPolygons("data/dc/layers/single-member-district-2013.geojson");
  const [header = "", ...lines] = sharedText("data/dc/cases.csv.gz").trim().split("\n");
  const [lon, lat] = ["lon", "lat"].map((name) => header.trim().split(",").indexOf(name));
  const count = areas.featureOffsets.length - 1;
  const cases = new Float64Array(count);
  const boxes = Array.from({ length: count }, (_, f) => boxOfArea(areas, f));
  for (const line of lines) {
    const cells = line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map((cell) => cell.replace(/,$/, "")) ?? [];
    const [x, y] = [Number(cells[lon]), Number(cells[lat])];
    const f = boxes.findIndex(
      ([west, south, east, north], k) =>
        x >= west && x <= east && y >= south && y <= north && isInside(areas, k, [x, y]),
    );
    if (f >= 0) cases[f]++;
  }
  return { areas, cases };
}

function boxOfArea({ coordinates, ringOffsets, polygonOffsets, featureOffsets }: Polygons, f: number): number[] {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const from = ringOffsets[polygonOffsets[featureOffsets[f]]];
  const to = ringOffsets[polygonOffsets[featureOffsets[f + 1]]];
  for (let v = from; v < to; v++) {
    for (const axis of [0, 1]) {
      box[axis] = Math.min(box[axis], coordinates[2 * v + axis]);
      box[axis + 2] = Math.max(box[axis + 2], coordinates[2 * v + axis]);
    }
  }
  return box;
}

function isInside({ coordinates, ringOffsets, polygonOffsets, featureOffsets }: Polygons, f: number, at: number[]) {
  const [x, y] = at;
  let inside = false;
  for (let r = polygonOffsets[featureOffsets[f]]; r < polygonOffsets[featureOffsets[f + 1]]; r++) {
    for (let v = ringOffsets[r] + 1; v < ringOffsets[r + 1]; v++) {
      const [ax, ay] = [coordinates[2 * v - 2], coordinates[2 * v - 1]];
      const [bx, by] = [coordinates[2 * v], coordinates[2 * v + 1]];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

import {
  type DegreesBox,
  h3AreaKm2,
  h3Bits,
  h3CellAt,
  h3CellsInBox,
  h3Centre,
  h3Neighbours,
  h3Outlines,
  h3ResolutionFor,
} from "../../../lib/h3.ts";
import type { Cells, Ground } from "./ground.ts";
import type { Params } from "./params.ts";

const batch = 32_768;

/** Cells of the level of H3 nearest to the wanted size: those whose centre lies inside, and those with a case. */
export function* h3Cells(ground: Ground, box: DegreesBox, { sizeMetres }: Params): Generator<number, Cells, void> {
  const resolution = h3ResolutionFor(sizeMetres);
  const covering = h3CellsInBox(box, resolution);
  const counts = new Map<string, number>();
  for (let i = 0; i < ground.lon.length; i++) {
    if (!Number.isFinite(ground.lon[i] + ground.lat[i])) continue;
    const cell = h3CellAt(ground.lon[i], ground.lat[i], resolution);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
    if (i % batch === batch - 1) yield (0.7 * i) / ground.lon.length;
  }
  const inside = ground.ringOffsets.length > 1 ? outlineTest(ground, box) : () => true;
  const kept = new Set(covering.filter((cell) => inside(h3Centre(cell))));
  for (const cell of counts.keys()) kept.add(cell);
  yield 0.8;
  const cells = [...kept].sort();
  const centres = cells.map(h3Centre);
  const { high, low } = h3Bits(cells);
  const km2 = cells.reduce((sum, cell) => sum + h3AreaKm2(cell), 0) / cells.length;
  return {
    cases: Float64Array.from(cells, (cell) => counts.get(cell) ?? 0),
    lon: Float64Array.from(centres, ([lon]) => lon),
    lat: Float64Array.from(centres, ([, lat]) => lat),
    km2: Float64Array.of(km2),
    widthMetres: Float64Array.of(1000 * Math.sqrt((2 * km2) / Math.sqrt(3))),
    ...h3Neighbours(cells),
    ...h3Outlines(cells),
    h3High: high,
    h3Low: low,
  };
}

/** Bands of latitude that the border is sorted into, so that a place is compared with little of it. */
const bands = 512;

/** Whether a place lies inside the rings: a border that two areas share is crossed twice and so does not count. */
function outlineTest({ coordinates, ringOffsets }: Ground, [, south, , north]: DegreesBox) {
  const bandOf = (lat: number) =>
    Math.min(bands - 1, Math.max(0, Math.floor(((lat - south) / (north - south || 1)) * bands)));
  const edges: number[][] = Array.from({ length: bands }, () => []);
  for (let r = 0; r + 1 < ringOffsets.length; r++) {
    for (let v = ringOffsets[r] + 1; v < ringOffsets[r + 1]; v++) {
      const [from, to] = [bandOf(coordinates[2 * v - 1]), bandOf(coordinates[2 * v + 1])];
      for (let band = Math.min(from, to); band <= Math.max(from, to); band++) edges[band].push(v);
    }
  }
  return ([lon, lat]: readonly [number, number]): boolean => {
    let crossings = 0;
    for (const v of edges[bandOf(lat)]) {
      const [ax, ay, bx, by] = coordinates.subarray(2 * v - 2, 2 * v + 2);
      if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) crossings++;
    }
    return crossings % 2 === 1;
  };
}

import type { DatasetMeta, DatasetWriter, GeoJsonGeometry, RawTable } from "./types.ts";

/** The four squares of the hand-made town, each 0.01° wide: south-west, south-east, north-west, north-east. */
export const miniIds = ["g-sw", "g-se", "g-nw", "g-ne"] as const;

const west = 121.4;
const south = 31.2;
const size = 0.01;

/** A square of the town's lattice, `x` and `y` in squares from its south-western corner. */
export function miniSquare(x: number, y: number, across = 1): GeoJsonGeometry {
  const at = (i: number, j: number): number[] => [west + i * size, south + j * size];
  const corners = [at(x, y), at(x + across, y), at(x + across, y + across), at(x, y + across), at(x, y)];
  return { type: "Polygon", coordinates: [corners] };
}

/** Two levels of areas: one subdistrict and its four duty grids. */
export const miniAreas: RawTable = {
  area_id: ["town", ...miniIds],
  name: ["Town", "South-west", "South-east", "North-west", "North-east"],
  level: ["street_town", "duty_grid", "duty_grid", "duty_grid", "duty_grid"],
  parent_id: [null, "town", "town", "town", "town"],
  geometry: [miniSquare(0, 0, 2), miniSquare(0, 0), miniSquare(1, 0), miniSquare(0, 1), miniSquare(1, 1)],
};

/** Six cases: one in each square, one on the corner that all four share, one outside; over two months. */
export const miniCases: RawTable = {
  case_id: ["c1", "c2", "c3", "c4", "c5", "c6"],
  category: ["event", "component", "event", "event", "component", "event"],
  status: ["closed", "closed", "handling", "closed", "handling", "closed"],
  source: ["patrol", null, "patrol", "video", null, "patrol"],
  lon: [west + 0.005, west + 0.015, west + 0.005, west + 0.015, west + size, 121.425],
  lat: [south + 0.005, south + 0.005, south + 0.015, south + 0.015, south + size, south + 0.005],
  reported_at: [
    "2024-01-31 23:59:59",
    "2024-02-01 00:00:00",
    "2024-01-03 08:00:00",
    "2024-02-29 12:30:00",
    "2024-02-02 10:00:00",
    "2024-01-15T07:15:00",
  ],
  closed_at: ["2024-02-03 10:00:00", "2024-02-01 09:00:00", null, "2024-03-01 10:00:00", null, "2024-01-16 07:15:00"],
};

/** What the hand-made town says about itself. */
export const miniMeta: DatasetMeta = {
  id: "mini-town",
  title: { "zh-CN": "小镇", en: "Mini town" },
  simulated: true,
  licence: "MIT",
  attribution: 'the tests\' own "town"',
  timeZone: "Asia/Shanghai",
  coordinateSystem: "WGS-84",
};

/** Fills a writer with the hand-made town. */
export async function writeMiniTown(writer: DatasetWriter): Promise<void> {
  await writer.add("areas", miniAreas);
  await writer.add("cases", miniCases);
}

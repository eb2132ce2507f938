import { expect, test } from "vitest";
import { bd09FromGcj02, gcj02FromWgs84, wgs84FromBd09, wgs84FromGcj02 } from "./gcj02.ts";

/** Published pairs: WGS-84 lon, lat → GCJ-02 lon, lat. */
const pairs = [
  [121.5272106, 31.1774276, 121.531541859215, 31.17530398364597],
  [113.912316, 22.543847, 113.9171764808363, 22.540796131694766],
  [116.377817, 39.911954, 116.38404722455657, 39.91334545536069],
] as const;

test.each(pairs)("%d %d is shifted as published", (lon, lat, gcjLon, gcjLat) => {
  const [x, y] = gcj02FromWgs84(lon, lat);
  expect(x).toBeCloseTo(gcjLon, 10);
  expect(y).toBeCloseTo(gcjLat, 10);
});

test.each(pairs)("%d %d comes back within a millimetre", (lon, lat, gcjLon, gcjLat) => {
  const [x, y] = wgs84FromGcj02(gcjLon, gcjLat);
  expect(x).toBeCloseTo(lon, 8);
  expect(y).toBeCloseTo(lat, 8);
});

test("People's Square is where Baidu has it, and comes back within a metre", () => {
  const [lon, lat] = bd09FromGcj02(121.478223059, 31.228457738);
  expect(lon).toBeCloseTo(121.484781469, 8);
  expect(lat).toBeCloseTo(31.234310594, 8);
  const [x, y] = wgs84FromBd09(lon, lat);
  expect(x).toBeCloseTo(121.4737, 5);
  expect(y).toBeCloseTo(31.2304, 5);
});

test("positions outside China stay", () => {
  expect(gcj02FromWgs84(-77.03, 38.9)).toEqual([-77.03, 38.9]);
  expect(wgs84FromGcj02(-77.03, 38.9)).toEqual([-77.03, 38.9]);
});

import { expect, test } from "vitest";
import type { Box } from "../domain/manifest.ts";
import { boxQuantiser, latitudeOf, longitudeOf, maxLatitude, mercatorX, mercatorY, unquantise } from "./mercator.ts";

const city: Box = [121.31, 31.09, 121.63, 31.37];

/** The quantiser for single values. */
function single(box: Box) {
  const quantiser = boxQuantiser(box);
  const one = (fill: "xs" | "ys") => (value: number) => {
    const out = new Uint16Array(1);
    quantiser[fill]([value], out);
    return out[0] ?? Number.NaN;
  };
  return { x: one("xs"), y: one("ys") };
}

test("the corners of the Web-Mercator square are at 0 and 1", () => {
  expect(mercatorX(-180)).toBe(0);
  expect(mercatorX(180)).toBe(1);
  expect(mercatorY(0)).toBeCloseTo(0.5, 12);
  expect(mercatorY(maxLatitude)).toBeCloseTo(0, 12);
  expect(mercatorY(-90)).toBeCloseTo(1, 12);
});

test("a position projected and back is itself", () => {
  for (const lat of [-80, -31.2, 0, 31.23, 66]) expect(latitudeOf(mercatorY(lat))).toBeCloseTo(lat, 10);
  for (const lon of [-179, 0, 121.47]) expect(longitudeOf(mercatorX(lon))).toBeCloseTo(lon, 10);
});

test("the corners of a box have the extreme coordinates, and positions outside are moved to them", () => {
  const { x, y } = single(city);
  expect([x(121.31), y(31.37)]).toEqual([0, 0]);
  expect([x(121.63), y(31.09)]).toEqual([65535, 65535]);
  expect([x(0), y(90), x(180), y(-90)]).toEqual([0, 0, 65535, 65535]);
});

test.each<[string, Box, number]>([
  ["a city", city, 0],
  ["a continent", [-30, -40, 60, 70], 1],
])("the interpolated y differs from the formula's by no more than rounding in %s", (_, box, slack) => {
  const { y } = single(box);
  const [, south, , north] = box;
  for (let i = 0; i <= 10_000; i++) {
    const lat = south + ((north - south) * i) / 10_000;
    const exact = ((mercatorY(lat) - mercatorY(north)) / (mercatorY(south) - mercatorY(north))) * 65535;
    expect(Math.abs(y(lat) - exact)).toBeLessThanOrEqual(0.52 + slack);
  }
});

test("a quantised position comes back within half a step", () => {
  const { x, y } = single(city);
  const [lon, lat] = unquantise(city, x(121.4567), y(31.2345));
  expect(Math.abs(lon - 121.4567)).toBeLessThan((121.63 - 121.31) / 65535);
  expect(Math.abs(lat - 31.2345)).toBeLessThan((31.37 - 31.09) / 65535);
});

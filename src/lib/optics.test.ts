import { describe, expect, test } from "vitest";
import {
  assumedBits,
  azimuthOfDirectionType,
  type CameraFields,
  densityRangeMetres,
  fieldOfViewDeg,
  groundLimits,
  opticsOf,
  watchedRing,
} from "./optics.ts";

const nothing: CameraFields = {
  ptzType: Number.NaN,
  azimuthDeg: Number.NaN,
  mountHeightMetres: Number.NaN,
  tiltDeg: Number.NaN,
  focalMm: Number.NaN,
  sensorWidthMm: Number.NaN,
  sensorHeightMm: Number.NaN,
  hfovDeg: Number.NaN,
  vfovDeg: Number.NaN,
  resolutionWidthPx: Number.NaN,
  resolutionHeightPx: Number.NaN,
  maxRangeMetres: Number.NaN,
};
const fixed: CameraFields = {
  ...nothing,
  ptzType: 3,
  azimuthDeg: 90,
  mountHeightMetres: 6,
  tiltDeg: 30,
  hfovDeg: 68,
  vfovDeg: 40,
  resolutionWidthPx: 1920,
  resolutionHeightPx: 1080,
};
const all = Object.values(assumedBits).reduce((sum, bit) => sum + bit, 0);

describe("pixel density", () => {
  test.each([
    [25, 56.93],
    [62.5, 22.77],
    [63, 22.59],
    [125, 11.39],
    [250, 5.69],
  ])("a 4 mm lens on 5.396 mm at 1920 px has %d px/m at %d m", (density, metres) => {
    const hfovDeg = fieldOfViewDeg(5.396, 4);
    expect(hfovDeg).toBeCloseTo(68, 1);
    expect(densityRangeMetres({ resolutionWidthPx: 1920, hfovDeg }, density)).toBeCloseTo(metres, 2);
  });

  test("60° at 1920 px reaches 66.5, 26.6, 13.3 and 6.65 m", () => {
    const reach = [25, 62.5, 125, 250].map((d) => densityRangeMetres({ resolutionWidthPx: 1920, hfovDeg: 60 }, d));
    expect(reach.map((metres) => Number(metres.toFixed(2)))).toEqual([66.51, 26.6, 13.3, 6.65]);
  });

  test("a camera without any field of view or pixels reaches nothing", () => {
    expect(densityRangeMetres({ resolutionWidthPx: 1920, hfovDeg: 0 }, 25)).toBe(0);
    expect(densityRangeMetres({ resolutionWidthPx: 0, hfovDeg: 60 }, 25)).toBe(0);
  });
});

describe("ground", () => {
  test.each([
    [6, 30, 40, 5.03, 34.03],
    [4, 25, 30, 4.77, 22.69],
    [6, 15, 36, 9.24, Number.POSITIVE_INFINITY],
  ])("from %d m, %d° down, %d° high: %d to %d m", (height, tilt, vfov, near, far) => {
    const limits = groundLimits(height, tilt, vfov);
    expect(limits.near).toBeCloseTo(near, 2);
    if (Number.isFinite(far)) expect(limits.far).toBeCloseTo(far, 2);
    else expect(limits.far).toBe(far);
  });

  test("a far limit without bound is capped at √(d² − h²)", () => {
    const optics = opticsOf({ ...fixed, hfovDeg: fieldOfViewDeg(5.396, 4), tiltDeg: 15, vfovDeg: 36 });
    expect(watchedRing(optics, 25).far).toBeCloseTo(Math.sqrt(56.93 ** 2 - 36), 2);
    expect(watchedRing({ ...optics, maxRangeMetres: 40 }, 25).far).toBe(40);
  });

  test("a camera higher than its range, or looking up, sees no ground", () => {
    const { near, far } = watchedRing(opticsOf({ ...fixed, mountHeightMetres: 80 }), 25);
    expect(far).toBeLessThanOrEqual(near);
    expect(groundLimits(6, -40, 30).near).toBe(Number.POSITIVE_INFINITY);
    expect(groundLimits(6, 80, 30).near).toBe(0);
  });

  test("one that turns has no near blind ring", () => {
    const { near, far } = watchedRing(opticsOf({ ...fixed, ptzType: 1 }), 25);
    expect(near).toBe(0);
    expect(far).toBeCloseTo(Math.sqrt((1920 / (50 * Math.tan((34 * Math.PI) / 180))) ** 2 - 36), 6);
  });
});

describe("missing fields", () => {
  test("every field of an empty record is assumed, and only then", () => {
    expect(opticsOf(nothing).assumed).toBe(all);
    expect(opticsOf(fixed).assumed).toBe(0);
    expect(opticsOf({ ...fixed, tiltDeg: Number.NaN }).assumed).toBe(assumedBits.tilt);
    expect(opticsOf({ ...fixed, vfovDeg: Number.NaN }).assumed).toBe(assumedBits.vfov);
  });

  test("lens and sensor give the field of view without an assumption", () => {
    const optics = opticsOf({ ...fixed, hfovDeg: Number.NaN, focalMm: 4, sensorWidthMm: 5.396 });
    expect(optics.hfovDeg).toBeCloseTo(68, 1);
    expect(optics.assumed).toBe(0);
  });

  test("without a direction a fixed camera counts as one that could look anywhere", () => {
    expect(opticsOf({ ...fixed, azimuthDeg: Number.NaN }).watch).toBe("disc");
    expect(opticsOf({ ...fixed, azimuthDeg: Number.NaN }).assumed).toBe(assumedBits.azimuth);
    expect(opticsOf(fixed).watch).toBe("sector");
    expect(opticsOf({ ...fixed, ptzType: 6, hfovDeg: Number.NaN })).toMatchObject({ watch: "panorama", hfovDeg: 360 });
  });

  test("zero is a value, not a missing one", () => {
    expect(opticsOf({ ...fixed, hfovDeg: 0 })).toMatchObject({ hfovDeg: 0, assumed: 0 });
  });

  test("direction codes are the ways the camera looks", () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map(azimuthOfDirectionType)).toEqual([90, 270, 180, 0, 135, 45, 225, 315]);
    expect(azimuthOfDirectionType(9)).toBeNaN();
  });
});

import { expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import {
  bermanDiggleBandwidth,
  candidateBandwidths,
  cronieVanLieshoutBandwidth,
  likelihoodBandwidth,
  ripleyK,
  shareOfPairsBandwidth,
} from "./bandwidth-plane.ts";
import { createRandom } from "./random.ts";

interface Redwood {
  readonly x: number[];
  readonly y: number[];
  readonly bw: Record<"diggle" | "ppl" | "CvL" | "frac", number>;
}
const path = "oracles/01-kde/kde_spatstat_redwood.json";
test.skipIf(!hasShared(path))("bandwidths chosen for the redwoods equal spatstat's", () => {
  const { x, y, bw } = sharedJson<Redwood>(path);
  const points = { x: Float64Array.from(x), y: Float64Array.from(y) };
  const box = { minX: 0, maxX: 1, minY: -1, maxY: 0 };
  expect(likelihoodBandwidth(points, box)).toBeCloseTo(bw.ppl, 12);
  expect(cronieVanLieshoutBandwidth(points, box)).toBeCloseTo(bw.CvL, 12);
  expect(bermanDiggleBandwidth(points, box)).toBeCloseTo(bw.diggle, 12);
  // spatstat takes the distances between pixels; here they are exact.
  expect(Math.abs(shareOfPairsBandwidth(box) - bw.frac)).toBeLessThan(1e-3);
});

test("Ripley's K of points at random is the area of a disc, edges and all", () => {
  const random = createRandom(5);
  const draw = (most: number) => Float64Array.from({ length: 3000 }, () => random.between(0, most));
  const points = { x: draw(3), y: draw(2) };
  const r = Float64Array.of(0, 0.1, 0.2, 0.4);
  const k = ripleyK(points, { minX: 0, maxX: 3, minY: 0, maxY: 2 }, r);
  for (const [row, distance] of r.entries()) expect(k[row]).toBeCloseTo(Math.PI * distance * distance, 1);
});

test("candidates run from the nearest pair to half the diagonal, and points in one place have none", () => {
  const box = { minX: 0, maxX: 3, minY: 0, maxY: 4 };
  const points = { x: Float64Array.of(1, 1, 1.5), y: Float64Array.of(1, 1, 1) };
  const widths = candidateBandwidths(points, box);
  expect([widths[0], widths[15]]).toEqual([0.5, expect.closeTo(2.5, 12)]);
  const same = { x: Float64Array.of(1, 1), y: Float64Array.of(1, 1) };
  expect(() => candidateBandwidths(same, box)).toThrow("points at different places");
});

test("a quarter of the pairs of places in a long box are as far apart as sampling says", () => {
  const random = createRandom(6);
  const box = { minX: 0, maxX: 2, minY: 0, maxY: 1 };
  const distance = shareOfPairsBandwidth(box, 0.25);
  let near = 0;
  for (let k = 0; k < 40_000; k++) {
    if (Math.hypot(2 * (random.float() - random.float()), random.float() - random.float()) <= distance) near++;
  }
  expect(near / 40_000).toBeCloseTo(0.25, 1);
});

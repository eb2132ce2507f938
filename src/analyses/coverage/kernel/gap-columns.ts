import type { Scene } from "../../../lib/city-scene.ts";
import { fromPlane } from "../../../lib/plane.ts";
import { type Gaps, gapRings } from "./gaps.ts";
import type { UnseenRuns } from "./union.ts";

/** The gaps as columns, with the outlines of the first `outlines` as flat polygons in degrees, outer ring first. */
export function* gapColumns({ plane, frame }: Scene, unseen: UnseenRuns, gaps: Gaps, outlines: number) {
  const cell = frame.cell ** 2;
  const ringStart = [0];
  const featureStart = [0];
  const points: number[] = [];
  const drawn = Math.min(gaps.cells.length, outlines);
  for (let g = 0; g < drawn; g++) {
    yield g / drawn;
    for (const ring of outerFirst(gapRings(frame, unseen, gaps, g))) {
      for (const value of ring) points.push(value);
      ringStart.push(points.length / 2);
    }
    featureStart.push(ringStart.length - 1);
  }
  return {
    gapArea: gaps.area,
    gapM2: gaps.cells.map((count) => count * cell),
    gapReachableM2: gaps.reachable.map((count) => count * cell),
    gapDemand: gaps.weight,
    gapLon: gaps.x.map((x) => x / plane.metresPerLon + plane.lon),
    gapLat: gaps.y.map((y) => y / plane.metresPerLat + plane.lat),
    gapCoordinates: fromPlane(plane, points),
    gapRingStart: Uint32Array.from(ringStart),
    gapFeatureStart: Uint32Array.from(featureStart),
    gapsLeftOut: Float64Array.of(gaps.small, gaps.smallCells * cell),
  };
}

/** A gap is connected, so that exactly one ring turns counter-clockwise: its outside. */
function outerFirst(rings: readonly number[][]): number[][] {
  const isOuter = (ring: readonly number[]) => {
    let twice = 0;
    for (let i = 0; i + 3 < ring.length; i += 2) twice += ring[i] * ring[i + 3] - ring[i + 2] * ring[i + 1];
    return twice > 0;
  };
  return [...rings.filter(isOuter), ...rings.filter((ring) => !isOuter(ring))];
}

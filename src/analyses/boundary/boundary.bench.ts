import { defaultParams } from "../../domain/analysis.ts";
import type { Polygons } from "../../domain/geometry.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const degreesPerMetre = 1e-5;

/** `side`² cells of about 100 m with bent sides, 13 points each: every place is in exactly one. */
function cells(side: number, seed: number): Polygons {
  const random = createRandom(seed, "cells");
  const corners = Array.from({ length: (side + 1) ** 2 }, (_, i) => [
    100 * (i % (side + 1)) + random.between(-25, 25),
    100 * Math.floor(i / (side + 1)) + random.between(-25, 25),
  ]);
  const coordinates: number[] = [];
  const ringOffsets = [0];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const at = [0, 1, side + 2, side + 1, 0].map((step) => row * (side + 1) + column + step);
      for (let k = 0; k < 4; k++) {
        // Both cells at a side compute its points from the same end.
        const [low, high] = [Math.min(at[k], at[k + 1]), Math.max(at[k], at[k + 1])];
        for (const step of [0, 1, 2]) {
          const share = at[k] === low ? step / 3 : 1 - step / 3;
          const [from, to] = [corners[low], corners[high]];
          coordinates.push(from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]));
        }
      }
      coordinates.push(...coordinates.slice(2 * ringOffsets[ringOffsets.length - 1]).slice(0, 2));
      ringOffsets.push(coordinates.length / 2);
    }
  }
  const each = Uint32Array.from({ length: side * side + 1 }, (_, i) => i);
  return {
    coordinates: Float64Array.from(coordinates, (value) => value * degreesPerMetre),
    ringOffsets: Uint32Array.from(ringOffsets),
    polygonOffsets: each,
    featureOffsets: each,
  };
}

function inputOf(first: Polygons, second?: Polygons) {
  return {
    coordinates: first.coordinates,
    rings: first.ringOffsets,
    polygons: first.polygonOffsets,
    features: first.featureOffsets,
    otherCoordinates: second?.coordinates ?? new Float64Array(),
    otherRings: second?.ringOffsets ?? new Uint32Array(1),
    otherPolygons: second?.polygonOffsets ?? new Uint32Array(1),
    otherFeatures: second?.featureOffsets ?? new Uint32Array(1),
    peopleLon: new Float64Array(),
    peopleLat: new Float64Array(),
    peopleCount: new Float64Array(),
  };
}

/** Topology of 10,000 cells (130,000 points) and 900 of them over 100 others. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const settings = defaultParams(params);
  const [many, some, few] = [cells(100, 1), cells(30, 2), cells(10, 3)];
  drain(run(inputOf(few), settings));
  const started = performance.now();
  drain(run(inputOf(many), settings));
  const checked = performance.now();
  drain(run(inputOf(few, some), settings));
  const crossed = performance.now();
  return [
    { name: "boundary check of 10,000 cells with 130,000 points", value: checked - started, unit: "ms" },
    { name: "900 cells laid over 100, with a comprehensive grid", value: crossed - checked, unit: "ms" },
  ];
}

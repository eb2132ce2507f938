import { expect, test } from "vitest";
import { metresPerDegree } from "./geodesy.ts";
import { chainLanes, cutLanes } from "./lanes.ts";
import { createPolygonIndex } from "./point-in-polygon.ts";

const origin = [121.4, 31.2] as const;
const scale = metresPerDegree(origin[1]);
/** Metres east and north of the origin, as degrees. */
const degrees = (metres: readonly number[]) =>
  metres.map((value, i) => (i % 2 === 0 ? origin[0] + value / scale.lon : origin[1] + value / scale.lat));

const box = (w: number, s: number, e: number, n: number) => ({
  coords: Float64Array.from(degrees([w, s, e, s, e, n, w, n, w, s])),
  ringEnds: [5],
});
/** Two communities side by side: 200 m wide and high. */
const communities = createPolygonIndex([box(0, 0, 200, 200), box(200, 0, 400, 200)]);

function cut(...lanes: readonly (readonly number[])[]) {
  const lines = {
    coordinates: Float64Array.from(lanes.flatMap(degrees)),
    lineOffsets: Uint32Array.from([0, ...lanes.keys()].map((_, i) => lanes.slice(0, i).flat().length / 2)),
  };
  const edges = lanes.map((_, lane) => [lane]);
  return cutLanes({ lines, edges }, communities, { awayMetres: 10, leastMetres: 20 });
}

test("a lane across the border is cut: 90 m less the 10 m at the border in one community, 40 m in the other", () => {
  const [lane, more] = cut([100, 100, 250, 100]);
  expect(more).toBeUndefined();
  expect(lane.areas.map(({ area }) => area)).toEqual([0, 1]);
  expect(lane.areas[0].metres).toBeCloseTo(90, -1);
  expect(lane.areas[1].metres).toBeCloseTo(40, -1);
});

test("a lane along the border, one that only looks over it, and one inside are not cut", () => {
  expect(cut([200, 20, 200, 180], [100, 100, 215, 100], [20, 20, 180, 180])).toEqual([]);
});

test("nameless edges go on where two meet and no other road does; names join edges anywhere", () => {
  const roadsAt = new Map([
    [1, 1],
    [2, 2],
    [3, 4],
    [4, 1],
  ]);
  expect(chainLanes({ names: ["", "", ""], from: [1, 2, 3], to: [2, 3, 4], roadsAt })).toEqual([[0, 1], [2]]);
  expect(chainLanes({ names: ["a", "b", "a"], from: [1, 2, 3], to: [2, 3, 4], roadsAt })).toEqual([[0, 2], [1]]);
});

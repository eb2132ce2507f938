import { expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import type { Polygons } from "../../domain/geometry.ts";
import { drain } from "../../engine/drive.ts";
import { metresPerDegree } from "../../lib/geodesy.ts";
import { polygonSet } from "../../lib/polygon-set.ts";
import { createRandom } from "../../lib/random.ts";
import { defectKinds } from "./kernel/defect-kinds.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const origin = [121.4, 31.2] as const;
const scale = metresPerDegree(origin[1]);

type Box = readonly [number, number, number, number];

/** Rectangles in metres east and north of the origin, in degrees. */
function areas(boxes: readonly Box[], clockwise = false): Polygons {
  return polygonSet(
    boxes.map(([w, s, e, n]) => {
      const ring = [w, s, e, s, e, n, w, n, w, s];
      const turned = clockwise ? [w, s, w, n, e, n, e, s, w, s] : ring;
      const coords = turned.map((v, i) => (i % 2 === 0 ? origin[0] + v / scale.lon : origin[1] + v / scale.lat));
      return { kind: "Polygon", coords: Float64Array.from(coords), ringEnds: [5], polygonEnds: [1] };
    }),
  );
}

const nobody = { lon: new Float64Array(), lat: new Float64Array(), count: new Float64Array() };

function inputOf(first: Polygons, second = polygonSet([]), people = nobody): Input {
  return {
    coordinates: first.coordinates,
    rings: first.ringOffsets,
    polygons: first.polygonOffsets,
    features: first.featureOffsets,
    otherCoordinates: second.coordinates,
    otherRings: second.ringOffsets,
    otherPolygons: second.polygonOffsets,
    otherFeatures: second.featureOffsets,
    peopleLon: people.lon,
    peopleLat: people.lat,
    peopleCount: people.count,
  };
}

const settings = defaultParams(params);
const check = (...boxes: readonly Box[]) => drain(run(inputOf(areas(boxes)), settings));
const kinds = (kind: Uint8Array) => Array.from(kind, (code) => defectKinds[code]);

test("an overlap of 200 m² between two blocks: its size, place, areas and who should have it", () => {
  const found = check([0, 0, 100, 100], [90, 80, 300, 200]);
  expect(kinds(found.kind)).toEqual(["overlap"]);
  expect(found.areaM2[0]).toBeCloseTo(200, 1);
  expect((found.lon[0] - origin[0]) * scale.lon).toBeCloseTo(95, 0);
  expect((found.lat[0] - origin[1]) * scale.lat).toBeCloseTo(90, 0);
  expect([...found.area]).toEqual([0, 1]);
  expect(found.shapeFeatures).toHaveLength(2);
});

test("a strip of 2 × 100 m between blocks is a narrow gap, and the repaired level has none", () => {
  const boxes: Box[] = [
    [0, 0, 100, 100],
    [102, 0, 200, 100],
    [0, 100, 200, 200],
    [0, -50, 200, 0],
  ];
  const found = check(...boxes);
  expect(kinds(found.kind)).toContain("gap");
  const gap = found.kind.indexOf(defectKinds.indexOf("gap"));
  expect([found.narrow[gap], found.areaM2[gap]]).toEqual([1, expect.closeTo(200, 1)]);
  const repaired = {
    coordinates: found.repairedCoordinates,
    ringOffsets: found.repairedRings,
    polygonOffsets: found.repairedPolygons,
    featureOffsets: found.repairedFeatures,
  };
  const again = drain(run(inputOf(repaired), settings));
  expect(kinds(again.kind)).toEqual([]);
});

test("a border without the neighbours' vertex is told once, with all three areas", () => {
  const found = check([0, 0, 100, 200], [100, 0, 200, 90], [100, 90, 200, 200]);
  expect(kinds(found.kind)).toEqual(["unmatched"]);
  expect(found.metres[0]).toBeCloseTo(200, 1);
  expect([...found.area].sort()).toEqual([0, 1, 2]);
});

test("blocks half a metre apart, open at both ends, leave an open gap", () => {
  const found = check([0, 0, 100, 100], [0, 100.5, 100, 200]);
  expect(kinds(found.kind)).toEqual(["open-gap"]);
  expect([...found.area].sort()).toEqual([0, 1]);
});

test("a level that turns clockwise throughout is noted; a single ring that does is a defect", () => {
  const boxes: Box[] = [
    [0, 0, 100, 100],
    [100, 0, 200, 100],
  ];
  const all = drain(run(inputOf(areas(boxes, true)), settings));
  expect([kinds(all.kind), [...all.totals]]).toEqual([[], [0, 1]]);
  const [one, other] = [areas([boxes[0]]), areas([boxes[1]], true)];
  const mixed: Polygons = {
    coordinates: Float64Array.from([...one.coordinates, ...other.coordinates]),
    ringOffsets: Uint32Array.of(0, 5, 10),
    polygonOffsets: Uint32Array.of(0, 1, 2),
    featureOffsets: Uint32Array.of(0, 1, 2),
  };
  expect(kinds(drain(run(inputOf(mixed), settings)).kind)).toEqual(["direction"]);
});

test("two levels: sizes and residents of every pair, by hand", () => {
  const people = {
    lon: Float64Array.of(50, 150, 150).map((x) => origin[0] + x / scale.lon),
    lat: Float64Array.of(20, 20, 80).map((y) => origin[1] + y / scale.lat),
    count: Float64Array.of(100, 40, 7),
  };
  const halves = areas([
    [0, 0, 100, 100],
    [100, 0, 200, 100],
  ]);
  const rows = areas([
    [0, 0, 200, 60],
    [0, 60, 200, 100],
  ]);
  const { pairOne, pairOther, pairM2, pairPeople } = drain(run(inputOf(halves, rows, people), settings));
  expect([...pairOne]).toEqual([0, 0, 1, 1]);
  expect([...pairOther]).toEqual([0, 1, 0, 1]);
  expect(Array.from(pairM2, Math.round)).toEqual([6000, 4000, 6000, 4000]);
  expect([...pairPeople]).toEqual([100, 0, 40, 7]);
});

test.each([1, 2, 3])(
  "seed %i: what moves, moves within a community; every piece of a community is in one grid",
  (seed) => {
    const random = createRandom(seed, "grids");
    const cuts = () => [0, ...Array.from({ length: 3 }, () => random.between(50, 950)).sort((a, b) => a - b), 1000];
    const blocks = (x: readonly number[], y: readonly number[]) =>
      x.slice(1).flatMap((e, i) => y.slice(1).map((n, j): Box => [x[i], y[j], e, n]));
    const found = drain(run(inputOf(areas(blocks(cuts(), cuts())), areas(blocks(cuts(), cuts()))), settings));
    expect(found.pieceM2.reduce((sum, m2) => sum + m2, 0)).toBeCloseTo(1e6, -3);
    for (let piece = 0; piece < found.pieceOne.length; piece++) {
      const core = found.gridCore[found.pieceGrid[piece]];
      expect(found.pieceOne[core]).toBe(found.pieceOne[piece]);
      expect(found.pieceMoved[piece]).toBe(found.pieceOther[core] === found.pieceOther[piece] ? 0 : 1);
    }
  },
);

test("a level without areas, and areas without shapes, give an empty answer", () => {
  for (const level of [
    areas([]),
    polygonSet([{ kind: "Point", coords: new Float64Array(), ringEnds: [], polygonEnds: [] }]),
  ])
    expect(drain(run(inputOf(level), settings)).kind).toHaveLength(0);
});

test("every run has buffers of its own, as they are handed over", () => {
  const [one, other] = [check([0, 0, 9, 9]), check([0, 0, 9, 9])];
  const buffers = [...Object.values(one), ...Object.values(other)].map(({ buffer }) => buffer);
  expect(new Set(buffers).size).toBe(buffers.length);
});

import { Clipper, ClipType, FillRule, type Path64 } from "clipper2-ts";
import { describe, expect, test } from "vitest";
import { drain } from "../../engine/drive.ts";
import { indexBuildings } from "../../lib/building-index.ts";
import { CoverageRaster } from "../../lib/coverage-raster.ts";
import { cameraProblems, footprints, joinCameraFootprints, viewOf } from "../../lib/footprints.ts";
import { type CameraOptics, watchedRing } from "../../lib/optics.ts";
import { createRandom, type Random } from "../../lib/random.ts";
import { linesPerRow } from "../../lib/scan-lines.ts";
import { rasterAround } from "../../lib/scanline.ts";
import { createSweeper, fanOutline } from "../../lib/visibility.ts";
import { measure } from "../coverage/kernel/measure.ts";

type Ring = readonly (readonly [number, number])[];

function buildingsOf(rings: readonly Ring[], heights?: readonly number[]) {
  const closed = rings.map((ring) => [...ring, ring[0] ?? [0, 0]]);
  const ringStart = [0];
  for (const ring of closed) ringStart.push((ringStart.at(-1) ?? 0) + ring.length);
  return indexBuildings(
    {
      points: Float64Array.from(closed.flat(2)),
      ringStart: Uint32Array.from(ringStart),
      featureStart: Uint32Array.from(ringStart, (_, i) => i),
    },
    Float64Array.from(rings, (_, i) => heights?.[i] ?? Number.NaN),
  );
}

const box = (x1: number, y1: number, x2: number, y2: number): Ring => [
  [x1, y1],
  [x2, y1],
  [x2, y2],
  [x1, y2],
];

const base: CameraOptics = {
  watch: "sector",
  azimuthDeg: 90,
  hfovDeg: 60,
  vfovDeg: 40,
  mountHeightMetres: 6,
  tiltDeg: 15,
  resolutionWidthPx: 1920,
  maxRangeMetres: Number.POSITIVE_INFINITY,
  assumed: 0,
};
const around = (maxRangeMetres: number, mountHeightMetres = 0.001): CameraOptics => ({
  ...base,
  watch: "panorama",
  hfovDeg: 360,
  resolutionWidthPx: 1e6,
  mountHeightMetres,
  maxRangeMetres,
});

interface Setup {
  readonly at: readonly (readonly [number, number])[];
  readonly optics: readonly CameraOptics[];
  readonly rings?: readonly Ring[];
  readonly heights?: readonly number[];
  readonly cell?: number;
  readonly size?: number;
}

function look({ at, optics, rings = [], heights, cell = 0.5, size = 100 }: Setup) {
  const frame = rasterAround([-size, -size, size, size], cell);
  const places = { x: Float64Array.from(at, ([x]) => x), y: Float64Array.from(at, ([, y]) => y), optics };
  const options = { frame, buildings: buildingsOf(rings, heights), density: 25 };
  const seen = drain(footprints(places, options));
  const raster = new CoverageRaster(frame);
  at.forEach((_, c) => {
    raster.addFootprint(seen, c, 1);
  });
  const line = new Uint16Array(frame.columns);
  const area = (least = 1): number => {
    let cells = 0;
    for (let row = 0; row < frame.rows; row++) {
      raster.readRow(row, line);
      for (const depth of line) if (depth >= least) cells++;
    }
    return cells * cell * cell;
  };
  const depth = (x: number, y: number) => raster.depthAt(Math.floor((x + size) / cell), Math.floor((y + size) / cell));
  return { seen, area, depth, frame, places, options, problem: (c: number) => cameraProblems[seen.problem[c] ?? 0] };
}

describe("one camera", () => {
  test("an unobstructed sector has the area of its ring piece", () => {
    const { near, far } = watchedRing(base, 25);
    const { area } = look({ at: [[0, 0]], optics: [base] });
    expect(area() / ((Math.PI / 6) * (far * far - near * near))).toBeCloseTo(1, 2);
  });

  test("a high building hides what is behind it, its flanks stay seen", () => {
    const { depth } = look({ at: [[0, 0]], optics: [around(60)], rings: [box(20, -5, 30, 5)], heights: [40] });
    expect([depth(15, 0), depth(25, 0), depth(45, 0), depth(45, 20)]).toEqual([1, 0, 0, 1]);
  });

  test("over a low building a high camera sees the ground again at d·h / (h − b)", () => {
    const setup = { at: [[0.01, 0.01]] as const, rings: [box(20, -30, 30, 30)], optics: [around(90, 20)] };
    const { depth } = look({ ...setup, heights: [10] });
    // The far edge at 30 m and 10 m high under a camera 20 m up hides the ground up to 60 m.
    expect([depth(18, 0), depth(25, 0), depth(35, 0), depth(59, 0), depth(61, 0), depth(80, 0)]).toEqual([
      1, 0, 0, 0, 1, 1,
    ]);
    expect(look({ ...setup, heights: [20] }).depth(80, 0)).toBe(0);
    expect(look({ ...setup, heights: [Number.NaN] }).depth(80, 0)).toBe(0);
  });

  test("one in a building is moved in front of its nearest facade, not into the neighbour", () => {
    const rings = [box(0, 0, 10, 10), box(10, 0, 20, 10)];
    const { seen, depth } = look({ at: [[9, 4]], optics: [around(30)], rings });
    expect(seen.x[0]).toBeCloseTo(9, 6);
    expect(seen.y[0]).toBeCloseTo(-0.05, 6);
    expect(seen.movedMetres[0]).toBeCloseTo(4, 6);
    expect([depth(9, -10), depth(9, 5), depth(9, 20)]).toEqual([1, 0, 0]);
  });

  test("those that cannot see are named", () => {
    const { problem } = look({
      at: [
        [Number.NaN, 0],
        [5000, 0],
        [0, 0],
        [0, 0],
        [50.1, 0],
        [40, 40],
      ],
      optics: [
        base,
        base,
        { ...base, hfovDeg: 0 },
        { ...base, mountHeightMetres: 90 },
        { ...base, azimuthDeg: 90, hfovDeg: 10 },
        base,
      ],
      rings: [box(50.2, -40, 52, 40)],
    });
    expect([0, 1, 2, 3, 4, 5].map(problem)).toEqual([
      "no-position",
      "outside",
      "no-field-of-view",
      "out-of-range",
      "faces-wall",
      "none",
    ]);
  });

  test("a self-crossing, a double and a flat building do no harm", () => {
    const bow: Ring = [
      [20, -10],
      [30, 10],
      [30, -10],
      [20, 10],
    ];
    const flat: Ring = [
      [5, 5],
      [6, 6],
      [5, 5],
    ];
    const { area, options } = look({ at: [[0, 0]], optics: [around(60)], rings: [bow, bow, flat] });
    const once = look({ at: [[0, 0]], optics: [around(60)], rings: [bow] });
    expect(area()).toBe(once.area());
    expect([...(options.buildings?.problems ?? [])]).toEqual([4, 12, 2]);
  });
});

function randomScene(random: Random): Setup {
  const rings = Array.from({ length: 30 }, () => {
    const [x, y] = [random.between(-80, 80), random.between(-80, 80)];
    const [w, h] = [random.between(4, 25), random.between(4, 25)];
    const turn = random.between(0, Math.PI);
    return box(-w / 2, -h / 2, w / 2, h / 2).map(
      ([u, v]) => [x + u * Math.cos(turn) - v * Math.sin(turn), y + u * Math.sin(turn) + v * Math.cos(turn)] as const,
    );
  });
  const count = 6 + random.below(6);
  return {
    rings,
    at: Array.from({ length: count }, () => [random.between(-70, 70), random.between(-70, 70)] as const),
    optics: Array.from({ length: count }, () => ({
      ...base,
      watch: random.chance(0.3) ? ("disc" as const) : ("sector" as const),
      azimuthDeg: random.between(0, 360),
      hfovDeg: random.between(40, 110),
      tiltDeg: random.between(10, 30),
    })),
    size: 200,
  };
}

const unit = 1000;
const path = (outline: readonly number[]): Path64 =>
  Array.from({ length: outline.length / 2 }, (_, i) => ({
    x: Math.round((outline[2 * i] ?? 0) * unit),
    y: Math.round((outline[2 * i + 1] ?? 0) * unit),
  }));

/** Area of the union of exact outlines, less near rings, by Clipper2 in millimetres. */
function exactUnion({ seen, places, options }: ReturnType<typeof look>): number {
  const sweep = createSweeper();
  const { points, ringStart } = options.buildings.polygons;
  const walls = [...ringStart.subarray(0, -1)].flatMap((from, r) =>
    Array.from({ length: (ringStart[r + 1] ?? 0) - from - 1 }, (_, i) => [
      ...points.subarray(2 * (from + i), 2 * (from + i) + 4),
    ]).flat(),
  );
  const shapes = places.optics.flatMap((optics, c): Path64[] => {
    if (seen.problem[c]) return [];
    const { near, far } = watchedRing(optics, options.density);
    const view = viewOf(seen.x[c] ?? 0, seen.y[c] ?? 0, far, optics);
    const outline = path(fanOutline(sweep(view, Float64Array.from(walls), walls.length / 4), { arcStep: 0.01 }));
    if (near <= 0) return [outline];
    const ring = Array.from({ length: 400 }, (_, i) => [
      view.x + near * Math.cos((i * Math.PI) / 200),
      view.y + near * Math.sin((i * Math.PI) / 200),
    ]).flat();
    return Clipper.booleanOp(ClipType.Difference, [outline], [path(ring)], FillRule.NonZero);
  });
  const union = Clipper.union(shapes, FillRule.NonZero);
  return union.reduce((sum, one) => sum + Clipper.area(one), 0) / unit / unit;
}

/** Area of the union as `coverage` measures it. */
function measuredUnion({ seen, frame }: ReturnType<typeof look>): number {
  const lines = linesPerRow(frame);
  const ends = new Float32Array();
  const buildings = { start: new Uint32Array(frame.rows * lines + 1), from: ends, to: ends, id: new Uint32Array() };
  const role = Uint8Array.from(seen.problem, (problem) => (problem ? 0 : 1));
  const { spanStart, spans } = seen;
  const input = { frame, lines, spanStart, spans, role, buildings, areas: null, areaCount: 1 };
  return drain(measure(input)).areas.seen1[0] ?? Number.NaN;
}

test.each([0.5, 1, 2])(
  "the union at cells of %d m agrees with Clipper2 within one thousandth on 200 random scenes",
  (cell) => {
    const random = createRandom(2024, "union");
    let worst = 0;
    for (let scene = 0; scene < 200; scene++) {
      const looked = look({ ...randomScene(random), cell });
      const exact = exactUnion(looked);
      worst = Math.max(worst, Math.abs(measuredUnion(looked) - exact) / exact);
    }
    expect(worst).toBeLessThan(0.001);
  },
);

test("one more building never shows more, one more camera never less", () => {
  const random = createRandom(5, "monotone");
  for (let scene = 0; scene < 40; scene++) {
    const { rings = [], at, optics } = randomScene(random);
    const clear = at.filter(([x, y]) => !rings.some((ring) => ring.some(([u, v]) => Math.hypot(u - x, v - y) < 30)));
    const setup = { at: clear, optics: optics.slice(0, clear.length), cell: 1, size: 150 };
    let before = Number.POSITIVE_INFINITY;
    for (let n = 0; n <= rings.length; n += 5) {
      const area = look({ ...setup, rings: rings.slice(0, n) }).area();
      expect(area).toBeLessThanOrEqual(before);
      before = area;
    }
    let least = 0;
    for (let n = 0; n <= clear.length; n++) {
      const area = look({ ...setup, rings, at: clear.slice(0, n) }).area();
      expect(area).toBeGreaterThanOrEqual(least);
      least = area;
    }
  }
});

test("ranges of several workers join to the whole", () => {
  const scene = randomScene(createRandom(9, "join"));
  const { seen, places, options } = look(scene);
  const parts = [0, 2, 5, places.x.length].flatMap((from, i, all) => {
    const to = all[i + 1];
    return to === undefined ? [] : [drain(footprints(places, { ...options, from, to }))];
  });
  expect(joinCameraFootprints(parts)).toEqual(seen);
});

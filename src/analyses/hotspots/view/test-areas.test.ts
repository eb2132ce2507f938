import { expect, test } from "vitest";
import { localEngine } from "../../../../test/support/open-folder.ts";
import { defaultParams } from "../../../domain/analysis.ts";
import { createRandom } from "../../../lib/random.ts";
import { cellNeighbours, tessellate } from "../../../lib/tessellation.ts";
import { cellAreas } from "../../../state/made-cells.ts";
import { params } from "../kernel/params.ts";
import { studyOfCells } from "./study.ts";
import { problemOf, rangesOf, type Task, testAreas } from "./test-areas.ts";

const grid = tessellate("square", { minX: 0, minY: 0, maxX: 12, maxY: 12 }, 1);
const csr = cellNeighbours(grid, "queen");
const rows = csr.start.length - 1;
const context = { signal: new AbortController().signal, onProgress: () => {} };
const defaults = { ...defaultParams(params), permutations: 20_000 };

function task(cases: Float64Array, patch: Partial<Task["params"]> = {}, base = new Float64Array(0)): Task {
  const cells = {
    cases,
    lon: new Float64Array(cases.length),
    lat: new Float64Array(cases.length),
    km2: Float64Array.of(1),
    widthMetres: Float64Array.of(1000),
    start: csr.start,
    neighbour: csr.neighbour,
    coordinates: new Float64Array(0),
    ringOffsets: new Uint32Array(cases.length + 1),
    h3High: new Uint32Array(0),
    h3Low: new Uint32Array(0),
  };
  const study = studyOfCells({ areas: cellAreas(cells, noAreas), cases });
  return { study: { ...study, base }, csr, params: { ...defaults, ...patch } };
}

const noAreas = {
  level: "cell",
  rows: 0,
  ids: [],
  names: [],
  areaKm2: new Float64Array(0),
  residents: new Float64Array(0),
  polygons: {
    coordinates: new Float64Array(0),
    ringOffsets: new Uint32Array(1),
    polygonOffsets: new Uint32Array(1),
    featureOffsets: new Uint32Array(1),
  },
  labelPoints: new Float64Array(0),
} as const;

test("ranges cover every row once, and small work stays on one worker", () => {
  for (const [areas, permutations, workers] of [
    [705, 99_999, 4],
    [3, 99_999, 4],
    [100, 999, 4],
    [10_007, 9999, 3],
  ] as const) {
    const ranges = rangesOf(areas, permutations, workers);
    expect(ranges[0]?.[0]).toBe(0);
    expect(ranges.at(-1)?.[1]).toBe(areas);
    for (let i = 1; i < ranges.length; i++) expect(ranges[i]?.[0]).toBe(ranges[i - 1]?.[1]);
    expect(ranges.length).toBeLessThanOrEqual(workers);
  }
  expect(rangesOf(100, 999, 4).length).toBe(1);
});

test("the result is the same on one worker and on four, and areas without a value are left out of both", async () => {
  const random = createRandom(7);
  const cases = Float64Array.from({ length: rows }, () => random.below(20));
  const base = Float64Array.from({ length: rows }, (_, i) => (i % 11 === 0 ? 0 : 1 + random.below(50)));
  const rates = task(cases, { measure: "rate" }, base);
  const one = await testAreas(rates, { ...localEngine, size: 1 }, context);
  const four = await testAreas(rates, { ...localEngine, size: 4 }, context);
  expect(four).toEqual(one);
  expect(one.p.filter((p) => Number.isNaN(p)).length).toBeGreaterThanOrEqual(Math.ceil(rows / 11));
});

test("progress rises to the end of the permutations", async () => {
  const cases = Float64Array.from({ length: rows }, (_, i) => i % 5);
  const shares: number[] = [];
  const engine = {
    size: 2,
    run: async (...[id, input, values, options]: Parameters<typeof localEngine.run>) => {
      options?.onProgress?.(0.5);
      return localEngine.run(id, input, values);
    },
  } as typeof localEngine;
  await testAreas(task(cases), engine, { ...context, onProgress: (share) => shares.push(share) });
  expect(shares).toEqual([0.25, 0.5]);
});

test("what cannot be tested is named", () => {
  const none = new Float64Array(rows);
  const ramp = none.map((_, i) => i);
  expect(problemOf({ ...task(ramp), study: task(new Float64Array(0)).study })).toBe("no-areas");
  expect(problemOf(task(none))).toBe("no-cases");
  expect(problemOf(task(none.map(() => 4)))).toBe("constant");
  expect(
    problemOf(
      task(
        ramp,
        { measure: "rate" },
        none.map((_, i) => (i < 2 ? 1 : 0)),
      ),
    ),
  ).toBe("few");
  const islands = { start: new Uint32Array(rows + 1), neighbour: new Uint32Array(0) };
  expect(problemOf({ ...task(ramp), csr: islands })).toBe("islands");
  expect(problemOf(task(ramp))).toBeNull();
});

import fc from "fast-check";
import { expect, test } from "vitest";
import type { CaseChunk } from "../../domain/case-chunk.ts";
import { durationBin } from "../../domain/duration.ts";
import { noFilters } from "../../domain/filters.ts";
import { polygonSet } from "../../lib/polygon-set.ts";
import { flatFromGeoJson } from "../../lib/wkb.ts";
import { collectCases } from "./case-table.ts";
import { createLinked } from "./linked.ts";
import type { LinkedQuestion } from "./protocol.ts";

const monday = Date.UTC(2024, 0, 1) / 1000;
const hour = 3600;

interface Case {
  at: number;
  outcome: number;
  hours: number;
  dept: string;
  grid: string;
}

function chunkOf(cases: readonly Case[]): CaseChunk {
  const coded = (texts: string[]) => {
    const dictionary = [...new Set(texts.filter((text) => text !== ""))];
    return { values: Uint8Array.from(texts, (text) => dictionary.indexOf(text) + 1), dictionary };
  };
  return {
    rows: cases.length,
    reported: Uint32Array.from(cases, (c) => c.at),
    x: Uint16Array.from(cases, (_, i) => i * 100),
    y: Uint16Array.from(cases, () => 40),
    outcome: Uint8Array.from(cases, (c) => c.outcome),
    duration: Uint8Array.from(cases, (c) => durationBin(c.hours)),
    codes: { dept: coded(cases.map((c) => c.dept)), duty_grid_id: coded(cases.map((c) => c.grid)) },
  };
}

function linkedOf(...chunks: Case[][]) {
  const rows = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const table = collectCases({ rows, fields: ["dept", "duty_grid_id"], presets: { duty_grid_id: ["A", "B", "C"] } });
  for (const chunk of chunks) table.append(chunkOf(chunk));
  return createLinked(table.finish(), ["dept"]);
}

const question = (patch: Partial<LinkedQuestion> = {}): LinkedQuestion => ({
  filters: noFilters,
  areaField: "duty_grid_id",
  areaDurations: true,
  timeEdges: Float64Array.of(monday, monday + 24 * hour, monday + 48 * hour),
  raster: null,
  pointsAtMost: 0,
  previous: null,
  ...patch,
});

const early: Case[] = [
  { at: monday + 9 * hour, outcome: 0, hours: 2, dept: "green", grid: "B" },
  { at: monday + 10 * hour, outcome: 4, hours: 50, dept: "police", grid: "B" },
];
const late: Case[] = [
  { at: monday + 30 * hour, outcome: 1, hours: 20, dept: "police", grid: "A" },
  { at: monday + 5 * hour, outcome: 6, hours: 0, dept: "", grid: "" },
];

test("chunks with different dictionaries, out of order in time, become one sorted table", () => {
  const linked = linkedOf(late, early);
  expect(linked.facts).toEqual({
    rows: 4,
    timeRange: [monday + 5 * hour, monday + 30 * hour],
    dictionaries: { dept: ["police", "green"], duty_grid_id: ["A", "B", "C"] },
  });
  const answer = linked.ask(question());
  expect(answer.total).toBe(4);
  expect([...(answer.fields.dept ?? [])]).toEqual([1, 2, 1]);
  expect([...answer.time]).toEqual([3, 1]);
  expect(answer.hours[9]).toBe(1);
  expect(answer.hours[24 + 6]).toBe(1);
  expect([...(answer.areaOutcomes ?? [])]).toEqual([
    ...[0, 0, 0, 0, 0, 0, 1],
    ...[0, 1, 0, 0, 0, 0, 0],
    ...[1, 0, 0, 0, 1, 0, 0],
    ...[0, 0, 0, 0, 0, 0, 0],
  ]);
});

test("cases whose file names no areas are placed by their position", () => {
  const ring = (x: number) => ({
    type: "Polygon",
    coordinates: [
      [
        [x, 0],
        [x + 0.5, 0],
        [x + 0.5, 1],
        [x, 1],
        [x, 0],
      ],
    ],
  });
  const polygons = polygonSet([0, 0.5].map((x) => flatFromGeoJson(ring(x))));
  const frame = [0, 0, 1, 1] as const;
  const outlines = { duty_grid_id: { polygons, frame } };
  const cases = collectCases({
    rows: 4,
    fields: ["duty_grid_id"],
    presets: { duty_grid_id: ["west", "east"] },
    outlines,
  });
  const chunk = chunkOf([...early, ...late].map((one) => ({ ...one, grid: "" })));
  cases.append({ ...chunk, x: Uint16Array.of(100, 40000, 65000, 30000), y: Uint16Array.of(9, 9, 9, 9) });
  const { codes, dictionaries } = cases.finish();
  expect([...(codes.duty_grid_id ?? [])].sort()).toEqual([1, 1, 2, 2]);
  expect(dictionaries.duty_grid_id).toEqual(["west", "east"]);
});

test("the median of an area counts its open case as censored", () => {
  const { areaMedianHours } = linkedOf(early, late).ask(question());
  expect(areaMedianHours?.[1]).toBeGreaterThan(18.5);
  expect(areaMedianHours?.[1]).toBeLessThan(21.5);
  expect(areaMedianHours?.[2]).toBeGreaterThan(1.8);
  expect(areaMedianHours?.[3]).toBeNaN();
});

test("an area filter leaves the areas' own counts whole and narrows everything else", () => {
  const answer = linkedOf(early, late).ask(
    question({ filters: { values: {}, areas: { level: "duty_grid", ids: ["A"] } } }),
  );
  expect(answer.total).toBe(1);
  expect([...(answer.fields.dept ?? [])]).toEqual([0, 0, 1]);
  expect([...(answer.areaOutcomes ?? [])].reduce((a, b) => a + b, 0)).toBe(4);
});

test("the previous window is counted under the same filters", () => {
  const filters = { values: { dept: ["police"] }, time: [monday + 24 * hour, monday + 48 * hour - 1] as const };
  const answer = linkedOf(early, late).ask(question({ filters, previous: [monday, monday + 24 * hour - 1] }));
  expect(answer.total).toBe(1);
  expect([...(answer.previous?.outcomes ?? [])]).toEqual([0, 0, 0, 0, 1, 0, 0]);
});

test("points come only while they are few", () => {
  const raster = { window: { x0: 0, y0: 0, shift: 4, width: 8, height: 8 }, sigmaCells: 1, cellKm2: 0.01 };
  const linked = linkedOf(early, late);
  expect([...(linked.ask(question({ raster, pointsAtMost: 9 })).points?.outcome ?? [])].sort()).toEqual([0, 1, 4, 6]);
  expect(linked.ask(question({ raster, pointsAtMost: 3 })).points).toBeNull();
});

test("density sums to the cases over the raster's area when the kernel lies inside it", () => {
  const raster = { window: { x0: 0, y0: 0, shift: 4, width: 40, height: 40 }, sigmaCells: 0, cellKm2: 0.01 };
  const { density } = linkedOf(early, late).ask(question({ raster }));
  expect([...(density ?? [])].reduce((a, b) => a + b, 0) * 0.01).toBeCloseTo(4, 6);
});

test("prepared or not, an answer is the same after any sequence of filters", () => {
  const anyCase = fc.record({
    at: fc.integer({ min: monday, max: monday + 90 * hour }),
    outcome: fc.nat(6),
    hours: fc.integer({ min: 0, max: 500 }),
    dept: fc.constantFrom("", "a", "b", "c"),
    grid: fc.constantFrom("", "A", "B", "D"),
  });
  const anyFilters = fc.record({
    values: fc.oneof(
      fc.constant({}),
      fc.subarray(["", "a", "b"], { minLength: 1 }).map((dept) => ({ dept })),
    ),
    time: fc.tuple(fc.nat(90), fc.nat(90)).map(([a, b]) => [monday + a * hour, monday + (a + b) * hour] as const),
  });
  fc.assert(
    fc.property(
      fc.array(anyCase, { minLength: 1, maxLength: 80 }),
      fc.array(anyFilters, { minLength: 1, maxLength: 4 }),
      (cases, moves) => {
        const lazy = linkedOf(cases);
        const eager = linkedOf(cases);
        for (const filters of moves) {
          eager.ask(question({ filters }));
          for (const _ of eager.prepare());
          expect(eager.ask(question({ filters }))).toEqual(lazy.ask(question({ filters })));
        }
      },
    ),
    { seed: 5, numRuns: 100 },
  );
});

import { expect, test } from "vitest";
import { localEngine } from "../../../../test/support/open-folder.ts";
import type { AreaTable } from "../../../domain/area-table.ts";
import type { TimeRange } from "../../../domain/filters.ts";
import { noFilters } from "../../../domain/filters.ts";
import { polygonSet } from "../../../lib/polygon-set.ts";
import { emergingClasses } from "../kernel/classes.ts";
import { computeEmerging, type EmergingInput, type Means } from "./compute.ts";
import { statesOf, stepStates } from "./picture.ts";
import { rankOf, readingOf } from "./reading.ts";
import { settingsKey, settingsOf } from "./settings.ts";
import { stepsOf } from "./steps.ts";

const day = 86_400;
const start = Date.UTC(2025, 0) / 1000;
const days = (count: number): TimeRange => [start, start + count * day - 1];

test("steps are as long as they can be for ten to fit in, and end with the window", () => {
  expect(stepsOf("auto", days(1000))).toMatchObject({ unit: "quarter" });
  expect(stepsOf("auto", days(365))).toMatchObject({ unit: "four-weeks" });
  expect(stepsOf("auto", days(90))).toMatchObject({ unit: "week" });
  expect(stepsOf("auto", days(12))).toMatchObject({ unit: "day" });
  const { windows } = stepsOf("week", days(30));
  expect(windows.length).toBe(4);
  expect(windows.at(-1)?.[1]).toBe(days(30)[1]);
  expect(windows[0]?.[0]).toBe(start + 2 * day);
  for (const [from, to] of windows) expect(to - from).toBe(7 * day - 1);
});

test("data that ends with its last case still has its last day whole", () => {
  const { windows } = stepsOf("day", [start + 3000, start + 3 * day - 5000]);
  expect(windows).toEqual([
    [start, start + day - 1],
    [start + day, start + 2 * day - 1],
    [start + 2 * day, start + 3 * day - 1],
  ]);
});

const side = 8;
const squares = Array.from({ length: side * side }, (_, i) => {
  const [x, y] = [(i % side) * 0.01, Math.floor(i / side) * 0.01];
  const coords = Float64Array.of(x, y, x + 0.01, y, x + 0.01, y + 0.01, x, y + 0.01, x, y);
  return { kind: "Polygon" as const, coords, ringEnds: [5], polygonEnds: [1] };
});
const polygons = polygonSet(squares);
const areas: AreaTable = {
  level: "cell",
  rows: squares.length,
  ids: squares.map((_, i) => `c${i}`),
  names: squares.map((_, i) => `格${i}`),
  areaKm2: new Float64Array(squares.length).fill(1),
  residents: new Float64Array(squares.length).fill(Number.NaN),
  polygons,
  labelPoints: Float64Array.from(squares.flatMap(({ coords }) => [(coords[0] ?? 0) + 0.005, (coords[1] ?? 0) + 0.005])),
};

const input = (patch: Partial<EmergingInput> = {}): EmergingInput => ({
  settings: settingsOf({ analyses: { emerging: { step: "day" } } }),
  areas,
  outline: polygons,
  frame: [0, 0, 1, 1],
  filters: noFilters,
  window: days(12),
  dataVersion: "1",
  ...patch,
});
const context = { signal: new AbortController().signal, onProgress: () => {} };

/** Answers counts from a number of cases per step and area, all closed on time, with some void ones beside. */
const counting = (cases: (step: number, area: number) => number): Means => ({
  engine: localEngine,
  count: async ({ windows }) =>
    windows.map((_, step) => {
      const areaOutcomes = new Uint32Array((areas.rows + 1) * 7);
      for (let i = 0; i < areas.rows; i++) {
        areaOutcomes[(i + 1) * 7] = cases(step, i);
        areaOutcomes[(i + 1) * 7 + 6] = 50;
      }
      return { areaOutcomes, areaMedianHours: null, lon: null, lat: null };
    }),
});

const corner = (area: number) => area % side < 3 && area < 3 * side;

test("a corner that becomes hot in the last three steps is found as consecutive, and nothing else is hot", async () => {
  const means = counting((step, area) => 2 + ((step * 7 + area * 3) % 3) + (step >= 9 && corner(area) ? 40 : 0));
  const result = await computeEmerging(input(), means, context);
  const reading = readingOf(result);
  const names = Array.from(result.output?.class ?? [], (code) => emergingClasses[code]);
  expect(names[0]).toBe("consecutive-hot");
  expect(names.flatMap((name, i) => (name?.endsWith("hot") && !corner(i) && i % side > 3 ? [i] : []))).toEqual([]);
  expect(reading?.hotPerStep.slice(0, 9)).toEqual(new Array(9).fill(0));
  expect(reading?.hotPerStep[11]).toBeGreaterThanOrEqual(9);
  expect(reading?.rows[0]).toBeDefined();
  const states = statesOf(result, 11);
  expect(stepStates[states[0] ?? 3]).toBe("hot-99");
  expect(stepStates[states[areas.rows - 1] ?? 0]).toBe("neither");
});

test("what cannot be tested is named, and a step without cases is counted as a gap", async () => {
  const problem = async (patch: Partial<EmergingInput>, cases: (step: number, area: number) => number) =>
    (await computeEmerging(input(patch), counting(cases), context)).problem;
  expect(await problem({}, () => 0)).toBe("no-cases");
  expect(await problem({}, () => 3)).toBe("constant");
  expect(await problem({ window: days(2) }, (step) => step)).toBe("no-steps");
  const gap = await computeEmerging(
    input(),
    counting((step, area) => (step === 4 ? 0 : area)),
    context,
  );
  expect(readingOf(gap)?.emptySteps).toBe(1);
});

test("new hot spots come before lasting ones, and hot before cold", () => {
  const order = ["new-hot", "persistent-hot", "historical-hot", "new-cold", "none"];
  expect([...order].sort((a, b) => rankOf(a) - rankOf(b))).toEqual(order);
});

test("the step that is shown is not part of what is computed", () => {
  const key = (own: Record<string, number | string>) => settingsKey(settingsOf({ analyses: { emerging: own } }));
  expect(key({ shown: 3 })).toBe(key({}));
  expect(key({ lag: 2 })).not.toBe(key({}));
});

import { expect, test } from "vitest";
import type { CaseChunk } from "../../domain/case-chunk.ts";
import { noFilters } from "../../domain/filters.ts";
import { collectCases } from "./case-table.ts";
import { createLinked } from "./linked.ts";
import type { CountQuestion, LinkedQuestion } from "./protocol.ts";

const frame = [0, -1, 2, 1] as const;

/** Four cases at seconds 10, 20, 30 and 40, in areas A, A, B and none; the third is void. */
function linked() {
  const chunk: CaseChunk = {
    rows: 4,
    reported: Uint32Array.of(10, 20, 30, 40),
    x: Uint16Array.of(0, 65_535, 100, 32_768),
    y: Uint16Array.of(0, 65_535, 100, 32_768),
    outcome: Uint8Array.of(0, 1, 6, 3),
    duration: Uint8Array.of(1, 1, 0, 2),
    codes: {
      dept: { values: Uint8Array.of(1, 2, 1, 1), dictionary: ["green", "police"] },
      duty_grid_id: { values: Uint8Array.of(1, 1, 2, 0), dictionary: ["A", "B"] },
      community_id: { values: Uint8Array.of(1, 1, 1, 1), dictionary: ["C"] },
    },
  };
  const fields = ["dept", "duty_grid_id", "community_id"];
  const table = collectCases({ rows: 4, fields, presets: { duty_grid_id: ["A", "B"], community_id: ["C"] } });
  table.append(chunk);
  return createLinked(table.finish(), ["dept"]);
}

const question = (patch: Partial<CountQuestion>): CountQuestion => ({
  filters: noFilters,
  windows: [[0, 100]],
  areaField: "duty_grid_id",
  areaDurations: false,
  frame: null,
  ...patch,
});

test("every window counts its own cases, whatever the filters' time says", () => {
  const filters = { values: {}, time: [0, 5] as const };
  const windows = [[10, 20] as const, [21, 40] as const, [50, 60] as const];
  const answers = linked().count(question({ filters, windows }));
  const sums = answers.map(({ areaOutcomes }) => areaOutcomes?.reduce((sum, n) => sum + n, 0));
  expect(sums).toEqual([2, 2, 0]);
  expect([...(answers[0]?.areaOutcomes?.subarray(7, 14) ?? [])]).toEqual([1, 1, 0, 0, 0, 0, 0]);
});

test("places are those of the cases that pass, without void ones, in degrees", () => {
  const [all] = linked().count(question({ areaField: null, frame }));
  expect([...(all?.lon ?? [])].map((lon) => Math.round(lon * 100) / 100)).toEqual([0, 2, 1]);
  expect([...(all?.lat ?? [])].map((lat) => Math.round(lat * 100) / 100 + 0)).toEqual([1, -1, 0]);
  const [green] = linked().count(question({ filters: { values: { dept: ["police"] } }, frame }));
  expect(green?.lon?.length).toBe(1);
});

test("medians come when they are asked for", () => {
  const [without] = linked().count(question({}));
  const [withMedians] = linked().count(question({ areaDurations: true }));
  expect(without?.areaMedianHours).toBeNull();
  expect(withMedians?.areaMedianHours?.length).toBe(3);
  expect(withMedians?.areaMedianHours?.[1]).toBeGreaterThan(0);
});

test("a question beside the main one leaves the main views as they were", () => {
  const both = linked();
  const main: LinkedQuestion = {
    filters: noFilters,
    areaField: "duty_grid_id",
    areaDurations: false,
    timeEdges: Float64Array.of(0, 50),
    raster: null,
    pointsAtMost: 0,
    previous: null,
  };
  const before = both.ask(main).areaOutcomes;
  const [beside] = both.count(question({ areaField: "community_id", filters: { values: { dept: ["police"] } } }));
  expect(beside?.areaOutcomes?.length).toBe(14);
  expect(both.ask(main).areaOutcomes).toEqual(before);
});

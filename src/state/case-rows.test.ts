import { describe, expect, test } from "vitest";
import { linkedFolder } from "../../test/support/linked-folder.ts";
import { areasOf, hasDataset, openFolder } from "../../test/support/open-folder.ts";
import { outcomes } from "../domain/case-chunk.ts";
import { areaIdField } from "../domain/case-tables.ts";
import type { Filters } from "../domain/filters.ts";
import { areaRows, caseRows, caseTexts, fieldsOfFilters, hourOfWeek, passingRows } from "./case-rows.ts";
import { stageMoments, stageRows } from "./case-stages.ts";

const absent = !hasDataset("sample");
if (absent) console.warn("The sample town is not in public/data: its tests are skipped.");

const filters: Filters = {
  values: { dept: ["greening", "police", ""], source: ["patrol", "hotline_12345"] },
  areas: { level: "community", ids: ["310106188003", "310106188004", "310106188005"] },
  hours: [9, 10, 11, 33, 34, 35, 130],
};

describe.skipIf(absent)("rows of the sample town", () => {
  test("pass the filters as the linked filters count them, area by area", async () => {
    const { handle } = openFolder("sample");
    const areas = await areasOf(handle);
    const table = areas.get("duty_grid");
    if (!table) throw new Error("the sample town has no duty grids");
    const { client, facts } = await linkedFolder(handle, areas);
    const [counted] = await client.count({
      filters: { ...filters },
      windows: [facts.timeRange],
      areaField: areaIdField("community"),
      areaDurations: false,
      frame: null,
    });
    const cases = await caseRows(handle, fieldsOfFilters(areas.keys()));
    const withoutAreas = passingRows(cases, { values: filters.values, hours: filters.hours ?? [] }, areas);
    const communities = areas.get("community");
    if (!communities) throw new Error("the sample town has no communities");
    const own = areaRows(cases, communities);
    const counts = new Array<number>(communities.rows + 1).fill(0);
    for (const row of withoutAreas) counts[own[row] ?? 0] = (counts[own[row] ?? 0] ?? 0) + 1;
    const linked = Array.from({ length: communities.rows + 1 }, (_, area) => {
      const at = area < communities.rows ? area + 1 : 0;
      const own = counted?.areaOutcomes?.slice(at * outcomes.length, (at + 1) * outcomes.length);
      return own?.reduce((sum, count) => sum + count, 0) ?? -1;
    });
    expect(counts).toEqual(linked);
    const inAreas = passingRows(cases, filters, areas);
    const wanted = communities.ids.flatMap((id, row) => (filters.areas?.ids.includes(id) ? [counts[row] ?? 0] : []));
    expect(inAreas).toHaveLength(wanted.reduce((a, b) => a + b));
    expect((await caseTexts(handle, "case_id"))[inAreas[0] ?? 0]).toMatch(/\w/);
    client.close();
  });

  test("tell the times of both stages, and only of cases reported in the window", async () => {
    const { handle } = openFolder("sample");
    const areas = await areasOf(handle);
    const table = areas.get("duty_grid");
    if (!table) throw new Error("the sample town has no duty grids");
    expect(await stageMoments(handle)).toHaveLength(7);
    const march = [Date.UTC(2024, 2, 1) / 1000, Date.UTC(2024, 3, 1) / 1000 - 1] as const;
    const question = {
      handle,
      filters: { values: {}, time: march },
      areas,
      table,
      from: "dispatched",
      to: "arrived",
    } as const;
    const stages = await stageRows({ ...question, clock: "item", reportedInWindow: true });
    expect(stages.rows).toHaveLength(4036);
    expect(stages.times.opened.every((at) => at >= march[0] && at <= march[1])).toBe(true);
    expect(new Set(stages.times.clock)).toEqual(new Set([0, 1]));
    expect(stages.calendar.calendarDay.length).toBeGreaterThan(1000);
    const all = await stageRows({ ...question, clock: "working", reportedInWindow: false });
    expect(all.rows).toHaveLength(100_000);
    expect(all.times.clock.every((clock) => clock === 1)).toBe(true);
  });
});

test("the hour of the week begins on Monday at midnight", () => {
  const monday = Date.UTC(2024, 2, 4) / 1000;
  expect(hourOfWeek(monday)).toBe(0);
  expect(hourOfWeek(monday - 1)).toBe(167);
  expect(hourOfWeek(monday + 26 * 3600)).toBe(26);
});

import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { noFilters } from "../../../domain/filters.ts";
import { computeWhistle } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };

async function computed(id: string) {
  const { handle, manifest } = openFolder(id);
  const areas = await areasOf(handle);
  const table = areas.get("duty_grid") ?? [...areas.values()][0];
  if (!table) throw new Error("no areas");
  const asOf = Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000;
  const settings = settingsOf({ analyses: {} });
  const input = { handle, settings, areas, table, filters: noFilters, asOf, dataVersion: manifest.dataVersion };
  return computeWhistle(input, localEngine, context);
}

const sum = (column: Float64Array, from: number, count: number) =>
  column.slice(from, from + count).reduce((total, value) => total + value, 0);

describe.skipIf(!hasDataset("sample"))("whistles of the sample town", () => {
  test("groups add up, calls thin out from level to level, and nobody is rated", async () => {
    const { output, depts, kinds, has, input } = await computed("sample");
    const first = 1 + input.table.rows;
    expect(output.whistles[0]).toBeGreaterThan(100);
    expect(sum(output.whistles, first, depts.length)).toBe(output.whistles[0]);
    expect(sum(output.whistles, first + depts.length, kinds.length)).toBe(output.whistles[0]);
    expect(output.calls[0]).toBeGreaterThan(Number(output.calls[1]));
    expect(output.calls[1]).toBeGreaterThan(Number(output.calls[2]));
    expect(output.calls[3]).toBe(0);
    expect(sum(output.highest, 0, 4)).toBe(output.calls[0]);
    expect(has).toEqual({ whistles: true, arrivals: true, ratings: false, calls: true, joint: true });
    expect(Number(output.inGrid[0]) / Number(output.closedCases[0])).toBeGreaterThan(0.9);
  });
});

describe.skipIf(!hasDataset("washington-dc"))("whistles in Washington, DC", () => {
  test("nothing of it is logged: not assessed, not zero", async () => {
    const { has } = await computed("washington-dc");
    expect(has).toMatchObject({ whistles: false, arrivals: false, calls: false });
  });
});

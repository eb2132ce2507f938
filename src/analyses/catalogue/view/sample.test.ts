import { describe, expect, test } from "vitest";
import { hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { noFilters } from "../../../domain/filters.ts";
import { areaTables } from "../../../state/read-tables.ts";
import { computeCatalogue, stationModes } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };

async function computed(id: string) {
  const { handle, manifest } = openFolder(id);
  const population = handle.tables.includes("population")
    ? await handle.columns("population", ["area_id", "as_of", "pop_actual", "pop_resident"])
    : null;
  const areas = areaTables(
    await handle.columns("areas", ["area_id", "name", "level", "area_m2", "geometry"]),
    population,
  );
  const input = {
    handle,
    settings: settingsOf({ analyses: {} }),
    areas,
    filters: noFilters,
    asOf: 0,
    years: 2,
    dataVersion: manifest.dataVersion,
  };
  return computeCatalogue(input, localEngine, context);
}

describe.skipIf(!hasDataset("sample"))("the sample town's catalogue and staff", () => {
  test("every item has a department and a limit, all cases are of known items, and each community has an officer", async () => {
    const result = await computed("sample");
    expect(result.items?.ids.length).toBeGreaterThan(60);
    expect(result.unknownItems).toBe(0);
    expect(result.itemCases.reduce((sum, cases) => sum + cases, 0)).toBe(100_000);
    expect(result.output.itemFault.every((faults) => (faults & 3) === 0)).toBe(true);
    expect([...result.output.police]).toEqual(new Array(12).fill(1));
    expect([...result.output.supervisors]).toEqual(new Array(14).fill(4));
  });

  test("the crowded community has the fewest workers for its residents", async () => {
    const { output, communities } = await computed("sample");
    const fewest = output.workersPer10k.indexOf(Math.min(...output.workersPer10k));
    expect(communities?.ids[fewest]).toBe("310106188003");
    expect(output.workersPer10k[fewest]).toBeCloseTo(70_000 / 27_600, 3);
  });

  test("six block stations with seven posts each: resident, rotating and on call", async () => {
    const { staff } = await computed("sample");
    if (!staff) throw new Error("no staff");
    const modes = new Map(stationModes(staff));
    expect(modes.get("chengguan")).toEqual({ resident: 6 });
    expect(modes.get("housing")).toEqual({ rotating: 6 });
    expect(modes.get("market_reg")).toEqual({ on_call: 6 });
  });
});

describe.skipIf(!hasDataset("washington-dc"))("Washington, DC", () => {
  test("has neither catalogue nor staff: not assessed", async () => {
    const { items, staff } = await computed("washington-dc");
    expect([items, staff]).toEqual([null, null]);
  });
});

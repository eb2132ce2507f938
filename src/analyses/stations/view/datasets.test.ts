import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import type { AnalysisSettings } from "../../../domain/document.ts";
import { noFilters } from "../../../domain/filters.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { computeWhatIf } from "./compute.ts";
import { deltaOf, loadOf } from "./figures.ts";
import { previewOf } from "./live.ts";
import { openOnes, planned } from "./plan.ts";
import { planOf, settingsOf } from "./settings.ts";

/** A plan in the sample town, with every tenth of its cases. */
async function planIn(stations: AnalysisSettings, other: AnalysisSettings | null = null) {
  const { handle, manifest } = openFolder("sample");
  const [areas, city] = await Promise.all([areasOf(handle), cityOf(handle)]);
  const { fields } = await handle.columns("cases", ["lon", "lat"]);
  const column = (name: string) =>
    Float64Array.from(fields[name] instanceof Float64Array ? fields[name] : []).filter((_, i) => i % 10 === 0);
  const counts = { areaOutcomes: null, areaMedianHours: null, lon: column("lon"), lat: column("lat") };
  const table = areas.get(rankedLevel(areas, null) ?? "city");
  if (!table) throw new Error("the sample town has no areas");
  const { changes, travel, form, now } = settingsOf({ analyses: { stations } });
  const input = {
    travel: {
      city: async () => city,
      settings: now,
      areas,
      table,
      base: null,
      filters: noFilters,
      window: [0, 731 * 86_400] as const,
      frame: manifest.box,
      dataVersion: manifest.dataVersion,
    },
    plan: { changes, travel, form },
    other: other && planOf(other, {}),
  };
  const context = { signal: new AbortController().signal, onProgress: () => {} };
  return computeWhatIf(input, { engine: localEngine, count: async () => [counts] }, context);
}

const absent = !hasDataset("sample");
if (absent) console.warn("The sample town has not been built into public/data: what-ifs in it are not tested.");

describe.skipIf(absent)("what-ifs in the sample town", () => {
  const add = { changes: "add new-1 121.4565 31.3154" };
  const everywhere = (result: Awaited<ReturnType<typeof planIn>>, group: "residents" | "cases") =>
    deltaOf(result, result.input.travel.table.rows, group);

  test("as it is, nothing changes, and the six stations' crews have work", async () => {
    const result = await planIn({});
    expect(result.after?.open.ids).toHaveLength(6);
    expect(everywhere(result, "residents")).toMatchObject({ median: 0, p90: 0, within: 0, later: 0, sooner: 0 });
    const load = loadOf(result.output?.afterLoad);
    expect(load.status).toBe(1);
    expect(load.travel).toBeGreaterThan(2);
  });

  test("a station more makes nobody later; one closed makes nobody sooner; a scenario can be the comparison", async () => {
    const more = await planIn(add);
    expect(everywhere(more, "residents").within).toBeGreaterThan(1000);
    expect([everywhere(more, "residents").later, everywhere(more, "cases").later]).toEqual([0, 0]);
    const id = more.now?.open.ids[0] ?? "";
    const fewer = await planIn({ changes: `close ${id}` });
    expect(everywhere(fewer, "residents").sooner).toBe(0);
    expect(everywhere(fewer, "residents").within).toBeLessThan(0);
    const same = await planIn(add, add);
    expect(everywhere(same, "residents")).toMatchObject({ within: 0, later: 0, sooner: 0 });
  });

  test("a faster mode reaches more, more crews are less busy, and too many calls are said", async () => {
    expect(everywhere(await planIn({ mode: "fire" }), "residents").within).toBeGreaterThan(0);
    const [now, crews] = [
      await planIn({ callsPerHour: 10 }),
      await planIn({ callsPerHour: 10, changes: "crews ST1 9" }),
    ];
    expect(crews.output?.afterBusy[0]).toBeLessThan(now.output?.afterBusy[0] ?? 0);
    expect(loadOf((await planIn({ callsPerHour: 500 })).output?.afterLoad).status).toBe(2);
  });

  test("the picture while dragging is the picture after", async () => {
    const result = await planIn(add);
    if (!result.columns || !result.after || !result.now) throw new Error("nothing was computed");
    const { now } = settingsOf({ analyses: {} });
    const moved = openOnes(planned(result.now.stations, result.input.plan.changes));
    const preview = previewOf(result.columns, moved, now);
    expect(preview.bands.coordinates).toEqual(result.after.output.band_coordinates);
    const { after, total } = everywhere(result, "residents");
    expect(preview.share).toBeCloseTo(after.within / total, 9);
  });
});

import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import type { AnalysisSettings } from "../../../domain/document.ts";
import { noFilters } from "../../../domain/filters.ts";
import { rankedLevel } from "../../../state/area-levels.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { computeWhatIf } from "./compute.ts";
import { deltaOf, loadOf } from "./figures.ts";
import { previewOf } from "./live.ts";
import { bestStations } from "./optimise.ts";
import { changesText, openOnes, planned } from "./plan.ts";
import { planOf, settingsOf } from "./settings.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };

/** The sample town, read once. */
const read = once(async () => {
  const { handle, manifest } = openFolder("sample");
  const [areas, city] = await Promise.all([areasOf(handle), cityOf(handle)]);
  const { fields } = await handle.columns("cases", ["lon", "lat"]);
  return { manifest, areas, city, fields };
});

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A plan in the sample town, with every tenth of its cases. */
async function planIn(stations: AnalysisSettings, other: AnalysisSettings | null = null) {
  const { manifest, areas, city, fields } = await read();
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

  const solve = async (own: AnalysisSettings, count: number) => {
    const result = await planIn({});
    const settings = settingsOf({ analyses: { stations: own } });
    const found = await bestStations(result, { ...settings, count }, { engine: localEngine, context });
    if (!found) throw new Error("the solver had nothing to do");
    return { ...found, now: result, planned: await planIn({ changes: changesText(found.changes) }) };
  };
  const share = ({ within, total }: { within: number; total: number }) => within / total;

  test.each([
    ["residents-within", "residents"],
    ["cases-within", "cases"],
  ] as const)(
    "stations chosen afresh reach more %s than the same number now, as far as is said",
    async (goal, group) => {
      const { solved, changes, now, planned: then } = await solve({ keep: "free", goal }, 6);
      expect([solved.put + solved.kept, solved.kept + solved.closed]).toEqual([6, 6]);
      expect(changes.filter(({ kind }) => kind === "close")).toHaveLength(solved.closed);
      const [before, after] = [everywhere(now, group), everywhere(then, group)];
      expect(then.after?.open.ids).toHaveLength(6);
      expect(after.after.within).toBeGreaterThanOrEqual(before.before.within);
      // Places on one road are taken at their weighted middle while choosing.
      expect(share({ within: after.after.within, total: after.total })).toBeCloseTo(solved.value, 1);
      expect(solved.gap).toBeGreaterThanOrEqual(0);
      expect(solved.gap).toBeLessThan(0.02);
    },
  );

  test("what is open stays where that is wanted, and the mean and the worst time get no longer", async () => {
    for (const goal of ["mean-time", "worst-time"] as const) {
      const kept = await solve({ keep: "open", goal }, 2);
      expect([kept.solved.put, kept.solved.kept, kept.solved.closed]).toEqual([2, 6, 0]);
      expect(kept.changes.map(({ kind }) => kind)).toEqual(["add", "add"]);
      expect(everywhere(kept.planned, "residents").later).toBe(0);
      const afresh = await solve({ keep: "free", goal }, 8);
      expect(afresh.solved.value).toBeLessThanOrEqual(
        kept.solved.value * (1 + kept.solved.gap + afresh.solved.gap) + 1e-9,
      );
      expect(afresh.solved.gap).toBeGreaterThanOrEqual(0);
    }
  });
});

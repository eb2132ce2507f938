import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import type { AnalysisSettings } from "../../../domain/document.ts";
import { noFilters } from "../../../domain/filters.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { computeSiting } from "./compute.ts";
import { servedOf } from "./served.ts";
import { settingsOf } from "./settings.ts";

/** Sites in the sample town, all its cases counted. */
async function sitesOf(siting: AnalysisSettings) {
  const { handle, manifest } = openFolder("sample");
  const [areas, city] = await Promise.all([areasOf(handle), cityOf(handle)]);
  const { fields } = await handle.columns("cases", ["lon", "lat"]);
  const column = (name: string) => Float64Array.from(fields[name] instanceof Float64Array ? fields[name] : []);
  const counts = { areaOutcomes: null, areaMedianHours: null, lon: column("lon"), lat: column("lat") };
  const input = {
    city: async () => city,
    settings: settingsOf({ analyses: { siting } }),
    areas,
    filters: noFilters,
    window: [0, 2 ** 32] as const,
    frame: manifest.box,
    dataVersion: manifest.dataVersion,
  };
  const context = { signal: new AbortController().signal, onProgress: () => {} };
  return computeSiting(input, { engine: localEngine, count: async () => [counts] }, context);
}

const absent = !hasDataset("sample");
if (absent) console.warn("The sample town has not been built into public/data: siting in it is not tested.");

describe.skipIf(absent)("siting in the sample town", () => {
  test("facilities: residents in reach rise along the curve to the result, and the gap is stated", async () => {
    const { output, chosen } = await sitesOf({ sites: 5, seconds: 5 });
    if (!output) throw new Error("nothing was computed");
    const curve = [...output.curve];
    expect(chosen).toHaveLength(5);
    expect(curve).toHaveLength(6);
    expect(curve[0]).toBe(output.before[0]);
    expect(curve.at(-1)).toBeCloseTo(output.objective[0] ?? Number.NaN, 6);
    expect(curve).toEqual(curve.toSorted((a, b) => a - b));
    expect(output.gap[0]).toBeLessThanOrEqual(0.005);
  });

  test("cameras: one direction per crossing, and those that exist stay", async () => {
    const { output, chosen, table } = await sitesOf({ subject: "camera", sites: 5, seconds: 5, candidates: 100 });
    if (!output || !table) throw new Error("nothing was computed");
    expect(chosen).toHaveLength(5);
    expect(new Set(chosen.map(({ site }) => table.group[site])).size).toBe(5);
    expect(chosen.every(({ azimuth }) => azimuth >= 0 && azimuth < 360)).toBe(true);
    expect(output.objective[0]).toBeGreaterThan(output.before[0] ?? Number.NaN);
    expect(output.before[0]).toBeGreaterThan(1000);
    expect(Number.isFinite(output.gap[0])).toBe(true);
  });

  test("what is drawn as served adds up to the figures before and after", async () => {
    for (const model of ["maximal-cover", "backup-cover"]) {
      const { output, table, input } = await sitesOf({
        subject: "camera",
        model,
        sites: 4,
        seconds: 5,
        candidates: 60,
      });
      if (!output || !table) throw new Error("nothing was computed");
      if (Number.isNaN(output.objective[0])) continue; // not everything can be covered once by so few
      const weightOf = (shown: "before" | "after") => {
        const codes = servedOf(table, output, input.settings.form, shown);
        return codes.reduce((sum, code, i) => sum + (code > 0 ? (table.weight[i] ?? 0) : 0), 0);
      };
      expect(weightOf("before")).toBe(output.before[0]);
      expect(weightOf("after")).toBe(output.objective[0]);
    }
  });

  test("candidates come from crossings, poles, buildings or all of them", async () => {
    for (const from of ["crossings", "poles", "buildings", "all"]) {
      const { candidates, chosen } = await sitesOf({ from, candidates: 80, sites: 2, exact: false });
      expect(candidates.lon.length).toBeGreaterThan(50);
      expect(candidates.lon.length).toBeLessThanOrEqual(80);
      expect([...candidates.lon, ...candidates.lat].every(Number.isFinite)).toBe(true);
      expect(chosen).toHaveLength(2);
    }
  });

  test("only what is clicked can be a candidate, and fewer candidates than sites are all taken", async () => {
    const { candidates, output } = await sitesOf({ drawn: "121.447 31.303 121.45 31.306", onlyDrawn: true, sites: 5 });
    expect(candidates.lon).toHaveLength(2);
    expect([...(output?.used ?? [])]).toEqual([2, 5]);
  });
});

import { computeCoverage } from "../../src/analyses/coverage/view/compute.ts";
import type { Solved } from "../../src/analyses/coverage/view/live.ts";
import { settingsOf } from "../../src/analyses/coverage/view/settings.ts";
import type { AnalysisSettings } from "../../src/domain/document.ts";
import { noFilters } from "../../src/domain/filters.ts";
import { finestLevel } from "../../src/state/area-levels.ts";
import { cityOf } from "../../src/state/city-tables.ts";
import { areasOf, localEngine, openFolder } from "./open-folder.ts";

/** Coverage of a dataset, all its cases counted. */
export async function coverageOf(id: string, coverage: AnalysisSettings = {}): Promise<Solved & { folder: string }> {
  const { handle, manifest, folder } = openFolder(id);
  const areas = await areasOf(handle);
  const city = await cityOf(handle);
  const { fields } = await handle.columns("cases", ["lon", "lat"]);
  const column = (name: string) => Float64Array.from(fields[name] instanceof Float64Array ? fields[name] : []);
  const counts = { areaOutcomes: null, areaMedianHours: null, lon: column("lon"), lat: column("lat") };
  const level = finestLevel(areas);
  const input = {
    city: async () => city,
    settings: settingsOf({ analyses: { coverage } }),
    areas: (level && areas.get(level)) ?? null,
    filters: noFilters,
    window: [0, 2 ** 32] as const,
    frame: manifest.box,
    dataVersion: manifest.dataVersion,
  };
  const means = { engine: localEngine, count: async () => [counts] };
  const context = { signal: new AbortController().signal, onProgress: () => {} };
  const result = await computeCoverage(input, means, context);
  if (!result.output) throw new Error(`coverage of ${id}: ${result.problem}`);
  return { ...result, output: result.output, folder };
}

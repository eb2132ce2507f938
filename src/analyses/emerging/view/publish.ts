import { type MadeWith, publishResult } from "../../../state/results.ts";
import { emergingClasses } from "../kernel/classes.ts";
import type { EmergingResult } from "./compute.ts";

/** Keeps a result as the tables `emerging_areas` (one row an area) and `emerging_bins` (one row an area and step). */
export function publishEmerging({ input, areas, output, steps, cube }: EmergingResult): void {
  if (!output) return;
  const { settings, dataVersion } = input;
  const { windows, unit } = steps;
  const made: MadeWith = {
    analysis: "emerging",
    params: {
      ...settings.test,
      step: unit,
      steps: windows.length,
      from: windows[0]?.[0] ?? 0,
      to: windows.at(-1)?.[1] ?? 0,
      area_level: settings.made ? settings.made.shape : areas.level,
      ...(settings.made ?? settings.neighbours),
    },
    dataVersion,
  };
  const stepOf = (bin: number) => Math.floor(bin / areas.rows);
  const dayOf = (bin: number) => new Date((windows[stepOf(bin)]?.[0] ?? 0) * 1000).toISOString().slice(0, 10);
  publishResult(
    "emerging_bins",
    () => ({
      area_id: Array.from(cube, (_, bin) => areas.ids[bin % areas.rows] ?? ""),
      step: Uint32Array.from(cube, (_, bin) => stepOf(bin) + 1),
      from_day: Array.from(cube, (_, bin) => dayOf(bin)),
      cases: cube,
      z: output.z,
      q: output.q,
      state: output.state,
    }),
    made,
  );
  publishResult(
    "emerging_areas",
    () => ({
      area_id: areas.ids,
      name: areas.names,
      class: Array.from(output.class, (code) => emergingClasses[code] ?? ""),
      trend_z: output.trendZ,
      trend_p: output.trendP,
      slope: output.slope,
      hot_steps: output.hotSteps,
      cold_steps: output.coldSteps,
    }),
    made,
  );
}

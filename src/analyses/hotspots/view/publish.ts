import { type MadeWith, publishResult } from "../../../state/results.ts";
import { hotspotClasses, hotspotFlags } from "../kernel/classes.ts";
import { changeClasses, changesOf, rowsById, shiftClasses, shiftsOf } from "./changes.ts";
import type { HotspotsResult } from "./compute.ts";
import { kernelParams } from "./settings.ts";
import { plainValue } from "./study.ts";

/** Keeps a result as the tables `hotspots_areas`, `hotspots_summary` and, of two periods, `hotspots_changes`. */
export function publishHotspots(result: HotspotsResult): void {
  const { input, now } = result;
  const { output, study, window } = now;
  if (!output) return;
  const { settings, dataVersion } = input;
  const { areas } = study;
  const made: MadeWith = {
    analysis: "hotspots",
    params: {
      ...kernelParams(settings),
      quantity: settings.subject.quantity,
      level: settings.made ? settings.made.shape : areas.level,
      significance: settings.test.level,
      from: window[0],
      to: window[1],
      ...prefixed(settings.made ? "cells" : "neighbours", settings.made ?? settings.neighbours),
    },
    dataVersion,
    seed: settings.test.seed,
  };
  const { moranI, moranZ, gearyC, gearyZ, generalG, generalGZ, tests, discoveries, leastP } = output;
  publishResult(
    "hotspots_summary",
    () => ({
      moran_i: moranI,
      moran_z: moranZ,
      geary_c: gearyC,
      geary_z: gearyZ,
      general_g: generalG,
      general_g_z: generalGZ,
      tests,
      discoveries,
      least_p: leastP,
    }),
    made,
  );
  publishResult(
    "hotspots_areas",
    () => ({
      area_id: areas.ids,
      name: areas.names,
      value: Float64Array.from(areas.ids, (_, row) => plainValue(study, row)),
      tested_value: output.value,
      neighbour_mean: output.lag,
      statistic: output.statistic,
      z: output.z,
      p: output.p,
      q: output.q,
      class: Array.from(output.class, (code) => hotspotClasses[code] ?? ""),
      notes: Array.from(output.flags, (flags) => hotspotFlags.filter((_, bit) => flags & (2 ** bit)).join(",")),
    }),
    made,
  );
  publishChanges(result, made);
}

/** One row an area, with both periods' values and classes, and the test of the difference where there is one. */
function publishChanges(result: HotspotsResult, made: MadeWith): void {
  const { now, before, shift } = result;
  if (!before?.output) return;
  const { study } = now;
  const earlier = rowsById(before);
  const rows = Int32Array.from(study.areas.ids, (id) => earlier.get(id) ?? -1);
  const unknown = () => new Float64Array(rows.length).fill(Number.NaN);
  publishResult(
    "hotspots_changes",
    () => ({
      area_id: study.areas.ids,
      name: study.areas.names,
      before: Float64Array.from(rows, (row) => plainValue(before.study, row)),
      now: Float64Array.from(rows, (_, row) => plainValue(study, row)),
      class: Array.from(changesOf(now, before), (code) => changeClasses[code] ?? ""),
      expected_now: shift?.expected ?? unknown(),
      p: shift?.p ?? unknown(),
      q: shift?.q ?? unknown(),
      shift: Array.from(shiftsOf(result), (code) => shiftClasses[code] ?? ""),
    }),
    { ...made, params: { ...made.params, before_from: before.window[0], before_to: before.window[1] } },
  );
}

function prefixed(name: string, params: Readonly<Record<string, string | number | boolean>>) {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [`${name}.${key}`, value]));
}

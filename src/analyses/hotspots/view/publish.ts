import { type MadeWith, publishResult } from "../../../state/results.ts";
import { hotspotClasses, hotspotFlags } from "../kernel/classes.ts";
import type { HotspotsResult } from "./compute.ts";
import { kernelParams } from "./settings.ts";
import { plainValue } from "./study.ts";

/** Keeps a result as the tables `hotspots_areas` and `hotspots_summary`. */
export function publishHotspots({ input, now }: HotspotsResult): void {
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
}

function prefixed(name: string, params: Readonly<Record<string, string | number | boolean>>) {
  return Object.fromEntries(Object.entries(params).map(([key, value]) => [`${name}.${key}`, value]));
}

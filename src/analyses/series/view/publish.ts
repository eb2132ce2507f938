import { detectors } from "../../../lib/surveillance/series.ts";
import { publishResult } from "../../../state/results.ts";
import type { SeriesResult } from "./compute.ts";

/** Every series and how it was judged, as a table of SQL. */
export function publishSeries({ input, cases, output }: SeriesResult): void {
  const { coarse, classes, classField } = cases;
  const rows = [...output.p.keys()];
  publishResult(
    "series_last_day",
    () => ({
      area_id: rows.map((s) => coarse.ids[Math.floor(s / classes.length)] ?? ""),
      [classField]: rows.map((s) => classes[s % classes.length] ?? ""),
      detector: Array.from(output.detector, (code) => detectors[code] ?? ""),
      days: Float64Array.from(output.judgedDays),
      observed: output.observed,
      expected: output.expected,
      upper: output.upper,
      p: output.p,
      q: output.q,
      above_bound: Float64Array.from(output.above),
      alarm: Float64Array.from(output.alarm),
    }),
    { analysis: "series", params: { ...input.params, level: coarse.level }, dataVersion: input.dataVersion },
  );
}

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../test/support/open-folder.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { noFilters } from "../../domain/filters.ts";
import { type Finding, threadsOf, thresholdsOf } from "../../lib/surveillance/alerts.ts";
import { dailyCases } from "../../state/daily-cases.ts";
import type { OutputOf } from "../index.ts";
import { params } from "./kernel/params.ts";

const dayOf = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

interface Planted {
  readonly days: readonly [string, string];
  readonly cells: readonly string[];
  readonly cases: number;
}

const clustersOf = (output: OutputOf<"warning">): (Finding & { row: number })[] =>
  Array.from(output.day, (day, row) => ({
    row,
    day,
    since: output.since[row] ?? 0,
    p: output.p[row] ?? 1,
    areas: output.member.slice(output.start[row], output.start[row + 1]),
  })).filter(({ row }) => (output.series[row] ?? 0) < 0);

describe.skipIf(!hasDataset("sample"))("the outbreak planted in the sample town", () => {
  const { handle, manifest, folder } = openFolder("sample");
  const planted: Planted = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")).outbreaks[0];

  test("is the top alert within 3 days of its start, with what was known then, and stays one alert", async () => {
    const areas = await areasOf(handle);
    const asOf = Date.parse(`${manifest.asOf}Z`) / 1000;
    const end = (dayOf(planted.days[1]) + 1) * 86_400 - 1;
    const cases = await dailyCases({ handle, filters: { ...noFilters, time: [0, end] }, areas, asOf });
    if (!cases) throw new Error("the sample has no areas");
    const output = await localEngine.run(
      "warning",
      {
        area: cases.area,
        day: cases.day,
        series: cases.series,
        seriesCount: Uint32Array.of(cases.coarse.rows * cases.classes.length),
        x: cases.x,
        y: cases.y,
        span: Int32Array.from(cases.span),
        replay: new Int32Array(0),
      },
      { ...defaultParams(params), months: 1, replications: 199 },
      { signal: new AbortController().signal },
    );
    const { clusterP } = thresholdsOf(1);
    const found = clustersOf(output).filter(({ p }) => p <= clusterP);
    const start = dayOf(planted.days[0]);
    const cells = new Set(planted.cells.map((id) => cases.fine.ids.indexOf(id)));
    const hits = found.filter(({ day, areas: own }) => day >= start && own.some((row) => cells.has(row)));
    expect(hits[0]?.day).toBeLessThanOrEqual(start + 3);
    const that = found.filter(({ day }) => day === hits[0]?.day);
    expect(that.every(({ p }) => p >= (hits[0]?.p ?? 1))).toBe(true);
    const threads = threadsOf(found).filter(({ findings }) =>
      findings.some((row) => hits.some((hit) => hit === found[row])),
    );
    expect(threads).toHaveLength(1);
  }, 120_000);
});

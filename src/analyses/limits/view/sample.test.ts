import { beforeAll, describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { defaultParams } from "../../../domain/analysis.ts";
import { noFilters } from "../../../domain/filters.ts";
import { drain } from "../../../engine/drive.ts";
import { verdictCode } from "../../../lib/limits/case-limits.ts";
import { type LimitRows, limitRows } from "../../../state/case-limits.ts";
import { params } from "../kernel/params.ts";
import { run } from "../kernel.ts";
import { computeLimits, figuresOf, type LimitsInput, type LimitsResult } from "./compute.ts";
import { settingsOf } from "./settings.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };
const [late, open, overdue] = (["late", "open", "overdue"] as const).map(verdictCode);

async function inputOf(id: string, own: Readonly<Record<string, string | number>> = {}): Promise<LimitsInput> {
  const { handle, manifest } = openFolder(id);
  const areas = await areasOf(handle);
  const table = areas.get("duty_grid") ?? [...areas.values()][0];
  if (!table) throw new Error("no areas");
  const asOf = Date.parse(`${manifest.asOf.slice(0, 19)}Z`) / 1000;
  const settings = settingsOf({ analyses: { limits: own } });
  return { handle, settings, areas, table, filters: noFilters, asOf, dataVersion: manifest.dataVersion };
}

function kernelAt({ columns, calendar, area }: LimitRows, asOf: number) {
  const none = new Uint32Array(area.length);
  return drain(
    run(
      {
        ...columns,
        seenUntil: new Float64Array(area.length).fill(Number.POSITIVE_INFINITY),
        kind: Uint32Array.from(columns.item),
        kindCount: Uint32Array.of(1 + columns.itemValue.length),
        area: none,
        group: none,
        areaCount: Uint32Array.of(1),
        groupCount: Uint32Array.of(1),
        asOf: Float64Array.of(asOf),
        firstDay: Int32Array.of(calendar.firstDay),
        isWorkday: calendar.isWorkday,
      },
      defaultParams(params),
    ),
  );
}

describe.skipIf(!hasDataset("sample"))("limits of the sample town", () => {
  let input: LimitsInput;
  let result: LimitsResult;
  let rows: LimitRows;
  beforeAll(async () => {
    input = await inputOf("sample");
    result = await computeLimits(input, localEngine, context);
    rows = await limitRows(input);
  });

  test("without suspension every due time is the stated one: the catalogue on the official calendar", () => {
    const { due, fromCatalogue, verdict } = result.output;
    const { columns } = rows;
    let compared = 0;
    for (let i = 0; i < due.length; i++) {
      if (fromCatalogue[i] !== 1 || verdict[i] === 0 || (columns.suspended[i] ?? 0) > 0) continue;
      const stated = columns.stated[i] ?? Number.NaN;
      if (Math.abs((due[i] ?? 0) - stated) > 1) throw new Error(`case ${i}: ${due[i]} instead of ${stated}`);
      compared++;
    }
    expect(compared).toBeGreaterThan(95_000);
    expect(result.differing.cases).toBeLessThan(2100);
  });

  test("every case that is not void has a verdict, and areas and groups add up to all", () => {
    const all = figuresOf(result, 0);
    const { verdictCount } = result.output;
    expect(verdictCount.reduce((sum, count) => sum + count, 0)).toBe(100_000);
    expect(verdictCount[0]).toBe(1532);
    expect(all.decided + all.soon + all.inTime + all.suspended).toBe(100_000 - 1532 - (verdictCount[1] ?? 0));
    const groups = result.groups.map((_, group) => figuresOf(result, 1 + input.table.rows + group));
    expect(groups.reduce((sum, { decided }) => sum + decided, 0)).toBe(all.decided);
    const areas = input.table.ids.map((_, area) => figuresOf(result, 1 + area));
    expect(areas.reduce((sum, { broken }) => sum + broken, 0)).toBe(all.broken);
  });

  test("the limit of handling is judged by the result of the department, after rework anew", async () => {
    const handle = await computeLimits(await inputOf("sample", { span: "handle" }), localEngine, context);
    const once = await computeLimits(
      await inputOf("sample", { span: "handle", reworkRestarts: "false" }),
      localEngine,
      context,
    );
    expect(figuresOf(handle, 0).decided).toBeGreaterThan(90_000);
    expect(figuresOf(handle, 0).onTime).toBeGreaterThan(figuresOf(once, 0).onTime);
    expect(figuresOf(handle, 0).onTime).toBeGreaterThan(figuresOf(result, 0).onTime);
  });

  test("the planted bottleneck department has the largest share past the limit", () => {
    const share = (group: number) => {
      const { broken, decided } = figuresOf(result, 1 + input.table.rows + group);
      return decided < 5 ? 0 : broken / decided;
    };
    const worst = result.groups.map((_, group) => group).sort((a, b) => share(b) - share(a))[0] ?? 0;
    expect(result.groups[worst]).toBe("greening");
  });

  test("what was foreseen on earlier days, knowing nothing later, came true as often as it was said", () => {
    let [cases, expected, broken, brier] = [0, 0, 0, 0];
    const bins = Array.from({ length: 3 }, () => ({ cases: 0, expected: 0, broken: 0 }));
    for (const day of ["2025-03-12", "2025-05-21", "2025-07-09", "2025-08-20", "2025-09-24"]) {
      const then = kernelAt(rows, Date.parse(`${day}T15:00:00Z`) / 1000);
      for (const [at, i] of then.caseRow.entries()) {
        const risk = then.caseRisk[at] ?? Number.NaN;
        if (then.verdict[i] !== open || Number.isNaN(risk)) continue;
        const now = result.output.verdict[i];
        const isBroken = now === late || now === overdue ? 1 : 0;
        cases++;
        expected += risk;
        broken += isBroken;
        brier += (risk - isBroken) ** 2;
        const bin = bins[Math.min(2, Math.floor(risk * 3))];
        if (bin) {
          bin.cases++;
          bin.expected += risk;
          bin.broken += isBroken;
        }
      }
    }
    const base = (broken / cases) * (1 - broken / cases);
    for (const bin of bins) expect(Math.abs(bin.expected - bin.broken) / bin.cases).toBeLessThan(0.08);
    expect(cases).toBeGreaterThan(300);
    expect(Math.abs(expected - broken) / cases).toBeLessThan(0.06);
    expect(brier / cases).toBeLessThan(base);
  });
});

describe.skipIf(!hasDataset("washington-dc"))("limits in Washington, DC", () => {
  test("without a catalogue the stated due times count, and nothing is made up", async () => {
    const result = await computeLimits(await inputOf("washington-dc"), localEngine, context);
    expect(result.hasItems).toBe(false);
    expect(result.hasLoosePauses).toBe(false);
    expect(result.beforeGap).toBeGreaterThan(1000);
    expect(result.output.fromCatalogue.some((one) => one === 1)).toBe(false);
    expect(figuresOf(result, 0).decided).toBeGreaterThan(20_000);
  });

  test("the limit of handling is not assessed: nothing says one", async () => {
    const result = await computeLimits(await inputOf("washington-dc", { span: "handle" }), localEngine, context);
    expect(figuresOf(result, 0).decided).toBe(0);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logOf } from "../../../test/support/log-folder.ts";
import { hasDataset, openFolder } from "../../../test/support/open-folder.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { noFilters } from "../../domain/filters.ts";
import { processPresets } from "../../domain/process.ts";
import type { Clock } from "../../lib/process/log-columns.ts";
import type { OpenLog } from "../../state/read-log.ts";
import type { OutputOf } from "../index.ts";
import { params } from "./kernel/params.ts";
import { bottlenecks, holdingStages } from "./kernel/ranking.ts";
import { standardHours } from "./kernel/standards.ts";

const { steps } = processPresets.cn2016;
const start = steps.length;

function questionOf(clock: Clock, groupBy?: string) {
  const standards = [...steps, "start" as const].map((stage) => standardHours(stage, clock));
  return {
    analysis: "stages",
    params: { ...defaultParams(params), clock },
    filters: noFilters,
    mapping: {},
    columns: { standardHours: Float64Array.from(standards) },
    groupBy,
  } as const;
}

async function ask(log: OpenLog, clock: Clock, groupBy?: string): Promise<OutputOf<"stages">> {
  const { output } = await log.ask(questionOf(clock, groupBy));
  // The analysis that was asked gives this output.
  return output as unknown as OutputOf<"stages">;
}

describe.skipIf(!hasDataset("sample"))("the sample town's stages", () => {
  const { handle, folder } = openFolder("sample");
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  let log: OpenLog & { close(): void };
  beforeAll(async () => {
    log = await logOf(handle);
  });
  afterAll(() => log?.close());

  test.each(["continuous", "working"] as const)("the planted bottleneck is first (%s time)", async (clock) => {
    const output = await ask(log, clock, "dept");
    const depts = ["", ...(log.facts.dictionaries.dept ?? [])];
    const ranking = bottlenecks(output, depts.length, holdingStages(steps, true));
    expect(depts[ranking[0]?.group ?? 0]).toBe(truth.bottleneck.dept);
    expect(ranking[0]?.stage).toBe(start);
    const perCase = [...ranking].sort((a, b) => excess(b) - excess(a))[0];
    expect(depts[perCase?.group ?? 0]).toBe(truth.bottleneck.dept);

    function excess({ stage, group }: { stage: number; group: number }): number {
      return output.byExcess[stage * depts.length + group] ?? 0;
    }
  });

  test("the planted slow grid waits longest for the crew", async () => {
    const output = await ask(log, "continuous", "duty_grid_id");
    const grids = ["", ...(log.facts.dictionaries.duty_grid_id ?? [])];
    const medians = grids.map((_, g) => output.byMedian[start * grids.length + g] ?? 0);
    expect(grids[medians.indexOf(Math.max(...medians.slice(1)))]).toBe(truth.slowGrid.duty_grid_id);
  });

  test("open cases are censored: handling waits for those that have not been handled", async () => {
    const output = await ask(log, "continuous");
    const handle = steps.indexOf("handle");
    const waiting = Number(output.allCases[handle]) - Number(output.allEnded[handle]);
    expect(waiting).toBeGreaterThan(4000);
    expect(waiting).toBeLessThanOrEqual(truth.totals.open);
    expect([...output.assessed]).toEqual([1, 1, 1, 1, 1, 1, 1]);
  });
});

describe.skipIf(!hasDataset("washington-dc"))("Washington DC", () => {
  test("two moments a case make a log; the stages that are missing are not assessed, not zero", async () => {
    const log = await logOf(openFolder("washington-dc").handle);
    expect(log.facts).toMatchObject({ from: "moments", arrivals: false });
    const output = await ask(log, "continuous");
    log.close();
    expect(steps.filter((_, s) => output.assessed[s] === 1)).toEqual(["discover", "register", "close"]);
    for (const stage of ["dispatch", "handle", "evaluate"] as const) {
      expect(output.allCases[steps.indexOf(stage)]).toBe(0);
      expect(output.allMedian[steps.indexOf(stage)]).toBeNaN();
      expect(output.allExcess[steps.indexOf(stage)]).toBeNaN();
    }
    expect(output.assessed[start]).toBe(0);
    const close = steps.indexOf("close");
    // What the log does not have lengthens the standard of the next step: 15 min, a day, three days and 30 min.
    expect(output.standardHours[close]).toBe(0.25 + 24 + 72 + 0.5);
    // 22,569 have an end, 186 of them as void: those are outside every rate.
    expect(output.allEnded[close]).toBe(22_569 - 186);
    expect(Number(output.allCases[close]) - Number(output.allEnded[close])).toBe(11_480);
  });
});

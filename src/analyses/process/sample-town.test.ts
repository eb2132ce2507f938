import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { logOf } from "../../../test/support/log-folder.ts";
import { hasDataset, openFolder } from "../../../test/support/open-folder.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { noFilters } from "../../domain/filters.ts";
import { eventActions } from "../../domain/process.ts";
import { stages } from "../../domain/vocabulary.ts";
import type { OpenLog } from "../../state/read-log.ts";
import type { OutputOf } from "../index.ts";
import { params } from "./kernel/params.ts";

const absent = !hasDataset("sample");
if (absent) console.warn("The sample town has not been built into public/data: its processes are not tested.");

const question = {
  analysis: "process",
  params: defaultParams(params),
  filters: noFilters,
  mapping: {},
  columns: { wanted: new Int32Array(0) },
} as const;

describe.skipIf(absent)("the sample town's log", () => {
  const { handle, folder } = openFolder("sample");
  const truth = JSON.parse(readFileSync(join(folder, "truth.json"), "utf8"));
  let log: OpenLog & { close(): void };
  let output: OutputOf<"process">;
  const ask = async (patch: Partial<Parameters<OpenLog["ask"]>[0]>) => {
    const answer = await log.ask({ ...question, ...patch });
    // The analysis that was asked gives this output.
    return { ...answer, output: answer.output as unknown as OutputOf<"process"> };
  };
  const perStep = (column: ArrayLike<number>) =>
    Object.fromEntries(Array.from(output.stepStage, (stage, s) => [stages[stage], column[s]]));

  beforeAll(async () => {
    log = await logOf(handle);
    output = (await ask({})).output;
  });
  afterAll(() => log?.close());

  test("has every event and case", () => {
    expect(log.facts).toMatchObject({ from: "events", cases: truth.totals.cases, arrivals: true });
    const left = log.facts.issues.filter(({ leftOut }) => leftOut);
    expect(log.facts.events + left.reduce((sum, { count }) => sum + count, 0)).toBe(truth.totals.events);
  });

  test("planted skips are found exactly; a missing evaluation within what has fallen due", () => {
    const skipped = perStep(output.stepSkipped);
    expect(skipped.register).toBe(truth.process.skipped.register);
    expect(skipped.dispatch).toBe(truth.process.skipped.dispatch);
    const due = perStep(output.stepMissing).evaluate ?? 0;
    expect(skipped.evaluate).toBeLessThanOrEqual(truth.process.skipped.evaluate);
    expect(Number(skipped.evaluate) + due).toBeGreaterThanOrEqual(truth.process.skipped.evaluate);
    expect(truth.process.skipped.evaluate - Number(skipped.evaluate)).toBeLessThanOrEqual(5);
    expect(skipped.handle).toBe(0);
  });

  test("planted rework and returns are found exactly", () => {
    const of = (action: (typeof eventActions)[number]) => eventActions.indexOf(action);
    expect(output.actionCases[of("rework")]).toBe(truth.process.reworkedCases);
    expect(output.actionEvents[of("rework")]).toBe(truth.process.reworkEvents);
    expect(output.actionCases[of("return")]).toBe(truth.process.returnedCases);
    expect(output.actionCases[of("cancel")]).toBe(truth.totals.void);
  });

  test("the cases of a finding can be listed, and are as found", async () => {
    const step = output.stepStage.indexOf(stages.indexOf("register"));
    const { output: list, cases } = await ask({ columns: { wanted: Int32Array.of(0, step, 0) } });
    expect(list.listedCount[0]).toBe(truth.process.skipped.register);
    expect(cases).toHaveLength(500);
    const register = log.facts.activities.findIndex(({ stage, action }) => stage === "register" && action === "");
    expect(cases.every(({ activities }) => !activities.includes(register))).toBe(true);
  });

  test("filters let through what they say, and parts add up to the whole", async () => {
    const dept = { values: { dept: ["greening"] } } as const;
    const others = ["", ...(log.facts.dictionaries.dept ?? [])].filter((code) => code !== "greening");
    const [one, rest] = [await ask({ filters: dept }), await ask({ filters: { values: { dept: others } } })];
    expect(one.passing + rest.passing).toBe(truth.totals.cases);
    expect(Number(one.output.totals[1]) + Number(rest.output.totals[1])).toBe(output.totals[1]);
    expect(Number(one.output.stepSkipped[1]) + Number(rest.output.stepSkipped[1])).toBe(output.stepSkipped[1]);
  });

  test("actions of office hours are never longer than on the clock", async () => {
    const working = (await ask({ params: { ...question.params, clock: "working" } })).output;
    expect([...working.arcCount]).toEqual([...output.arcCount]);
    working.arcMedian.forEach((seconds, arc) => {
      expect(seconds).toBeLessThanOrEqual((output.arcMedian[arc] ?? 0) + 1e-6);
    });
  });
});

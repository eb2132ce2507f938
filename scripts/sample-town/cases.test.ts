import { describe, expect, test } from "vitest";
import { emptyCounts } from "./case-counts.ts";
import { planMonths } from "./case-drafts.ts";
import { makeMonth } from "./cases.ts";
import { createSampleWorld } from "./index.ts";
import { asOf, monthCount, monthStart } from "./rhythm.ts";

const cases = 24_000;
const world = createSampleWorld({ seed: 20240101, cases });
const sizes = planMonths(world.cases);
const counts = emptyCounts();
const months = sizes.map((size, month) => makeMonth(world.cases, month, size, counts));

/** All values of a column of cases or events, over the months. */
function column(table: "cases" | "events", name: string): unknown[] {
  return months.flatMap((month) => [...month[table][name]]);
}

const numbers = (name: string) => column("cases", name).map(Number);

describe("the cases", () => {
  test("are as many as asked for, in time order within their months", () => {
    expect(counts.cases).toBe(cases);
    expect(column("cases", "case_id")).toHaveLength(cases);
    expect(new Set(column("cases", "case_id")).size).toBe(cases);
    months.forEach((month, i) => {
      const reported = [...month.cases.reported_at].map(Number);
      expect(reported).toEqual([...reported].sort((a, b) => a - b));
      expect(reported[0]).toBeGreaterThanOrEqual(monthStart(i) * 86_400);
      expect(reported[reported.length - 1]).toBeLessThan(monthStart(i + 1) * 86_400);
    });
  });

  test("have their times in the order of the steps, none after the end of the data", () => {
    const names = [
      "reported_at",
      "accepted_at",
      "registered_at",
      "dispatched_at",
      "arrived_at",
      "handled_at",
      "closed_at",
    ];
    const columns = names.map(numbers);
    for (let row = 0; row < cases; row++) {
      const times = columns.map((values) => values[row]).filter((at) => !Number.isNaN(at));
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[times.length - 1]).toBeLessThan(asOf);
    }
  });

  test("are closed exactly when they have a closing time", () => {
    const status = column("cases", "status");
    numbers("closed_at").forEach((at, row) => {
      expect(Number.isNaN(at)).toBe(status[row] !== "closed");
    });
    const open = counts.open / (cases - counts.void);
    expect(open).toBeGreaterThan(0.04);
    expect(open).toBeLessThan(0.08);
    expect(counts.void / cases).toBeCloseTo(0.015, 2);
    expect(counts.closedLate / counts.closed).toBeLessThan(0.16);
  });

  test("state mostly the areas they lie in", () => {
    const wrong = column("cases", "stated_community_id").filter((id) => id === null).length;
    expect(wrong / cases).toBeCloseTo(0.01, 2);
  });

  test("follow the day: patrols work by day, calls peak in the evening", () => {
    const source = column("cases", "source");
    const hours = numbers("reported_at").map((at) => Math.floor(at / 3600) % 24);
    const share = (name: string, from: number, to: number) => {
      const of = hours.filter((_, row) => source[row] === name);
      return of.filter((hour) => hour >= from && hour < to).length / of.length;
    };
    expect(share("patrol", 7, 18)).toBeGreaterThan(0.8);
    expect(share("hotline_12345", 18, 22)).toBeGreaterThan(0.28);
  });
});

describe("the log of steps", () => {
  const ids = column("events", "case_id");
  const stage = column("events", "stage");
  const action = column("events", "action");
  const at = column("events", "at").map(Number);
  const seq = column("events", "seq").map(Number);

  test("numbers the steps of each case from 1 in the order of time", () => {
    for (let i = 0; i < ids.length; i++) {
      if (seq[i] === 1) continue;
      expect(ids[i]).toBe(ids[i - 1]);
      expect(seq[i]).toBe(seq[i - 1] + 1);
      expect(at[i]).toBeGreaterThanOrEqual(at[i - 1]);
    }
    expect(Math.max(...at.slice(0, 50_000))).toBeLessThan(asOf);
  });

  test("agrees with the counts of what was planted", () => {
    const byCase = new Map<unknown, Set<string>>();
    ids.forEach((id, i) => {
      const steps = byCase.get(id) ?? new Set<string>();
      byCase.set(id, steps.add(`${stage[i]}:${action[i]}`));
    });
    const having = (test: (steps: ReadonlySet<string>) => boolean) => [...byCase.values()].filter(test).length;
    expect(ids).toHaveLength(counts.events);
    expect(having((s) => s.has("handle:rework"))).toBe(counts.reworkedCases);
    expect(having((s) => s.has("handle:forward") && !s.has("register:forward"))).toBe(counts.skippedRegister);
    expect(having((s) => s.has("handle:forward") && !s.has("dispatch:forward"))).toBe(counts.skippedDispatch);
    expect(having((s) => s.has("dispatch:return"))).toBe(counts.returnedCases);
    expect(having((s) => s.has("register:cancel"))).toBe(counts.void);
    expect(action.filter((one) => one === "rework")).toHaveLength(counts.reworkEvents);
    expect(numbers("rework_count").reduce((a, b) => a + b, 0)).toBe(counts.reworkEvents);
  });

  test("has the closing of every closed case at its closing time", () => {
    const closing = new Map(ids.flatMap((id, i) => (stage[i] === "close" ? [[id, at[i]] as const] : [])));
    const caseIds = column("cases", "case_id");
    numbers("closed_at").forEach((closed, row) => {
      expect(closing.get(caseIds[row]) ?? Number.NaN).toBe(closed);
    });
  });
});

describe("what is planted", () => {
  const dept = column("cases", "dept");
  const dispatched = numbers("dispatched_at");
  const wait = numbers("arrived_at").map((arrived, row) => arrived - dispatched[row]);
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

  test("clusters have the cases the plan gives them", () => {
    world.plantings.clusters.forEach((cluster, c) => {
      expect(counts.clusters[cluster.id].byMonth).toEqual(sizes.map((size) => size.clusters[c]));
    });
    expect(sizes).toHaveLength(monthCount);
  });

  test("the slow grid and the bottleneck department wait longer than all others", () => {
    const grids = world.cases.dutyGridIds;
    const stated = column("cases", "stated_duty_grid_id");
    const waits = grids.map((id) => median(wait.filter((value, row) => value > 0 && stated[row] === id)));
    expect(waits.indexOf(Math.max(...waits))).toBe(world.plantings.slowGrid);
    const depts = [...new Set(dept)].filter((one) => one !== null);
    const byDept = depts.map((one) => median(wait.filter((value, row) => value > 0 && dept[row] === one)));
    expect(depts[byDept.indexOf(Math.max(...byDept))]).toBe(world.plantings.bottleneckDept);
  });
});

test("a month is the same each time it is made", () => {
  const again = makeMonth(world.cases, 5, sizes[5], emptyCounts());
  expect(again).toEqual(months[5]);
});

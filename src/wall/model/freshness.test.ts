import { expect, test } from "vitest";
import { freshnessOf } from "./freshness.ts";

const minute = 60_000;
const now = Date.UTC(2026, 10, 22, 12);
const at = (minutesOld: number, more = {}) =>
  freshnessOf({
    now,
    asOf: now - minutesOld * minute,
    changedAt: now - minutesOld * minute,
    openedAt: now - 60 * minute,
    everySeconds: 60,
    failing: false,
    ...more,
  });

test("data is fresh for two intervals, late until five, then stale", () => {
  expect([0, 2, 2.1, 5, 5.1, 50].map((minutes) => at(minutes).state)).toEqual([
    "fresh",
    "fresh",
    "late",
    "late",
    "stale",
    "stale",
  ]);
  expect(at(7).ageMilliseconds).toBe(7 * minute);
});

test("a look that fails makes fresh data late at once, and never hides its age", () => {
  expect(at(0, { failing: true }).state).toBe("late");
  expect(at(9, { failing: true }).state).toBe("stale");
});

test("a dataset of the past is history until it changes or cannot be had", () => {
  const opened = { openedAt: now - minute, changedAt: now - minute };
  expect(at(60 * 24 * 90, opened).state).toBe("history");
  expect(at(60 * 24 * 90, { ...opened, failing: true }).state).toBe("stale");
  expect(at(60 * 24 * 90, { ...opened, changedAt: now }).state).toBe("stale");
});

test("data of the future is the clock's fault, unless it keeps coming", () => {
  expect(at(-30, { openedAt: now, changedAt: null }).state).toBe("ahead");
  expect(at(-30, { openedAt: now - 10 * minute, changedAt: now - minute })).toEqual({
    state: "fresh",
    ageMilliseconds: minute,
  });
  expect(at(-30, { openedAt: now - 20 * minute, changedAt: now - 11 * minute }).state).toBe("stale");
});

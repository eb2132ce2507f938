import { describe, expect, test } from "vitest";
import { daysPerMonth, type Finding, threadsOf, thresholdsOf, whatIsBought } from "./alerts.ts";

const finding = (day: number, since: number, ...areas: number[]): Finding => ({
  day,
  since,
  areas: Uint32Array.from(areas),
  p: 0.01,
});

describe("the budget", () => {
  test("of two false alarms a month allows clusters that recur once a month, and a share for series", () => {
    const { clusterP, recurrenceDays, seriesQ } = thresholdsOf(2);
    expect(clusterP).toBeCloseTo(1 / daysPerMonth, 12);
    expect(recurrenceDays).toBeCloseTo(daysPerMonth, 9);
    expect(seriesQ).toBeCloseTo(1 / daysPerMonth, 12);
  });

  test("can be spent on clusters alone, must be more than nothing, and never exceeds certainty", () => {
    expect(thresholdsOf(1, 1).seriesQ).toBe(0);
    expect(thresholdsOf(999).clusterP).toBe(1);
    expect(() => thresholdsOf(0)).toThrow("more than 0");
  });
});

describe("the same cluster on the next day", () => {
  test("is the same alert, grown or shrunk", () => {
    const threads = threadsOf([finding(10, 9, 1, 2), finding(11, 9, 2, 3, 4), finding(12, 10, 4)]);
    expect(threads).toEqual([{ findings: [0, 1, 2] }]);
  });

  test("is another alert elsewhere, or after some quiet days", () => {
    expect(threadsOf([finding(10, 9, 1), finding(10, 9, 2)])).toHaveLength(2);
    expect(threadsOf([finding(10, 9, 1), finding(13, 13, 1)])).toHaveLength(2);
    expect(threadsOf([finding(10, 9, 1), finding(12, 11, 1)])).toHaveLength(1);
    expect(threadsOf([])).toEqual([]);
  });
});

describe("what a budget buys", () => {
  test("is alerts a month, what they found, and how late", () => {
    const alerts = [[finding(20, 19, 5), finding(21, 19, 5)], [finding(40, 40, 8)]];
    const marked = [
      { from: 18, to: 22, areas: Uint32Array.of(5, 6) },
      { from: 30, to: 31, areas: Uint32Array.of(8) },
    ];
    const bought = whatIsBought(alerts, marked, 61);
    expect(bought.alerts).toBe(2);
    expect(bought.perMonth).toBeCloseTo((2 / 61) * daysPerMonth, 12);
    expect(bought.hits).toBe(1);
    expect([...bought.delays]).toEqual([2, Number.NaN]);
  });
});

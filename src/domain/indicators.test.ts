import { expect, test } from "vitest";
import { caseFigures, measureValues, overdueShare } from "./indicators.ts";

// closed on time 10, late 4, without limit 3; open in time 2, overdue 1, without limit 5; void 7
const counts = [10, 4, 3, 2, 1, 5, 7];

test("void cases are in no figure and cases without a limit are not in the overdue share", () => {
  const figures = caseFigures(counts);
  expect(figures).toEqual({ cases: 25, open: 8, closed: 17, overdue: 5, limited: 17 });
  expect(overdueShare(figures)).toBeCloseTo(5 / 17, 12);
});

test("no case with a limit means no share, not zero", () => {
  expect(overdueShare(caseFigures([0, 0, 3, 0, 0, 1, 0]))).toBeNull();
});

test("measures of areas skip the row of cases outside all areas", () => {
  const input = {
    outcomes: [9, 9, 9, 9, 9, 9, 9, ...counts, ...new Array(7).fill(0)],
    medianHours: Float64Array.of(1, 36, Number.NaN),
    areaKm2: Float64Array.of(2, 0.5),
    residents: Float64Array.of(5000, Number.NaN),
  };
  const of = (measure: Parameters<typeof measureValues>[0]) => [...measureValues(measure, input).values];
  expect(of("count")).toEqual([25, 0]);
  expect(of("open")).toEqual([8, 0]);
  expect(of("per_km2")).toEqual([12.5, 0]);
  expect(of("per_1000")).toEqual([5, Number.NaN]);
  expect(of("median_days")).toEqual([1.5, Number.NaN]);
  expect(of("overdue_share")).toEqual([5 / 17, Number.NaN]);
});

test("a rate over fewer than five is flagged as small", () => {
  const input = {
    outcomes: [0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0, 4, 1, 0, 0, 0, 0, 0],
    medianHours: null,
    areaKm2: Float64Array.of(1, 1),
    residents: Float64Array.of(100, 5000),
  };
  expect([...measureValues("overdue_share", input).small]).toEqual([1, 0]);
  expect([...measureValues("per_1000", input).small]).toEqual([1, 0]);
});

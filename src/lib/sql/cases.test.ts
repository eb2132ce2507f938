import { expect, test } from "vitest";
import { areaFiguresSql, caseConditions } from "./cases.ts";

test("nothing filtered lets all pass", () => {
  expect(caseConditions({ values: {} })).toBe("TRUE");
});

test("time, values, areas and hours become conditions, quotes in values included", () => {
  expect(
    caseConditions({
      time: ["2024-01-01T00:00:00", "2024-01-31T23:59:59"],
      values: { dept: ["o'clock", ""], source: [""] },
      areas: { column: "duty_grid_id", ids: ["1", "2"] },
      hours: [0, 167],
    }),
  ).toBe(
    `"reported_at" BETWEEN TIMESTAMP '2024-01-01T00:00:00' AND TIMESTAMP '2024-01-31T23:59:59' AND ` +
      `("dept" IN ('o''clock') OR "dept" IS NULL) AND ("source" IS NULL) AND ("duty_grid_id" IN ('1', '2')) AND ` +
      `((isodow("reported_at") - 1) * 24 + hour("reported_at")) IN (0, 167)`,
  );
});

test("figures of areas ask for residents only where there are some", () => {
  const asked = { level: "duty_grid", conditions: { values: {} }, asOf: "2025-01-01T00:00:00" };
  expect(areaFiguresSql({ ...asked, residents: true })).toContain("cases_per_1000");
  expect(areaFiguresSql({ ...asked, residents: false })).not.toContain("population");
});

import { expect, test } from "vitest";
import { previousWindow, timeBins } from "./time-bins.ts";

const at = (text: string) => Date.parse(`${text}Z`) / 1000;
const iso = (seconds: number | undefined) => new Date((seconds ?? Number.NaN) * 1000).toISOString().slice(0, 16);

test("two years come as weeks from Monday that cover both ends", () => {
  const { edges, unit } = timeBins([at("2024-01-03T10:00:00"), at("2025-12-31T23:59:59")]);
  expect(unit).toBe("week");
  expect(iso(edges[0])).toBe("2024-01-01T00:00");
  expect(edges.at(-1)).toBeGreaterThan(at("2025-12-31T23:59:59"));
  expect(edges).toHaveLength(106);
});

test("a week comes as hours, a month as days, a decade as months", () => {
  expect(timeBins([at("2024-01-01T00:30:00"), at("2024-01-06T00:30:00")]).unit).toBe("hour");
  expect(timeBins([at("2024-01-01T00:00:00"), at("2024-01-31T23:00:00")])).toMatchObject({
    unit: "day",
    edges: { length: 32 },
  });
  const months = timeBins([at("2015-03-10T00:00:00"), at("2025-03-10T00:00:00")]);
  expect([months.unit, iso(months.edges[0]), iso(months.edges.at(-1))]).toEqual([
    "month",
    "2015-03-01T00:00",
    "2025-04-01T00:00",
  ]);
});

test("one moment still has a bin", () => {
  expect(timeBins([0, 0]).edges).toHaveLength(2);
});

test("the window before is as long, ends just before, and is absent where the data begins later", () => {
  expect(previousWindow([100, 199], [0, 500])).toEqual([0, 99]);
  expect(previousWindow([99, 199], [0, 500])).toBeNull();
});

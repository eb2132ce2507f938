import { expect, test } from "vitest";
import { isKept, median, medians, shown, tableOf } from "./figure.ts";

test("the median is the middle value, or the mean of the two middle ones", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([1, 10, 2, 4])).toBe(3);
  expect(median([])).toBeNaN();
});

test("each figure is the median over the runs", () => {
  const run = (a: number, b: number) => [
    { name: "a", value: a, unit: "ms" },
    { name: "b", value: b, unit: "ms" },
  ];
  expect(medians([run(1, 30), run(3, 10), run(2, 20)]).map(({ value }) => value)).toEqual([2, 20]);
});

test("promises compare with their bound", () => {
  const kept = (value: number, promise?: string) => isKept({ name: "", value, unit: "", ...(promise && { promise }) });
  expect([kept(10, "≤ 10"), kept(10.1, "≤ 10"), kept(2, "≥ 2"), kept(1.9, "≥ 2")]).toEqual([true, false, true, false]);
  expect([kept(999, "< 1,000"), kept(1000, "< 1,000"), kept(1), kept(1, "fast")]).toEqual([
    true,
    false,
    undefined,
    undefined,
  ]);
});

test("numbers keep three digits", () => {
  expect([shown(1234567), shown(0.0012345), shown(12.34)]).toEqual(["1,230,000", "0.00123", "12.3"]);
});

test("the table lines up and says which promises are broken", () => {
  expect(tableOf([{ name: "brush", value: 12, unit: "ms", promise: "≤ 10" }])).toBe(
    [
      "| what  | median | unit | promise | kept   |",
      "| ----- | -----: | ---- | ------- | ------ |",
      "| brush |     12 | ms   | ≤ 10    | **no** |",
    ].join("\n"),
  );
});

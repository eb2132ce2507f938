import { expect, test } from "vitest";
import { defaultDocument, type Locale } from "../../domain/document.ts";
import type { Filters } from "../../domain/filters.ts";
import { noSession } from "../../state/store.ts";
import { createNames } from "../use-names.ts";
import { filtersInWords, hoursInWords } from "./words.ts";

const words = (filters: Filters, locale: Locale) => filtersInWords(filters, createNames(noSession, locale), locale);
const block = (days: readonly number[], hours: readonly number[]) =>
  days.flatMap((day) => hours.map((hour) => day * 24 + hour));

test("no filter has no words", () => {
  expect(words(defaultDocument.filters, "zh-CN")).toEqual([]);
});

test("every kind of filter is said, in short and in full", () => {
  const filters: Filters = {
    time: [Date.UTC(2024, 2, 1) / 1000, Date.UTC(2024, 3, 1) / 1000 - 1],
    values: { dept: ["chengguan", "sanitation", ""], status: ["closed"] },
    areas: { level: "duty_grid", ids: ["G03"] },
    hours: block([0, 1, 2, 3, 4], [8, 9, 10, 11]),
  };
  expect(words(filters, "zh-CN")).toEqual([
    { key: "time", short: "2024-03-01 – 2024-03-31", full: "2024-03-01 – 2024-03-31" },
    { key: "areas", short: "G03", full: "责任网格：G03" },
    { key: "dept", short: "城管中队 + 2", full: "部门：城管中队、环卫、未填写" },
    { key: "status", short: "已结案", full: "状态：已结案" },
    { key: "hours", short: "周一–周五 08:00–12:00", full: "时段：周一–周五 08:00–12:00" },
  ]);
  expect(words(filters, "en").map(({ full }) => full)).toEqual([
    "2024-03-01 – 2024-03-31",
    "Duty grid: G03",
    "Department: Urban management squad, Sanitation, Not stated",
    "Status: Closed",
    "Hours of the week: Mon–Fri 08:00–12:00",
  ]);
});

test("days with the same hours are said together", () => {
  const hours = [
    ...block(
      [5, 6],
      Array.from({ length: 24 }, (_, hour) => hour),
    ),
    ...block([1, 3], [9, 20]),
  ];
  expect(hoursInWords(hours, "en")).toEqual(["Tue, Thu 09:00–10:00 20:00–21:00", "Sat–Sun all day"]);
});

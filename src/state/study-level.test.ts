import { expect, test } from "vitest";
import type { AreaTable } from "../domain/area-table.ts";
import { defaultDocument } from "../domain/document.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { makesCells, studyLevel } from "./study-level.ts";

const areas = (counts: Partial<Record<AreaLevel, number>>) =>
  new Map(Object.entries(counts).map(([level, rows]) => [level as AreaLevel, { level, rows } as AreaTable]));
const withLevel = (level: string) => ({
  ...defaultDocument,
  view: "hotspots" as const,
  analyses: { hotspots: { level } },
});

test("the level is the coarsest usual one with enough areas for chance to show", () => {
  expect(studyLevel(defaultDocument, areas({ community: 12, duty_grid: 14, cell: 705 }))).toBe("cell");
  expect(studyLevel(defaultDocument, areas({ community: 39, duty_grid: 296, micro_grid: 450 }))).toBe("duty_grid");
});

test("with few areas everywhere the level with most is taken, and without areas none", () => {
  expect(studyLevel(defaultDocument, areas({ community: 12, duty_grid: 14 }))).toBe("duty_grid");
  expect(studyLevel(defaultDocument, areas({}))).toBeNull();
});

test("a chosen level is taken where the dataset has it", () => {
  expect(studyLevel(withLevel("community"), areas({ community: 12, cell: 705 }))).toBe("community");
  expect(studyLevel(withLevel("district"), areas({ community: 12, cell: 705 }))).toBe("cell");
});

test("only the views of hotspots and of emerging ones make cells of their own", () => {
  expect(makesCells(withLevel("hexagon"))).toBe(true);
  expect(makesCells(withLevel("cell"))).toBe(false);
  expect(makesCells({ ...withLevel("hexagon"), view: "emerging" })).toBe(true);
  expect(makesCells({ ...withLevel("hexagon"), view: "streets" })).toBe(false);
});

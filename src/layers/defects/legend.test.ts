import { expect, test } from "vitest";
import { polygonSet } from "../../lib/polygon-set.ts";
import { defectsLegend } from "./legend.ts";
import type { DefectsData } from "./style.ts";

const data = (counts: readonly number[]): DefectsData => ({
  polygons: polygonSet([]),
  codes: new Uint8Array(),
  lines: [],
  classes: ["overlap", "gap", "open-gap", "unmatched", "ring"],
  counts,
});

test("the legend has the classes that occur, with their numbers and colours that differ", () => {
  const legend = defectsLegend(data([3, 0, 1, 2, 4]), { theme: "light", strong: -1 });
  expect(legend?.stops.map(({ code, count }) => [code, count])).toEqual([
    ["overlap", 3],
    ["open-gap", 1],
    ["unmatched", 2],
    ["ring", 4],
  ]);
  expect(new Set(legend?.stops.map(({ colour }) => colour)).size).toBe(4);
});

test("nothing found has no legend", () => {
  expect(defectsLegend(data([0, 0, 0, 0, 0]), { theme: "dark", strong: -1 })).toBeNull();
});

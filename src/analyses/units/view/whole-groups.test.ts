import { expect, test } from "vitest";
import type { AreaTable } from "../../../domain/area-table.ts";
import { metresPerDegree } from "../../../lib/geodesy.ts";
import { polygonSet } from "../../../lib/polygon-set.ts";
import { wholeGroups } from "./whole-groups.ts";

const scale = metresPerDegree(31.2);
/** Metres east and north of a corner, as degrees. */
const degrees = (metres: readonly number[]) =>
  Float64Array.from(metres, (value, i) => (i % 2 === 0 ? 121.4 + value / scale.lon : 31.2 + value / scale.lat));
const box = (w: number, s: number, e: number, n: number) => ({
  kind: "Polygon" as const,
  coords: degrees([w, s, e, s, e, n, w, n, w, s]),
  ringEnds: [5],
  polygonEnds: [1],
});
const line = (...metres: readonly number[]) => ({
  kind: "LineString" as const,
  coords: degrees(metres),
  ringEnds: [],
  polygonEnds: [],
});

/** Three atoms of 100 m side by side. */
function groups(
  roads: readonly (readonly [string, ReturnType<typeof line>])[],
  estates: readonly ReturnType<typeof box>[],
) {
  const polygons = polygonSet([0, 100, 200].map((w) => box(w, 0, w + 100, 100)));
  const table = { polygons, labelPoints: degrees([50, 50, 150, 50, 250, 50]) } as Pick<
    AreaTable,
    "polygons" | "labelPoints"
  > as AreaTable;
  const base = {
    basemap: { kinds: estates.map(() => "estate"), names: [], shapes: estates },
    roads: {
      classes: roads.map(([kind]) => kind),
      names: roads.map(() => ""),
      shapes: roads.map(([, shape]) => shape),
    },
    buildings: { heightsMetres: new Float64Array(), shapes: [] },
  };
  const { groupStart, groupAtom, groupWeight } = wholeGroups({ input: { base }, table, count: 3 });
  expect([...groupWeight]).toEqual(new Array(groupStart.length - 1).fill(1));
  return Array.from(groupWeight, (_, g) => [...groupAtom.subarray(groupStart[g], groupStart[g + 1])]);
}

test("an estate and a lane in several atoms are whole groups; a street, a lane along a border and one inside are none", () => {
  expect(groups([], [box(110, 0, 300, 100)])).toEqual([[1, 2]]);
  expect(groups([["lane", line(40, 50, 160, 50)]], [])).toEqual([[0, 1]]);
  expect(groups([["secondary", line(40, 50, 160, 50)]], [])).toEqual([]);
  expect(groups([["lane", line(100, 0, 100, 100)]], [])).toEqual([]);
  expect(groups([["lane", line(20, 20, 80, 80)]], [box(0, 0, 100, 100)])).toEqual([]);
});

test("edges of a lane that meet are one lane, unless another road meets them", () => {
  const [one, other] = [["lane", line(40, 50, 100, 50)] as const, ["lane", line(100, 50, 160, 50)] as const];
  expect(groups([one, other], [])).toEqual([[0, 1]]);
  expect(groups([one, other, ["branch", line(100, 50, 100, 90)]], [])).toEqual([]);
});

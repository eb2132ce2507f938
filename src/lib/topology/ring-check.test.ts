import { expect, test } from "vitest";
import { polygonSet } from "../polygon-set.ts";
import { nodeBorders } from "./noding.ts";
import { invalidRings } from "./ring-check.ts";
import { flat } from "./topology.test-data.ts";

type Ring = readonly (readonly [number, number])[];

function faultsOf(...polygons: readonly (readonly Ring[])[]): [string, number, number, number][] {
  const areas = polygonSet([flat(polygons)]);
  return invalidRings(areas, nodeBorders(areas, 0.01)).map(({ fault, x, y, count }) => [
    fault,
    Math.round(x * 100) / 100,
    Math.round(y * 100) / 100,
    count,
  ]);
}

const box = (w: number, s: number, e: number, n: number): Ring => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
];

test("a box, one with a hole, and two boxes that meet at a corner are valid", () => {
  expect(faultsOf([box(0, 0, 9, 9)])).toEqual([]);
  expect(faultsOf([box(0, 0, 9, 9), box(2, 2, 4, 4).toReversed()])).toEqual([]);
  expect(faultsOf([box(0, 0, 4, 4)], [box(4, 4, 9, 9)])).toEqual([]);
});

test("a bow tie crosses itself in its middle", () => {
  const bow: Ring = [
    [0, 0],
    [10, 10],
    [10, 0],
    [0, 14],
    [0, 0],
  ];
  const [fault] = faultsOf([bow]).filter(([name]) => name !== "direction");
  expect(fault[0]).toBe("crossing");
  expect(fault[1]).toBeCloseTo(5.83, 1);
  expect(fault[3]).toBe(1);
});

test("two loops that share one point touch; a way out and back is a spike", () => {
  expect(
    faultsOf([
      [
        [0, 0],
        [4, 0],
        [4, 4],
        [8, 4],
        [8, 8],
        [4, 8],
        [4, 4],
        [0, 4],
        [0, 0],
      ],
    ]),
  ).toEqual([["touching", 4, 4, 1]]);
  expect(
    faultsOf([
      [
        [0, 0],
        [9, 0],
        [9, 4],
        [14, 4],
        [9, 4],
        [9, 9],
        [0, 9],
        [0, 0],
      ],
    ])[0][0],
  ).toBe("spike");
});

test("points said twice, rings left open, turned round or without area", () => {
  expect(
    faultsOf([
      [
        [0, 0],
        [9, 0],
        [9, 0],
        [9, 9],
        [9, 9],
        [0, 9],
        [0, 0],
      ],
    ]),
  ).toEqual([["repeated", 9, 0, 2]]);
  expect(
    faultsOf([
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ],
    ]).map(([fault]) => fault),
  ).toContain("unclosed");
  expect(faultsOf([box(0, 0, 9, 9).toReversed()])).toEqual([["direction", 0, 0, 1]]);
  expect(
    faultsOf([
      [
        [0, 0],
        [9, 0],
        [0, 0],
      ],
    ]).map(([fault]) => fault),
  ).toContain("collapsed");
});

test("a hole outside its outline, and a part inside another part", () => {
  expect(faultsOf([box(0, 0, 9, 9), box(12, 2, 14, 4).toReversed()]).map(([fault]) => fault)).toEqual(["hole-outside"]);
  expect(faultsOf([box(0, 0, 9, 9)], [box(2, 2, 4, 4)]).map(([fault]) => fault)).toEqual(["part-inside"]);
});

test("a ring that passes its own side without crossing it touches", () => {
  // The notch comes down to the lower side.
  expect(
    faultsOf([
      [
        [0, 0],
        [10, 0],
        [10, 9],
        [6, 9],
        [5, 0],
        [4, 9],
        [0, 9],
        [0, 0],
      ],
    ]),
  ).toEqual([["touching", 5, 0, 1]]);
});

import { expect, test } from "vitest";
import { splitRoads } from "./road-split.ts";

test("two streets that share a vertex become four edges with one node in the middle", () => {
  const { line, from, to, nodes } = splitRoads([
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ],
    [
      [0, 2],
      [1, 1],
      [2, 0],
    ],
  ]);
  expect(line).toEqual([0, 0, 1, 1]);
  expect(nodes).toHaveLength(5);
  const middle = nodes.findIndex(([x, y]) => x === 1 && y === 1);
  expect([to[0], from[1], to[2], from[3]]).toEqual([middle, middle, middle, middle]);
});

test("a bridge that crosses without a common vertex stays apart", () => {
  expect(
    splitRoads([
      [
        [0, 0],
        [2, 2],
      ],
      [
        [0, 2],
        [2, 0],
      ],
    ]).line,
  ).toEqual([0, 1]);
});

test("a loop keeps its node, and a line without length gives no edge", () => {
  const { from, to, line } = splitRoads([
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
    [
      [5, 5],
      [5, 5],
    ],
  ]);
  expect(line).toEqual([0]);
  expect(from).toEqual(to);
});

test("no points are lost", () => {
  const { coords } = splitRoads([
    [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    [
      [2, 0],
      [2, 5],
    ],
  ]);
  expect(coords).toEqual([
    [
      [0, 0],
      [1, 0],
      [2, 0],
    ],
    [
      [2, 0],
      [3, 0],
    ],
    [
      [2, 0],
      [2, 5],
    ],
  ]);
});

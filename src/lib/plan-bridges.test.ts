import { expect, test } from "vitest";
import { type BorderPieces, borderGraph } from "./border-pieces.ts";
import { boardAtoms, boardPieces } from "./plan.test-data.ts";
import { createPlan } from "./plan.ts";
import { graphWithBridges, packBridges, toggled, unpackBridges } from "./plan-bridges.ts";
import { packPlan, unpackPlan } from "./plan-code.ts";

const ids = Array.from({ length: 8 }, (_, a) => `cell ${a}`);

/** A board of 4 × 2 with a river between the second and the third column. */
function riverBoard() {
  const pieces = boardPieces(4, 2);
  const banks = [...pieces.left.keys()].filter((p) => {
    const [left = -1, right = -1] = [pieces.left[p], pieces.right[p]];
    return !(left >= 0 && right >= 0 && Math.min(left % 4, right % 4) === 1 && Math.max(left % 4, right % 4) === 2);
  });
  const take = <T extends Int32Array | Uint32Array | Float64Array>(column: T) =>
    column.filter((_, p) => banks.includes(p));
  const open: BorderPieces = {
    ...pieces,
    count: banks.length,
    from: take(pieces.from) as Uint32Array,
    to: take(pieces.to) as Uint32Array,
    left: take(pieces.left) as Int32Array,
    right: take(pieces.right) as Int32Array,
    metres: take(pieces.metres) as Float64Array,
  };
  return { ...boardAtoms(4, 2), graph: borderGraph(open, 8, new Uint8Array(open.count)) };
}

test("bridges come back from their text, the lower atom first, each once", () => {
  const text = packBridges([[1, 2]], ids);
  expect(unpackBridges(text, ids)).toEqual([[1, 2]]);
  expect(unpackBridges(`${text}.2-1.6-5`, ids)).toEqual([
    [1, 2],
    [5, 6],
  ]);
  expect(packBridges([], ids)).toBe("");
  expect(unpackBridges("", ids)).toEqual([]);
});

test("bridges of other atoms, and what is no bridge, are refused", () => {
  const text = packBridges([[1, 2]], ids);
  expect(unpackBridges(text, [...ids, "one more"])).toBeNull();
  for (const bad of ["", "9-1", "1-1", "1", "1-2-3", "1-x", "-1-2"]) {
    expect(unpackBridges(`${packBridges([[1, 2]], ids)}.${bad}`, ids)).toBeNull();
  }
  expect(unpackBridges("p1.abc.1-2", ids)).toBeNull();
});

test("a bridge is put and taken away, whichever atom comes first", () => {
  const one = toggled([], 5, 3);
  expect(one).toEqual([[3, 5]]);
  expect(toggled(one, 3, 5)).toEqual([]);
  expect(toggled(one, 5, 3)).toEqual([]);
});

test("a unit on both banks is broken without a bridge and whole with one; no border grows", () => {
  const board = riverBoard();
  const before = createPlan(board, new Array(8).fill(0), 1);
  expect(before.parts(0).map(({ atoms }) => atoms.length)).toEqual([4, 4]);
  const graph = graphWithBridges(board.graph, [[1, 2]]);
  const after = createPlan({ ...board, graph }, new Array(8).fill(0), 1);
  expect(after.parts(0)).toHaveLength(1);
  expect(after.border(0)).toEqual(before.border(0));
  expect(graphWithBridges(board.graph, [])).toBe(board.graph);
});

test("a plan's text is read by borders alone: bridges do not change it", () => {
  const board = riverBoard();
  const unit = Uint16Array.of(0, 0, 1, 1, 0, 0, 1, 1);
  const text = packPlan(unit, board.graph, ids);
  expect(unpackPlan(text, board.graph, ids)).toEqual({ unit });
});

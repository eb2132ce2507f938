import { describe, expect, test } from "vitest";
import { boardAtoms } from "../../../lib/plan.test-data.ts";
import { packPlan } from "../../../lib/plan-code.ts";
import type { Atoms } from "./atoms.ts";
import { importPlan } from "./import-plan.ts";

const board = boardAtoms(4, 2);
const ids = Array.from({ length: 8 }, (_, a) => `31010618800100${a}`);
const step = 0.0009;
const labelPoints = Float64Array.from({ length: 16 }, (_, i) =>
  i % 2 === 0 ? ((i / 2) % 4) * step + step / 2 : Math.floor((i - 1) / 8) * step + step / 2,
);
// Only what an import looks at.
const atoms = {
  ...board,
  ownGraph: board.graph,
  table: { ids, labelPoints, level: "cell" },
  base: {
    level: "community",
    names: ["East", "West"],
    ids: ["e", "w"],
    unit: Uint16Array.from([0, 0, 1, 1, 0, 0, 1, 1]),
  },
} as unknown as Atoms;
const present = atoms.base.unit;

const rows = (header: string[], ...list: string[][]) => ({ kind: "rows" as const, header, rows: list });

describe("an assignment table", () => {
  test("keeps the numbers of today's names and gives new ones to others; the rest stays", () => {
    const plan = importPlan(rows(["area_id", "unit"], [ids[0] ?? "", "New"], [ids[1] ?? "", "West"]), atoms, present);
    expect(plan).toMatchObject({ atoms: 2, units: 2, rest: 6, unknown: [], twice: [] });
    if ("wrong" in plan) throw new Error(plan.wrong);
    expect([...plan.unit]).toEqual([2, 1, 1, 1, 0, 0, 1, 1]);
    expect([...plan.names]).toEqual([[2, "New"]]);
  });

  test("reads Chinese headers and ids with an apostrophe", () => {
    const plan = importPlan(rows(["区域编码", "单元"], [`'${ids[0]}`, "West"]), atoms, present);
    expect(plan).toMatchObject({ atoms: 1, units: 1 });
  });

  test("names what it does not know and what stands there twice", () => {
    const plan = importPlan(
      rows(["id", "unit"], ["x9", "A"], [ids[2] ?? "", "A"], [ids[2] ?? "", "B"], [ids[3] ?? "", ""]),
      atoms,
      present,
    );
    expect(plan).toMatchObject({ unknown: ["x9", ids[3]], twice: [ids[2]] });
  });

  test("without the columns, or without a known id, it is refused for that reason", () => {
    expect(importPlan(rows(["a", "b"], ["1", "2"]), atoms, present)).toEqual({ wrong: "columns" });
    expect(importPlan(rows(["id", "unit"], ["1", "2"]), atoms, present)).toEqual({ wrong: "nothing" });
    expect(importPlan({ kind: "wrong", wrong: "json" }, atoms, present)).toEqual({ wrong: "json" });
  });
});

test("polygons take the atoms whose middle they hold", () => {
  const shape = {
    kind: "Polygon" as const,
    coords: Float64Array.of(0, 0, 2 * step, 0, 2 * step, 2 * step, 0, 2 * step, 0, 0),
    ringEnds: [5],
    polygonEnds: [1],
  };
  const plan = importPlan({ kind: "polygons", shapes: [shape], names: ["Left"] }, atoms, present);
  expect(plan).toMatchObject({ atoms: 4, units: 1, rest: 4 });
  const far = { ...shape, coords: shape.coords.map((value) => value + 5) };
  expect(importPlan({ kind: "polygons", shapes: [far], names: ["Far"] }, atoms, present)).toEqual({
    wrong: "polygons",
  });
});

test("a plan file of other atoms is refused", () => {
  expect(importPlan({ kind: "plan", settings: { plan: "p1.x.y" } }, atoms, present)).toEqual({ wrong: "atoms" });
});

test("a plan file of ours brings its names, its note and its links over water along", () => {
  const plan = packPlan([0, 0, 0, 1, 0, 0, 0, 1], atoms.ownGraph, ids);
  const settings = { atoms: "cell", plan, names: "1=Harbour", note: "along the canal", bridges: "b1.x.1-2" };
  const read = importPlan({ kind: "plan", settings }, atoms, present);
  if ("wrong" in read) throw new Error(read.wrong);
  expect([...read.unit]).toEqual([0, 0, 0, 1, 0, 0, 0, 1]);
  expect([...read.names]).toEqual([[1, "Harbour"]]);
  expect(read.also).toEqual({ names: "1=Harbour", note: "along the canal", bridges: "b1.x.1-2" });
  expect(importPlan({ kind: "plan", settings: { ...settings, atoms: "community" } }, atoms, present)).toEqual({
    wrong: "atoms",
  });
});

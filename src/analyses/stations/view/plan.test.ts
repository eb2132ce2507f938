import { expect, test } from "vitest";
import { type Change, changesOf, changesText, freshId, openOnes, planned, withChange } from "./plan.ts";

const stations = {
  ids: ["A 1", "B;2", "C"],
  names: ["North", "South", "West"],
  lon: Float64Array.of(1, 2, 3),
  lat: Float64Array.of(10, 20, 30),
  crews: Float64Array.of(2, 2, 3),
};

const changes: Change[] = [
  { kind: "move", id: "A 1", lon: 1.5, lat: 10.5 },
  { kind: "add", id: "new-1", lon: 4, lat: 40 },
  { kind: "close", id: "B;2" },
  { kind: "crews", id: "C", crews: 5 },
];

test("changes survive the way through a setting, whatever the ids", () => {
  expect(changesOf(changesText(changes))).toEqual(changes);
});

test("changes are applied; closed stations are known but not open", () => {
  const after = planned(stations, changes);
  expect(after.ids).toEqual(["A 1", "B;2", "C", "new-1"]);
  expect([...after.lon]).toEqual([1.5, 2, 3, 4]);
  expect(after.standing).toEqual(["changed", "closed", "changed", "changed"]);
  const open = openOnes(after);
  expect(open.ids).toEqual(["A 1", "C", "new-1"]);
  expect([...open.crews]).toEqual([2, 5, 1]);
  expect(planned(stations, []).standing).toEqual(["open", "open", "open"]);
});

test("a later change takes the place of an earlier; closing what was added forgets it; moving it moves it", () => {
  const moved = withChange(changes, { kind: "move", id: "A 1", lon: 9, lat: 9 });
  expect(moved.filter(({ kind }) => kind === "move")).toHaveLength(1);
  expect(withChange(changes, { kind: "close", id: "new-1" }).some(({ id }) => id === "new-1")).toBe(false);
  const [, added] = withChange(changes, { kind: "move", id: "new-1", lon: 5, lat: 50 });
  expect(added).toEqual({ kind: "add", id: "new-1", lon: 5, lat: 50 });
  expect(freshId(changes)).toBe("new-2");
});

test("what cannot be read is left out", () => {
  expect(changesOf("move A;add x y z;close;jump A 1 2;crews A -1;add n 200 10;%% 1 2;close %zz")).toEqual([
    { kind: "close", id: "%zz" },
  ]);
  expect(changesOf("")).toEqual([]);
});

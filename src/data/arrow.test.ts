import { tableFromIPC } from "apache-arrow";
import { afterEach, expect, test, vi } from "vitest";
import { columnsToIpc } from "./arrow.ts";

afterEach(() => vi.unstubAllGlobals());

test("a result's columns come back as they were: NaN and empty texts as null", () => {
  const bytes = columnsToIpc({
    name: ["东路", "", "b", "东路"],
    z: Float64Array.of(1.5, Number.NaN, -2, 0),
    steps: Uint32Array.of(1, 2, 3, 4),
  });
  expect(
    tableFromIPC(bytes)
      .toArray()
      .map((row) => ({ ...row.toJSON() })),
  ).toEqual([
    { name: "东路", z: 1.5, steps: 1 },
    { name: null, z: null, steps: 2 },
    { name: "b", z: -2, steps: 3 },
    { name: "东路", z: 0, steps: 4 },
  ]);
});

test("a result without rows names no dictionaries, which a stream without rows cannot carry", () => {
  const table = tableFromIPC(columnsToIpc({ name: [], z: new Float64Array() }));
  expect(table.numRows).toBe(0);
  expect(table.schema.dictionaries.size).toBe(0);
});

test("no code is compiled on the way, which the page's policy would forbid", () => {
  const refuse = () => {
    throw new Error("compiled");
  };
  vi.stubGlobal("Function", new Proxy(Function, { construct: refuse, apply: refuse }));
  expect(() => columnsToIpc({ name: ["a", ""], z: Float64Array.of(1, Number.NaN) })).not.toThrow();
});

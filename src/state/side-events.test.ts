import { describe, expect, test } from "vitest";
import { hasDataset, openFolder } from "../../test/support/open-folder.ts";
import { pausesOfCases, type SideEvents, sideEvents, sideKinds } from "./side-events.ts";

const kind = (name: (typeof sideKinds)[number]) => sideKinds.indexOf(name);

describe("pauses", () => {
  const side: SideEvents = {
    caseRow: Uint32Array.of(1, 1, 1, 1, 4, 4, 6),
    kind: Uint8Array.from([
      kind("suspend"),
      kind("resume"),
      kind("rework"),
      kind("suspend"),
      kind("resume"),
      kind("rework"),
      kind("suspend"),
    ]),
    at: Float64Array.of(10, 20, 25, 30, 5, 7, 1),
    level: new Uint8Array(7),
    limit: new Float64Array(7).fill(Number.NaN),
    has: [true, true, true, false, false],
  };

  test("a suspension ends with the resumption; one without goes on, and a resumption alone is none", () => {
    const { pauseStart, pauseFrom, pauseTo, reworked } = pausesOfCases(side, Uint32Array.of(0, 1, 4, 5));
    expect([...pauseStart]).toEqual([0, 0, 2, 2, 2]);
    expect([...pauseFrom]).toEqual([10, 30]);
    expect([...pauseTo]).toEqual([20, Number.NaN]);
    expect([...reworked]).toEqual([Number.NaN, 25, 7, Number.NaN]);
  });

  test("without a log there are none", () => {
    expect([...pausesOfCases(null, Uint32Array.of(3, 9)).pauseStart]).toEqual([0, 0, 0]);
  });
});

describe.skipIf(!hasDataset("sample"))("the sample town's side events", () => {
  test("belong to their cases, are in the order of cases and times, and are as many as were planted", async () => {
    const { handle } = openFolder("sample");
    const side = await sideEvents(handle);
    if (!side) throw new Error("no log");
    expect(side.has).toEqual([true, true, true, true, false]);
    expect(side.kind.filter((one) => one === kind("rework"))).toHaveLength(4803);
    const reworked = new Set([...side.caseRow].filter((_, e) => side.kind[e] === kind("rework")));
    expect(reworked.size).toBe(4173);
    for (let e = 1; e < side.caseRow.length; e++) {
      const [before, own] = [side.caseRow[e - 1] ?? 0, side.caseRow[e] ?? 0];
      expect(before < own || (before === own && (side.at[e - 1] ?? 0) <= (side.at[e] ?? 0))).toBe(true);
    }
  });
});

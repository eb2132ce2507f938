import { expect, test } from "vitest";
import { createFormat } from "../../../i18n/format.ts";
import { createTexts } from "../../../i18n/texts.ts";
import { parsed } from "../../../state/travel-settings.ts";
import type { WhatIfResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { warningsOf } from "./words.ts";

function said(snaps: readonly number[], roads: readonly number[] = [1, 0, 9]): string[] {
  const part = {
    after: {
      open: { names: ["North", "South", "West"] },
      output: { stationSnapMetres: Float64Array.from(snaps), roads: Float64Array.from(roads) },
    },
    input: { plan: { travel: parsed({}) } },
  };
  // Nothing else of a result is read by warnings.
  const result = part as unknown as WhatIfResult;
  return warningsOf(result, { t: createTexts(messages, "en"), format: createFormat("en") });
}

test("a station dragged off the network, or far from it, is named with how far", () => {
  expect(said([5, 299, 300])).toEqual([]);
  const [far, off] = said([5, 412.4, Infinity]);
  expect(far).toMatch(/^South is 412 m from the nearest road \(over 300 m\)/);
  expect(off).toMatch(/^West is over 1 km from any road/);
});

test("roads that do not connect are said with their share", () => {
  expect(said([5], [4, 0.25, 9])).toEqual([expect.stringMatching(/4 pieces, 25\.0% of the length/)]);
});

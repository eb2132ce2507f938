import { expect, test } from "vitest";
import { pairsOf, strengthScale } from "./shapes.ts";

const stops = (...codes: string[]) => codes.map((code) => ({ colour: "#000000", code, count: 1 }));
const codesOf = (list: readonly { readonly code?: string }[] | undefined) => list?.map(({ code }) => code);

test("degrees of certainty become a scale from cold to hot, with what is no degree beside", () => {
  const scale = strengthScale(stops("hot-99", "hot-95", "not-significant", "cold-95", "cold-99", "isolated"));
  expect(codesOf(scale?.steps)).toEqual(["cold-99", "cold-95", "not-significant", "hot-95", "hot-99"]);
  expect(codesOf(scale?.others)).toEqual(["isolated"]);
  expect(strengthScale(stops("high-high", "not-significant"))).toBeNull();
});

test("patterns are told apart by their side", () => {
  const { hot, cold, others } = pairsOf(stops("none", "new-hot", "still-cold", "new-cold"));
  expect([codesOf(hot), codesOf(cold), codesOf(others)]).toEqual([["new-hot"], ["still-cold", "new-cold"], ["none"]]);
});

import { expect, test } from "vitest";
import { chooseIndex, createRandom, cumulate, shuffle, splitMix64, xoshiro128 } from "./random.ts";

test("xoshiro128** gives the numbers of its reference implementation", () => {
  const next = xoshiro128([1, 2, 3, 4]);
  expect(Array.from({ length: 10 }, next)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test("SplitMix64 gives the numbers of its reference implementation", () => {
  expect(splitMix64(1477776061723855037n, 4)).toEqual([
    1985237415132408290n,
    2979275885539914483n,
    13511426838097143398n,
    8488337342461049707n,
  ]);
});

test("a seed and a stream repeat their numbers, another stream does not", () => {
  const draw = (seed: number, stream?: string) => {
    const random = createRandom(seed, stream);
    return Array.from({ length: 5 }, () => random.uint32());
  };
  expect(draw(7, "roads")).toEqual(draw(7, "roads"));
  expect(draw(7, "roads")).not.toEqual(draw(7, "cases"));
  expect(draw(7)).not.toEqual(draw(8));
  expect(() => createRandom(1.5)).toThrow("whole number");
});

test("gaussian numbers have mean 0, variance 1 and the tails of a normal", () => {
  const random = createRandom(1);
  const values = Array.from({ length: 200_000 }, () => random.gaussian());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(values.filter((value) => value > 1.959964).length / values.length).toBeCloseTo(0.025, 2);
});

test("a choice by weight follows the weights and never takes a zero weight", () => {
  const sums = cumulate([0, 1, 0, 3, 0]);
  const random = createRandom(2);
  const counts = new Array<number>(5).fill(0);
  for (let i = 0; i < 40_000; i++) counts[chooseIndex(sums, random.float())]++;
  expect([counts[0], counts[2], counts[4]]).toEqual([0, 0, 0]);
  expect(counts[3] / counts[1]).toBeCloseTo(3, 0);
  expect(chooseIndex(sums, 0)).toBe(1);
  expect(chooseIndex(sums, 1 - 2 ** -32)).toBe(3);
});

test("a shuffle keeps every item", () => {
  const items = shuffle([1, 2, 3, 4, 5], createRandom(3));
  expect([...items].sort()).toEqual([1, 2, 3, 4, 5]);
  expect(() => createRandom(1).pick([])).toThrow("nothing to pick");
});

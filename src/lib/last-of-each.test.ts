import { expect, test } from "vitest";
import { lastOfEach, nameOf } from "./last-of-each.ts";
import { createRandom } from "./random.ts";

function namesOf(texts: readonly string[]): Uint32Array {
  const names = new Uint32Array(texts.length * 2);
  texts.forEach((text, i) => {
    nameOf(text, names, 2 * i);
  });
  return names;
}

test("the last of every name is kept, whatever the order", () => {
  expect([...lastOfEach(namesOf(["a", "b", "a", "c", "b", "a"]))]).toEqual([0, 0, 0, 1, 1, 1]);
});

test("nothing at all and one thing are told apart from nothing", () => {
  expect([...lastOfEach(new Uint32Array(0))]).toEqual([]);
  expect([...lastOfEach(new Uint32Array(2))]).toEqual([1]);
});

test("random repeats agree with a map", () => {
  const random = createRandom(7);
  const texts = Array.from({ length: 5000 }, () => `case-${random.below(2000)}`);
  const expected = texts.map((text, i) => (texts.lastIndexOf(text) === i ? 1 : 0));
  expect([...lastOfEach(namesOf(texts))]).toEqual(expected);
});

test("a hundred thousand running numbers have as many names", () => {
  const texts = Array.from({ length: 100_000 }, (_, i) => `SIM-2024-${i}`);
  expect(lastOfEach(namesOf(texts)).every((kept) => kept === 1)).toBe(true);
});

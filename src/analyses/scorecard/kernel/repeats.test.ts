import { expect, test } from "vitest";
import { finished } from "../../../lib/progress.ts";
import { createRandom } from "../../../lib/random.ts";
import { type RepeatInput, repeatsOf } from "./repeats.ts";

const day = 86_400;

function randomCases(n: number, seed: number): RepeatInput {
  const random = createRandom(seed, "repeats");
  const column = (value: () => number) => Float64Array.from({ length: n }, value);
  const reported = column(() => Math.floor(random.between(0, 90 * day)));
  return {
    kind: Uint32Array.from({ length: n }, () => random.below(4)),
    kindCount: Uint32Array.of(3),
    x: column(() => (random.chance(0.02) ? Number.NaN : random.between(-300, 300))),
    y: column(() => random.between(-300, 300)),
    reported,
    closed: reported.map((at) => (random.chance(0.8) ? at + random.below(10 * day) : Number.NaN)),
    state: Uint8Array.from({ length: n }, () => (random.chance(0.1) ? 2 : 0)),
  };
}

/** Every pair, one by one. */
function everyPair({ kind, kindCount, x, y, reported, closed, state }: RepeatInput) {
  const n = kind.length;
  const out = { duplicate: new Uint8Array(n), recurring: new Uint8Array(n) };
  const counts = (i: number) => state[i] !== 2 && Number(kind[i]) < Number(kindCount[0]);
  const column = (values: Float64Array, i: number) => values[i] ?? Number.NaN;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j || !counts(i) || !counts(j) || kind[i] !== kind[j]) continue;
      const away = (column(x, i) - column(x, j)) ** 2 + (column(y, i) - column(y, j)) ** 2;
      const isBefore = column(reported, j) < column(reported, i) || (reported[j] === reported[i] && j < i);
      if (!(away <= 2500) || !isBefore) continue;
      if (column(reported, i) - column(reported, j) <= day) out.duplicate[i] = 1;
      const since = column(reported, i) - column(closed, j);
      if (since > 0 && since <= 30 * day) out.recurring[j] = 1;
    }
  }
  return out;
}

test.each([1, 2, 3])("repeats found through cells are those of every pair (seed %d)", (seed) => {
  const input = randomCases(700, seed);
  const found = finished(repeatsOf(input));
  const expected = everyPair(input);
  expect([...found.duplicate]).toEqual([...expected.duplicate]);
  expect([...found.recurring]).toEqual([...expected.recurring]);
  expect(expected.duplicate.some((one) => one === 1)).toBe(true);
});

test("fifty metres and twenty-four hours are still a repeat, a second more is not", () => {
  const two = (metres: number, seconds: number): RepeatInput => ({
    kind: new Uint32Array(2),
    kindCount: Uint32Array.of(1),
    x: Float64Array.of(0, metres),
    y: new Float64Array(2),
    reported: Float64Array.of(0, seconds),
    closed: new Float64Array(2).fill(Number.NaN),
    state: new Uint8Array(2),
  });
  expect([...finished(repeatsOf(two(50, day))).duplicate]).toEqual([0, 1]);
  expect([...finished(repeatsOf(two(50, day + 1))).duplicate]).toEqual([0, 0]);
  expect([...finished(repeatsOf(two(50.1, day))).duplicate]).toEqual([0, 0]);
});

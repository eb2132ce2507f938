import fc from "fast-check";
import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { sha256Hex } from "../sha256.ts";
import { acos, asin, atan, atan2, cos, sin, tan } from "./circle.ts";
import { exp, log, pow } from "./powers.ts";

/* Reference values in whole numbers of 2⁻⁴⁰⁰, about 120 digits, by plain series. */
const bits = 400n;
const one = 1n << bits;
const exact = (x: number) => BigInt(x * 2 ** 300) << (bits - 300n);
const times = (a: bigint, b: bigint) => (a * b) >> bits;
const over = (a: bigint, b: bigint) => (a << bits) / b;

function series(x: bigint, terms: readonly number[], sign: bigint): bigint {
  const [first = 0] = terms;
  let term = first === 0 ? one : x;
  let sum = term;
  for (let k = BigInt(first + 1); term !== 0n; k += BigInt(terms.length === 2 ? 2 : 1)) {
    term = terms.length === 2 ? (sign * times(times(term, x), x)) / (k * (k + 1n)) : times(term, x) / k;
    sum += term;
  }
  return sum;
}

const sine = (x: bigint) => series(x, [1, 3], -1n);
const cosine = (x: bigint) => series(x, [0, 2], -1n);

function power(x: bigint): bigint {
  let value = series(x >> 12n, [0], 1n);
  for (let i = 0; i < 12; i++) value = times(value, value);
  return value;
}

function logarithm(y: bigint): bigint {
  let x = exact(Math.log(Number(y >> (bits - 200n)) / 2 ** 200));
  for (let step = 0; step < 4; step++) x += 2n * over(y - power(x), y + power(x));
  return x;
}

function angle(y: bigint, x: bigint): bigint {
  let a = exact(Math.atan2(Number(y >> (bits - 200n)), Number(x >> (bits - 200n))));
  for (let step = 0; step < 4; step++) {
    const [s, c] = [sine(a), cosine(a)];
    a += over(times(y, c) - times(x, s), times(x, c) + times(y, s));
  }
  return a;
}

/** How far a value is from its reference, in units in the last place of the value. */
function off(value: number, reference: bigint): number {
  const unit = 2 ** (Math.floor(Math.log2(Math.abs(value))) - 52);
  const difference = exact(value) - reference;
  return Math.abs(Number((difference << 20n) / exact(unit)) / 2 ** 20);
}

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true }).filter((x) => Math.abs(x) > 1e-30);

test.each<[string, (x: number) => number, (x: bigint) => bigint, fc.Arbitrary<number>, number]>([
  ["exp", exp, power, number(-60, 100), 0.6],
  ["exp near 0", exp, power, number(-0.05, 0.05), 0.6],
  ["log", log, logarithm, number(1e-20, 1e20), 0.6],
  ["log near 1", log, logarithm, number(0.98, 1.02), 0.6],
  ["sin", sin, sine, number(-20, 20), 0.8],
  ["cos", cos, cosine, number(-20, 20), 0.8],
  ["tan", tan, (x) => over(sine(x), cosine(x)), number(-20, 20), 2],
  ["atan", atan, (x) => angle(x, one), number(-40, 40), 1],
])("%s is within its error of 120 digits", (_, own, reference, values, most) => {
  fc.assert(
    fc.property(values, (x) => {
      expect(off(own(x), reference(exact(x)))).toBeLessThan(most);
    }),
    { numRuns: 400, seed: 7 },
  );
});

test("pow, asin, acos and atan2 are within their errors", () => {
  fc.assert(
    fc.property(number(1e-6, 1e6), number(-5, 5), (x, y) => {
      expect(off(pow(x, y), power(times(exact(y), logarithm(exact(x)))))).toBeLessThan(0.7);
      expect(off(atan2(y, x), angle(exact(y), exact(x)))).toBeLessThan(1.2);
      expect(off(atan2(y, -x), angle(exact(y), exact(-x)))).toBeLessThan(1.2);
    }),
    { numRuns: 200, seed: 8 },
  );
  for (const x of [-1, -0.999999, -0.7, -1e-9, 1e-300, 0.3, 0.5, 0.999, 1]) {
    expect(Math.abs(asin(x) - Math.asin(x))).toBeLessThanOrEqual(2e-16 * Math.abs(x) * 2);
    expect(Math.abs(acos(x) - Math.acos(x))).toBeLessThanOrEqual(9e-16);
  }
});

test("the ends of what numbers hold, and what is no number, are as in every other library", () => {
  const values = [
    0,
    -0,
    1,
    -1,
    0.5,
    5e-324,
    -5e-324,
    1e-310,
    1e308,
    -1e308,
    1e22,
    710,
    -746,
    -744.5,
    Infinity,
    -Infinity,
    Number.NaN,
  ];
  const near = (value: number, wanted: number) =>
    Object.is(value, wanted) || Math.abs(value - wanted) <= 4e-16 * Math.abs(wanted) || (value === 0 && wanted === 0);
  const pairs = [
    [exp, Math.exp],
    [log, Math.log],
    [sin, Math.sin],
    [cos, Math.cos],
    [tan, Math.tan],
    [atan, Math.atan],
    [asin, Math.asin],
    [acos, Math.acos],
  ] as const;
  for (const [own, theirs] of pairs) for (const x of values) expect([x, near(own(x), theirs(x))]).toEqual([x, true]);
  for (const x of values)
    for (const y of values) {
      expect([x, y, near(atan2(y, x), Math.atan2(y, x))]).toEqual([x, y, true]);
      // A base of 1 gives 1 here, whatever the power.
      if (x >= 0 && x !== 1) expect([x, y, near(pow(x, y), x ** y)]).toEqual([x, y, true]);
    }
});

test("signs, symmetry and known values hold exactly", () => {
  expect([exp(0), log(1), pow(2, 10), pow(10, 3), pow(4, 0.5), cos(0), atan2(1, 1)]).toEqual([
    1,
    0,
    1024,
    1000,
    2,
    1,
    Math.PI / 4,
  ]);
  expect([Object.is(sin(-0), -0), Object.is(atan2(-0, 1), -0), atan2(-0, -1)]).toEqual([true, true, -Math.PI]);
  fc.assert(fc.property(number(-1e9, 1e9), (x) => sin(-x) === -sin(x) && cos(-x) === cos(x) && atan(-x) === -atan(x)));
});

/** Any engine must give these very bits: the test is the same in every one that runs it. */
test("all results are the same bits wherever they are computed", () => {
  const random = createRandom(1, "elementary");
  const results: number[] = [];
  for (let i = 0; i < 20_000; i++) {
    const [x, y] = [random.between(-40, 40), random.between(0, 10)];
    results.push(
      exp(x),
      log(y),
      pow(y, x / 10),
      sin(x),
      cos(x),
      tan(x),
      atan(x),
      atan2(x, y),
      asin(x / 40),
      acos(x / 40),
    );
  }
  expect(sha256Hex(new Uint8Array(Float64Array.from(results).buffer))).toBe(
    "198f903da49fa1971e42a3a65b2126d7c8793d296543c10dc28164af5c34c1cb",
  );
});

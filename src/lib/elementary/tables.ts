/** A constant as the nearest double, and as two numbers whose sum is far closer to it. */
interface Parts {
  readonly value: number;
  readonly head: number;
  readonly tail: number;
}

/** Constants at equal steps, each in two parts. */
interface PartsTable {
  readonly head: Float64Array;
  readonly tail: Float64Array;
}

/** Constants are worked out in whole numbers of 2⁻¹⁶⁰, so that no long list of digits stands here. */
const bits = 160n;
const one = 1n << bits;

/** The angle whose tangent is p/q (or with `sign` 1 its hyperbolic brother), by its series, in 2^−places. */
function arcTangent(p: bigint, q: bigint, { sign = -1n, places = bits } = {}): bigint {
  let power = (p << places) / q;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (sign * power * p * p) / (q * q);
  }
  return sum;
}

/** π in 2^−places (Machin 1706). */
export function piScaled(places: bigint): bigint {
  return 16n * arcTangent(1n, 5n, { places }) - 4n * arcTangent(1n, 239n, { places });
}

function parts(scaled: bigint, headBits = 0n): Parts {
  const value = Number(scaled) / Number(one);
  if (headBits === 0n)
    return { value, head: value, tail: Number(scaled - BigInt(value * 2 ** 100) * (one >> 100n)) / Number(one) };
  const unit = one >> headBits;
  const steps = (scaled + unit / 2n) / unit;
  return { value, head: Number(steps) / Number(1n << headBits), tail: Number(scaled - steps * unit) / Number(one) };
}

function tableOf(scaled: readonly bigint[], headBits = 0n): PartsTable {
  const all = scaled.map((value) => parts(value, headBits));
  return { head: Float64Array.from(all, ({ head }) => head), tail: Float64Array.from(all, ({ tail }) => tail) };
}

function squareRoot(scaled: bigint): bigint {
  const square = scaled << bits;
  let root = one << 1n;
  for (let next = (root + square / root) / 2n; next < root; next = (root + square / root) / 2n) root = next;
  return root;
}

/** Heads of logarithms have 36 binary places: sums of them, and products with 16-bit numbers, are exact. */
const logBits = 36n;

/** ln 2. */
export const ln2 = parts(2n * arcTangent(1n, 3n, { sign: 1n }), logBits);

/** ln(j / 64) at j = 45 … 91. */
export const logTable = tableOf(
  Array.from({ length: 92 }, (_, j) => (j < 45 ? 0n : 2n * arcTangent(BigInt(j - 64), BigInt(j + 64), { sign: 1n }))),
  logBits,
);

/** 2^(j / 32) at j = 0 … 31. */
export const powerTable = tableOf(powersOfRoot());

function powersOfRoot(): bigint[] {
  let root = one << 1n;
  for (let halving = 0; halving < 5; halving++) root = squareRoot(root);
  const powers = [one];
  for (let j = 1; j < 32; j++) powers.push(((powers[j - 1] ?? one) * root) >> bits);
  return powers;
}

/** The angle whose tangent is j / 32, at j = 0 … 32, each from the one before. */
export const angleTable = tableOf(anglesOfTangents());

function anglesOfTangents(): bigint[] {
  const angles = [0n];
  for (let j = 1n; j <= 32n; j++) angles.push((angles.at(-1) ?? 0n) + arcTangent(32n, 1024n + j * (j - 1n)));
  return angles;
}

/** π/2, and its first 33 bits, the next 33, and the rest. */
export const halfPi = { ...parts(piScaled(bits) / 2n), ...inThree(piScaled(bits) / 2n) };

function inThree(scaled: bigint) {
  const first = parts(scaled, 32n);
  const rest = scaled - BigInt(first.head * 2 ** 32) * (one >> 32n);
  const second = parts(rest, 66n);
  return { first: first.head, second: second.head, third: second.tail };
}

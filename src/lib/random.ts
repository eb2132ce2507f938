import { log } from "./elementary/powers.ts";

/** A seeded source of random numbers: the same seed gives the same numbers on every machine. */
export interface Random {
  /** The next whole number in 0 … 2³² − 1. */
  uint32(): number;
  /** A number in [0, 1) with 32 random bits. */
  float(): number;
  /** A number in [low, high). */
  between(low: number, high: number): number;
  /** A whole number in 0 … count − 1, without modulo bias beyond 2⁻³². */
  below(count: number): number;
  /** A standard normal number (polar method of Marsaglia). */
  gaussian(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items, all equally likely; throws when there are none. */
  pick<T>(items: readonly T[]): T;
}

const mask64 = (1n << 64n) - 1n;

/** SplitMix64 (Steele, Lea, Flood 2014; reference `splitmix64.c`): `count` 64-bit numbers from a seed. */
export function splitMix64(seed: bigint, count: number): bigint[] {
  let state = seed & mask64;
  return Array.from({ length: count }, () => {
    state = (state + 0x9e3779b97f4a7c15n) & mask64;
    let z = state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & mask64;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & mask64;
    return z ^ (z >> 31n);
  });
}

/** xoshiro128** 1.1 (Blackman, Vigna 2018): a step function from four 32-bit words, not all zero. */
export function xoshiro128(words: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = words.map((word) => word >>> 0);
  return () => {
    const five = Math.imul(b, 5);
    const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
}

/** 64-bit FNV-1a hash of a text, to turn a stream's name into a number. */
function hashText(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const character of text) {
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & mask64;
  }
  return hash;
}

/** Random numbers of a whole-number seed; different `stream` names give independent sequences of one seed. */
export function createRandom(seed: number, stream = ""): Random {
  if (!Number.isSafeInteger(seed)) throw new Error(`seed must be a whole number, not ${seed}`);
  const [first = 0n, second = 0n] = splitMix64(BigInt(seed) ^ (stream ? hashText(stream) : 0n), 2);
  const low = (value: bigint) => Number(value & 0xffffffffn);
  return randomFrom(xoshiro128([low(first), low(first >> 32n), low(second), low(second >> 32n)]));
}

function randomFrom(uint32: () => number): Random {
  let spare = Number.NaN;
  const float = () => uint32() / 0x1_0000_0000;
  const gaussian = () => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = Number.NaN;
      return value;
    }
    for (;;) {
      const x = 2 * float() - 1;
      const y = 2 * float() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
  return {
    uint32,
    float,
    gaussian,
    between: (from, to) => from + (to - from) * float(),
    below: (count) => Math.floor(float() * count),
    chance: (probability) => float() < probability,
    pick: (items) => {
      if (items.length === 0) throw new Error("pick: there is nothing to pick from");
      return items[Math.floor(float() * items.length)];
    },
  };
}

/** Running sums of non-negative weights, one entry per weight; the last entry is the total. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i];
    sums[i] = total;
  }
  return sums;
}

/** The index whose share of the running sums holds `position` in [0, 1): a choice by weight. */
export function chooseIndex(sums: Float64Array, position: number): number {
  const target = position * sums[sums.length - 1];
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sums[middle] > target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Shuffles the items in place (Fisher–Yates) and returns them. */
export function shuffle<T>(items: T[], random: Random): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}

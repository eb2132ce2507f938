import { ln2, logTable, powerTable } from "./tables.ts";

/*
 * Exponentials and logarithms of + − × ÷ alone, which IEEE 754 rounds in one way everywhere: the same bits in every browser
 * and in Node, whose own `Math.exp`, `Math.log` and `**` may differ in the last digit. Reduction by tables (Tang 1989,
 * 1990), Taylor's series on what is left. Errors stay below one unit in the last place.
 */

const view = new Float64Array(1);
const words = new Uint32Array(view.buffer);
/** Which half of a double holds its exponent. */
const high = new Uint32Array(new Float64Array([1]).buffer)[1] === 0x3ff00000 ? 1 : 0;

/** 2^k for k = −1074 … 1023, at k + 1074. */
const powers = new Float64Array(2098);
powers[1074] = 1;
for (let k = 1073; k >= 0; k--) powers[k] = powers[k + 1] / 2;
for (let k = 1075; k < 2098; k++) powers[k] = powers[k - 1] * 2;

/** x · 2^k, rounded once. */
function scaled(x: number, k: number): number {
  if (k > 1023) return x * 2 * powers[k - 1 + 1074];
  return k >= -1021 ? x * powers[k + 1074] : x * powers[k + 60 + 1074] * powers[1074 - 60];
}

const splitter = 134_217_729; // 2²⁷ + 1

/** What the rounding of the product p = a · b lost (Veltkamp, Dekker 1971). */
function lostIn(a: number, b: number, p: number): number {
  const c = splitter * a;
  const d = splitter * b;
  const aHead = c - (c - a);
  const bHead = d - (d - b);
  const aTail = a - aHead;
  const bTail = b - bHead;
  return aTail * bTail - (p - aHead * bHead - aTail * bHead - aHead * bTail);
}

const steps = 32;
const stepsPerUnit = steps / ln2.value;
const stepHead = ln2.head / steps;
const stepTail = ln2.tail / steps;
const { head: powerHead, tail: powerTail } = powerTable;

/** e^(x + more), where `more` is far smaller than x. */
function expOf(x: number, more: number): number {
  if (x > 709.79) return Infinity;
  if (x < -745.14) return 0;
  const n = Math.floor(x * stepsPerUnit + 0.5);
  const j = n & (steps - 1);
  const r = x - n * stepHead - (n * stepTail - more);
  const rest = r + r * r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720)))));
  return scaled(powerHead[j] + (powerTail[j] + powerHead[j] * rest), (n - j) / steps);
}

/** e^x. */
export function exp(x: number): number {
  if (x - x === 0) return expOf(x, 0);
  return x === -Infinity ? 0 : x;
}

/** What `logHead` left beyond its result, so that no pair is made for each number. */
let logTail = 0;
const { head: logHeads, tail: logTails } = logTable;

/** The logarithm of a positive finite number, the rest in `logTail`. */
function logHead(x: number): number {
  let k = -1023;
  view[0] = x;
  if (words[high] < 0x00100000) {
    view[0] = x * powers[54 + 1074];
    k -= 54;
  }
  k += words[high] >>> 20;
  words[high] = (words[high] & 0x000fffff) | 0x3ff00000;
  if (words[high] >= 0x3ff6a09e) {
    words[high] -= 0x00100000;
    k += 1;
  }
  const m = view[0]; // √½ … √2
  const j = Math.floor(m * 64 + 0.5);
  const f = j / 64;
  const d = m - f;
  const r = d / f;
  const p = r * f;
  const own = (d - p - lostIn(r, f, p)) / f; // what the division lost
  const square = r * r;
  const series = 1 / 3 + r * (-1 / 4 + r * (1 / 5 + r * (-1 / 6 + r * (1 / 7 + r * (-1 / 8 + r * (1 / 9))))));
  const base = k * ln2.head + logHeads[j]; // exact: both end in zeros
  const whole = base + r;
  const half = square / 2;
  const sum = whole - half;
  const lost = base - whole + r + (whole - sum - half) - lostIn(r, r, square) / 2;
  const rest = lost + (k * ln2.tail + logTails[j] + own * (1 - r) + r * square * series);
  const head = sum + rest;
  logTail = sum - head + rest;
  return head;
}

/** The natural logarithm; NaN below 0, −∞ at 0. */
export function log(x: number): number {
  if (x > 0 && x < Infinity) return logHead(x);
  if (x === 0) return -Infinity;
  return x === Infinity ? x : Number.NaN;
}

/** x^y for x ≥ 0; NaN for x < 0. */
export function pow(x: number, y: number): number {
  if (y === 0 || x === 1) return 1;
  if (!(x >= 0) || Number.isNaN(y)) return Number.NaN;
  if (x === 0 || x === Infinity || y - y !== 0) return x > 1 === y > 0 ? Infinity : 0;
  const head = logHead(x);
  const whole = y * head;
  if (whole > 710 || whole < -746) return whole > 0 ? Infinity : 0;
  return expOf(whole, lostIn(y, head, whole) + y * logTail);
}

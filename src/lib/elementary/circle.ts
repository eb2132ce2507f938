import { angleTable, halfPi, piScaled } from "./tables.ts";

/*
 * Circular functions of + − × ÷ and √ alone, the same bits everywhere (see powers.ts). Multiples of π/2 are taken off in
 * parts (Cody, Waite 1980), Taylor's series on what is left; angles by a table of tangents (Gal, Bachelis 1991). Errors stay
 * below one unit in the last place, of `tan`, `asin` and `acos` below two.
 */

/** What `quarterTurns` left: the angle within ±π/4, and what its rounding lost. */
let angleHead = 0;
let angleTail = 0;

/** How many quarter turns are in an angle, modulo 4. */
function quarterTurns(x: number): number {
  if (Math.abs(x) > 1e6) return farTurns(x);
  const n = Math.floor(x / halfPi.value + 0.5);
  const a = x - n * halfPi.first;
  const b = n * halfPi.second;
  const c = a - b;
  const rest = a - c - b - n * halfPi.third;
  angleHead = c + rest;
  angleTail = c - angleHead + rest;
  return n & 3;
}

/** The same for angles of any size, in whole numbers of 2⁻¹²⁸⁰ (Payne, Hanek 1983). */
function farTurns(x: number): number {
  const quarter = piScaled(1280n) / 2n;
  // Beyond 2²⁰ an angle is a whole number of 2⁻³².
  const whole = (Math.abs(x) < 2 ** 53 ? BigInt(x * 2 ** 32) : BigInt(x) << 32n) << 1248n;
  const turns = (2n * whole + (x < 0 ? -quarter : quarter)) / (2n * quarter);
  angleHead = Number((whole - turns * quarter) >> 1160n) / 2 ** 120;
  angleTail = 0;
  return Number(((turns % 4n) + 4n) % 4n);
}

/** The sine of r + t, |r| ≤ π/4. */
function sineNear(r: number, t: number): number {
  const z = r * r;
  const far = 1 / 362880 + z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000)));
  const series = -1 / 6 + z * (1 / 120 + z * (-1 / 5040 + z * far));
  return r + (r * z * series + t * (1 - z / 2));
}

/** The cosine of r + t, |r| ≤ π/4. */
function cosineNear(r: number, t: number): number {
  const z = r * r;
  const half = z / 2;
  const far = -1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888000));
  const series = 1 / 24 + z * (-1 / 720 + z * (1 / 40320 + z * far));
  const whole = 1 - half;
  return whole + (1 - whole - half + (z * z * series - r * t));
}

/** The sine of an angle in radians. */
export function sin(x: number): number {
  if (x - x !== 0) return Number.NaN;
  if (Math.abs(x) < 0.785) return Math.abs(x) < 2e-8 ? x : sineNear(x, 0);
  const turns = quarterTurns(x);
  const size = turns & 1 ? cosineNear(angleHead, angleTail) : sineNear(angleHead, angleTail);
  return turns & 2 ? -size : size;
}

/** The cosine of an angle in radians. */
export function cos(x: number): number {
  if (x - x !== 0) return Number.NaN;
  if (Math.abs(x) < 0.785) return cosineNear(x, 0);
  const turns = quarterTurns(x);
  const size = turns & 1 ? sineNear(angleHead, angleTail) : cosineNear(angleHead, angleTail);
  return (turns + 1) & 2 ? -size : size;
}

/** The tangent of an angle in radians. */
export function tan(x: number): number {
  return sin(x) / cos(x);
}

/** The angle of y / x for 0 ≤ y ≤ x, x > 0. */
function angleOf(y: number, x: number): number {
  const j = Math.floor((y / x) * 32 + 0.5);
  const c = j / 32;
  const r = (y - c * x) / (x + c * y);
  const z = r * r;
  const series = z * (-1 / 3 + z * (1 / 5 + z * (-1 / 7 + z * (1 / 9 - z / 11))));
  return angleTable.head[j] + (r + (r * series + angleTable.tail[j]));
}

/** Powers of two that bring the ends of what numbers hold to its middle. */
const [shrink, grow] = [2 ** -600, 2 ** 600];

/** The angle of the point (x, y) in radians, −π … π. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const behind = x < 0 || Object.is(x, -0);
  const size = quadrantAngle(Math.abs(y), Math.abs(x), behind);
  return y < 0 || Object.is(y, -0) ? -size : size;
}

function quadrantAngle(up: number, across: number, behind: boolean): number {
  const { value, head, tail } = halfPi;
  if (up === 0) return behind ? 2 * value : 0;
  if (across === Infinity || up === Infinity) {
    const size = up < Infinity ? 0 : across < Infinity ? value : value / 2;
    return behind ? 2 * value - size : size;
  }
  const most = Math.max(across, up);
  if (most > 1e150) return quadrantAngle(up * shrink, across * shrink, behind);
  if (most < 1e-150) return quadrantAngle(up * grow, across * grow, behind);
  if (up > across) {
    const rest = angleOf(across, up);
    return behind ? head + (rest + tail) : head - (rest - tail);
  }
  const angle = angleOf(up, across);
  return behind ? 2 * head - (angle - 2 * tail) : angle;
}

/** The angle in −π/2 … π/2 whose tangent is x. */
export function atan(x: number): number {
  return atan2(x, 1);
}

/** The angle in −π/2 … π/2 whose sine is x; NaN beyond −1 … 1. */
export function asin(x: number): number {
  return atan2(x, Math.sqrt((1 - x) * (1 + x)));
}

/** The angle in 0 … π whose cosine is x; NaN beyond −1 … 1. */
export function acos(x: number): number {
  return atan2(Math.sqrt((1 - x) * (1 + x)), x);
}

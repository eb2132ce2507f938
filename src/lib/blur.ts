import { cos, sin } from "./elementary/circle.ts";
import { exp } from "./elementary/powers.ts";

/** Standard deviations up to this many cells are blurred with the sampled kernel, larger ones recursively. */
const sampledLimit = 2;

/**
 * Gaussian blur of a raster in place, rows first; the raster is mirrored at its edges, so the sum stays.
 *
 * Up to 2 cells the kernel is sampled and cut off at 4 standard deviations; beyond that it is Deriche's fourth-order
 * recursive filter (1993; constants as in Getreuer, IPOL 2013), whose cost does not grow with the width and which
 * differs from the Gaussian by less than 0.2 % of its peak, and in its sum by less than 0.05 %.
 */
export function gaussianBlur(field: Float32Array, width: number, height: number, sigmaCells: number): void {
  if (field.length !== width * height) {
    throw new Error(`blur: field has ${field.length} cells, expected ${width} × ${height}`);
  }
  if (!(sigmaCells > 0)) return;
  const blurLine = sigmaCells <= sampledLimit ? sampledKernel(sigmaCells) : recursiveKernel(sigmaCells);
  const line = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    const row = field.subarray(y * width, (y + 1) * width);
    line.set(row);
    blurLine(line, row);
  }
  const columns = transpose(field, width, height);
  const column = new Float32Array(height);
  for (let x = 0; x < width; x++) {
    const row = columns.subarray(x * height, (x + 1) * height);
    column.set(row);
    blurLine(column, row);
  }
  field.set(transpose(columns, height, width));
}

type BlurLine = (from: Float32Array, to: Float32Array) => void;

function transpose(field: Float32Array, width: number, height: number): Float32Array {
  const turned = new Float32Array(field.length);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, j = y; x < width; x++, i++, j += height) turned[j] = field[i];
  }
  return turned;
}

/** The line with `radius` mirrored cells on both sides, in a buffer that is kept while it is long enough. */
function mirrored(line: Float32Array, radius: number, padded: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const n = line.length;
  const target = padded.length === n + 2 * radius ? padded : new Float64Array(n + 2 * radius);
  target.set(line, radius);
  const period = 2 * n;
  for (let i = 1; i <= radius; i++) {
    const before = (i - 1) % period;
    target[radius - i] = line[before < n ? before : period - 1 - before];
    const after = (n - 1 + i) % period;
    target[radius + n - 1 + i] = line[after < n ? after : period - 1 - after];
  }
  return target;
}

function sampledKernel(sigma: number): BlurLine {
  const radius = Math.ceil(4 * sigma);
  const weights = Float32Array.from({ length: radius + 1 }, (_, i) => exp((-i * i) / (2 * sigma * sigma)));
  const total = weights.reduce((sum, weight) => sum + weight, 0) * 2 - weights[0];
  for (let i = 0; i <= radius; i++) weights[i] /= total;
  let padded = new Float64Array(0);
  return (from, to) => {
    padded = mirrored(from, radius, padded);
    for (let x = 0; x < to.length; x++) {
      const at = x + radius;
      let sum = weights[0] * padded[at];
      for (let i = 1; i <= radius; i++) sum += weights[i] * (padded[at - i] + padded[at + i]);
      to[x] = sum;
    }
  };
}

/** Terms of Deriche's fourth-order fit of a Gaussian of width 1, one of each conjugate pair: `a · exp(-l · |x|)`. */
const terms = [
  { a: [0.84, 1.8675], l: [1.783, 0.6318] },
  { a: [-0.34015, -0.1299], l: [1.723, 1.997] },
] as const;

/** A sum of exponentials over all cells on one side, carried along the line as four numbers. */
interface Recursion {
  /** Real and imaginary part of each term's factor a cell further. */
  readonly decay: readonly [number, number, number, number];
  /** Real and imaginary part of each term's weight of the cell itself. */
  readonly gain: readonly [number, number, number, number];
}

function recursionOf(sigma: number): Recursion {
  const part = ({ l }: (typeof terms)[number]) => {
    const size = exp(-l[0] / sigma);
    return [size * cos(l[1] / sigma), -size * sin(l[1] / sigma)];
  };
  const [c0, s0, c1, s1] = terms.flatMap(part);
  const [a0, b0, a1, b1] = terms.flatMap(({ a }) => a);
  const plain: Recursion = { decay: [c0, s0, c1, s1], gain: [a0, b0, a1, b1] };
  const impulse = new Float64Array(2 * Math.ceil(8 * sigma) + 1);
  impulse[impulse.length >> 1] = 1;
  const bell = new Float64Array(impulse.length);
  sweep(plain, impulse, bell);
  const total = bell.reduce((sum, value) => sum + value, 0);
  return { ...plain, gain: [a0 / total, b0 / total, a1 / total, b1 / total] };
}

/** Adds up both sides: forwards with the cell itself, backwards without it. */
function sweep({ decay, gain }: Recursion, from: Float64Array, to: Float64Array): void {
  const [c0, s0, c1, s1] = decay;
  const [a0, b0, a1, b1] = gain;
  let [x0, y0, x1, y1] = [0, 0, 0, 0];
  for (let i = 0; i < from.length; i++) {
    const value = from[i];
    const nextX0 = c0 * x0 - s0 * y0 + a0 * value;
    const nextX1 = c1 * x1 - s1 * y1 + a1 * value;
    y0 = s0 * x0 + c0 * y0 + b0 * value;
    y1 = s1 * x1 + c1 * y1 + b1 * value;
    x0 = nextX0;
    x1 = nextX1;
    to[i] = 2 * (x0 + x1);
  }
  [x0, y0, x1, y1] = [0, 0, 0, 0];
  for (let i = from.length - 1; i >= 0; i--) {
    const value = from[i];
    const nextX0 = c0 * x0 - s0 * y0;
    const nextX1 = c1 * x1 - s1 * y1;
    to[i] += 2 * (nextX0 + nextX1);
    y0 = s0 * x0 + c0 * y0 + b0 * value;
    y1 = s1 * x1 + c1 * y1 + b1 * value;
    x0 = nextX0 + a0 * value;
    x1 = nextX1 + a1 * value;
  }
}

function recursiveKernel(sigma: number): BlurLine {
  const recursion = recursionOf(sigma);
  const radius = Math.ceil(5 * sigma);
  let padded = new Float64Array(0);
  let done = new Float64Array(0);
  return (from, to) => {
    padded = mirrored(from, radius, padded);
    if (done.length !== padded.length) done = new Float64Array(padded.length);
    sweep(recursion, padded, done);
    to.set(done.subarray(radius, radius + to.length));
  };
}

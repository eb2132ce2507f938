import { expect, test } from "vitest";
import { gaussianBlur } from "./blur.ts";
import { createRandom } from "./random.ts";

const sum = (field: Float32Array) => field.reduce((total, value) => total + value, 0);

function blurred(width: number, height: number, sigma: number, points: readonly [x: number, y: number][]) {
  const field = new Float32Array(width * height);
  for (const [x, y] of points) field[y * width + x] += 1;
  gaussianBlur(field, width, height, sigma);
  return field;
}

/** Largest difference from the sampled Gaussian, as a share of its peak. */
function worstError(sigma: number): number {
  const [width, height] = [161, 121];
  const field = blurred(width, height, sigma, [[80, 60]]);
  const peak = 1 / (2 * Math.PI * sigma * sigma);
  let worst = 0;
  for (let i = 0; i < field.length; i++) {
    const [dx, dy] = [(i % width) - 80, Math.floor(i / width) - 60];
    worst = Math.max(worst, Math.abs(field[i] / peak - Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))));
  }
  return worst;
}

test("a single point becomes the Gaussian bell", () => {
  for (const sigma of [1, 1.3, 2]) expect(worstError(sigma)).toBeLessThan(0.002);
});

test("wide bells by recursion are within 0.2 % of the peak, as stated", () => {
  for (const sigma of [2.1, 3, 4.1, 6, 9.7, 14]) expect(worstError(sigma)).toBeLessThan(0.002);
});

test("the sum stays, at the edges too and for kernels wider than the raster", () => {
  const random = createRandom(3);
  for (const sigma of [0.4, 1.5, 4, 4.5, 20, 60]) {
    const field = Float32Array.from({ length: 37 * 23 }, () => random.float());
    const before = sum(field);
    gaussianBlur(field, 37, 23, sigma);
    expect(sum(field) / before).toBeCloseTo(1, 3);
  }
});

test("the spread is the one asked for", () => {
  for (const sigma of [2, 4, 5, 11.5]) {
    const field = blurred(161, 121, sigma, [[80, 60]]);
    const variance = field.reduce((total, value, i) => total + value * ((i % 161) - 80) ** 2, 0) / sum(field);
    expect(Math.sqrt(variance)).toBeCloseTo(sigma, 1);
  }
});

test("an even field stays even", () => {
  for (const sigma of [3, 12]) {
    const field = new Float32Array(50 * 40).fill(7);
    gaussianBlur(field, 50, 40, sigma);
    for (const value of field) expect(value / 7).toBeCloseTo(1, 3);
  }
});

test("nothing happens without a width", () => {
  expect([...blurred(3, 1, 0, [[1, 0]])]).toEqual([0, 1, 0]);
});

test("a field of the wrong size is refused", () => {
  expect(() => gaussianBlur(new Float32Array(5), 3, 2, 1)).toThrow("expected 3 × 2");
});

import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { traceRings } from "./trace-rings.ts";

const maskOf = (rows: readonly string[]) =>
  Uint8Array.from([...rows].reverse().join(""), (cell) => (cell === "#" ? 1 : 0));

function signedArea(ring: readonly number[]): number {
  let twice = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = ring.slice(i, i + 4);
    twice += x1 * y2 - x2 * y1;
  }
  return twice / 2;
}

test("one cell is one square", () => {
  expect(traceRings(maskOf(["..", "#."]), 2, 2)).toEqual([[0, 0, 1, 0, 1, 1, 0, 1, 0, 0]]);
});

test("a frame has an outer ring and a hole turning the other way", () => {
  const rings = traceRings(maskOf(["###", "#.#", "###"]), 3, 3);
  expect(rings.map(signedArea)).toEqual([9, -1]);
});

test("a hole that touches the outside at a corner stays a ring of its own", () => {
  expect(traceRings(maskOf([".##", "#.#", "###"]), 3, 3).map(signedArea)).toEqual([8, -1]);
});

test("on random masks the rings hold as much as the cells, and close", () => {
  const random = createRandom(1, "rings");
  for (let round = 0; round < 200; round++) {
    const [width, height] = [1 + random.below(12), 1 + random.below(12)];
    const mask = Uint8Array.from({ length: width * height }, () => random.below(2));
    const rings = traceRings(mask, width, height);
    expect(rings.reduce((sum, ring) => sum + signedArea(ring), 0)).toBe(mask.reduce((sum, cell) => sum + cell, 0));
    for (const ring of rings) expect(ring.slice(0, 2)).toEqual(ring.slice(-2));
  }
});

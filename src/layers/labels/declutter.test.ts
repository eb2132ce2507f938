import { expect, test } from "vitest";
import { createRandom } from "../../lib/random.ts";
import { type LabelBox, minZoomsWithoutOverlap } from "./declutter.ts";

const box = (x: number, y: number, minZoom = 0): LabelBox => ({ x, y, width: 60, height: 16, minZoom });

test("a label alone is there from the first zoom, one with a zoom of its own from there", () => {
  expect([...minZoomsWithoutOverlap([box(0.5, 0.5)])]).toEqual([8]);
  expect([...minZoomsWithoutOverlap([box(0.5, 0.5, 14.5)])]).toEqual([14.5]);
});

test("of two neighbours the more important comes first, the other when the map has room", () => {
  const apart = 60 / 512 / 2 ** 12;
  const [first = 0, second = 0] = minZoomsWithoutOverlap([box(0.5, 0.5), box(0.5 + apart, 0.5)]);
  expect(first).toBe(8);
  expect(second).toBe(12);
});

test("two labels at one place never meet", () => {
  expect(minZoomsWithoutOverlap([box(0.5, 0.5), box(0.5, 0.5)])[1]).toBe(Number.POSITIVE_INFINITY);
});

test("at no zoom do labels that are shown overlap", () => {
  const random = createRandom(4);
  const boxes = Array.from({ length: 150 }, () =>
    box(0.5 + random.float() * 1e-4, 0.5 + random.float() * 1e-4, random.below(3) * 6),
  );
  const minZooms = minZoomsWithoutOverlap(boxes);
  let narrowest = Number.POSITIVE_INFINITY;
  for (let zoom = 8; zoom <= 20; zoom += 0.125) {
    const shown = boxes.filter((_, i) => (minZooms[i] ?? 0) <= zoom);
    const world = 512 * 2 ** zoom;
    for (const [i, one] of shown.entries()) {
      for (const other of shown.slice(i + 1)) {
        const free = Math.max(Math.abs(one.x - other.x) * world - 60, Math.abs(one.y - other.y) * world - 16);
        narrowest = Math.min(narrowest, free);
      }
    }
  }
  expect(narrowest).toBeGreaterThan(-1e-6);
});

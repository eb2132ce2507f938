import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrder, isAscending, sortKeys, sortOrder } from "./radix-sort.ts";

test("the order sorts any 32-bit keys and keeps equal keys in place", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffffffff }))), (list) => {
      const keys = Uint32Array.from(list);
      const expected = list.map((key, row) => ({ key, row })).sort((a, b) => a.key - b.key || a.row - b.row);
      expect([...sortOrder(keys)]).toEqual(expected.map(({ row }) => row));
      expect(isAscending(inOrder(keys, sortOrder(keys)))).toBe(true);
    }),
    { seed: 7 },
  );
});

test("a fall is seen wherever it stands", () => {
  expect(isAscending(Uint32Array.of(1, 1, 2))).toBe(true);
  expect(isAscending(Uint32Array.of(1, 2, 1))).toBe(false);
  expect(isAscending(new Uint32Array())).toBe(true);
});

test("keys without an order to keep are sorted alike, few or many", () => {
  for (const n of [0, 1, 100, 5000]) {
    const keys = Uint32Array.from({ length: n }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> (i % 3 === 0 ? 20 : 0));
    expect(sortKeys(keys.slice())).toEqual(keys.slice().sort());
  }
});

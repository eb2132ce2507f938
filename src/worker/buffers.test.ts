import { expect, test } from "vitest";
import { buffersOf, giveBack } from "./buffers.ts";

test("finds every buffer once, also deep inside", () => {
  const shared = new Uint8Array(8);
  const value = {
    a: shared,
    b: { c: new Float64Array(2), d: new Uint8Array(shared.buffer, 2, 3) },
    texts: ["x"],
    n: 3,
  };
  expect(buffersOf(value)).toEqual([shared.buffer, value.b.c.buffer]);
});

test("memory that is given back is gone, and giving back again does no harm", () => {
  const value = { a: new Uint32Array(1000), b: { c: new Float64Array(10) } };
  giveBack(value);
  expect([value.a.length, value.b.c.length]).toEqual([0, 0]);
  giveBack({});
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { pack, unpack } from "./packed.ts";

const numbers = fc.oneof(
  fc.uint8Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.float64Array(),
  fc.constant(new Float32Array([1.5, -2])),
);
const values = fc.letrec((tie) => ({
  value: fc.oneof(fc.string({ unit: "grapheme" }), fc.integer(), fc.boolean(), numbers, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(
    fc.string().filter((key) => key !== "__proto__" && key !== "$array" && key !== "toJSON"),
    tie("value"),
    { maxKeys: 4, noNullPrototype: true },
  ),
}));

test("what is packed comes out as it was", () => {
  fc.assert(
    fc.property(values.object, (value) => {
      expect(unpack(pack(value))).toEqual(value);
    }),
  );
});

test("arrays that come out own their memory, so that each can be handed over", () => {
  const out = unpack(pack({ a: new Uint16Array([1, 2, 3]), b: new Float64Array([0.1]) })) as Record<
    string,
    Uint16Array
  >;
  expect(out.a?.buffer.byteLength).toBe(6);
  expect(out.b?.buffer).not.toBe(out.a?.buffer);
});

test("a part of a larger array is packed without the rest", () => {
  expect(unpack(pack([new Uint8Array([1, 2, 3, 4]).subarray(1, 3)]))).toEqual([new Uint8Array([2, 3])]);
});

test("anything else is refused", () => {
  expect(() => unpack(new TextEncoder().encode("<!doctype html>"))).toThrow("not a packed value");
  expect(() => pack([new BigInt64Array(1)])).toThrow("BigInt64Array");
});

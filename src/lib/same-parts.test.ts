import { expect, test } from "vitest";
import { sameParts } from "./same-parts.ts";

const answer = (open: number) => ({
  total: 3,
  hours: Uint32Array.of(1, 2),
  medians: Float64Array.of(Number.NaN, 1),
  fields: { dept: Uint32Array.of(open), source: Uint32Array.of(1) },
  edges: [1, 2],
  previous: null as { cases: number } | null,
});

test("what is equal throughout is the earlier value", () => {
  const before = answer(1);
  expect(sameParts(before, answer(1))).toBe(before);
});

test("a part that differs is new, with all that it is in; its neighbours are the earlier ones", () => {
  const before = answer(1);
  const next = { ...answer(2), previous: { cases: 1 } };
  const got = sameParts(before, next);
  expect(got).toEqual(next);
  expect(got.fields.dept).toBe(next.fields.dept);
  expect(got.fields.source).toBe(before.fields.source);
  expect([got.hours, got.medians, got.edges]).toEqual([before.hours, before.medians, before.edges]);
  expect(got.hours === before.hours && got.medians === before.medians && got.edges === before.edges).toBe(true);
});

test("another length, kind or key is a difference", () => {
  const one = { a: Uint8Array.of(1), b: [1, 2] };
  for (const other of [
    { a: Uint8Array.of(1, 0), b: [1, 2] },
    { a: Uint16Array.of(1), b: [1, 2] },
    { a: one.a, b: [1] },
  ])
    expect(sameParts<object>(one, other)).toEqual(other);
  expect(sameParts<object>({ a: 1, b: 2 }, { a: 1 })).toEqual({ a: 1 });
  expect(sameParts<object>({ a: undefined, b: 2 }, { b: 2, c: undefined })).toEqual({ b: 2, c: undefined });
  expect(Object.keys(sameParts<object>({ a: undefined, b: 2 }, { b: 2, c: undefined }))).toEqual(["b", "c"]);
});

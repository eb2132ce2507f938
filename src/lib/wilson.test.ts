import { expect, test } from "vitest";
import { wilsonInterval } from "./wilson.ts";

test("the interval of 81 in 263 is that of Newcombe (1998), method 3", () => {
  const [low, high] = wilsonInterval(81, 263) ?? [];
  expect(low).toBeCloseTo(0.2553, 4);
  expect(high).toBeCloseTo(0.3662, 4);
});

test("none and all stay between 0 and 1", () => {
  expect(wilsonInterval(0, 20)?.[0]).toBe(0);
  expect(wilsonInterval(0, 20)?.[1]).toBeCloseTo(0.1611, 4);
  expect(wilsonInterval(20, 20)?.[1]).toBe(1);
});

test("a share of nothing has no interval", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});

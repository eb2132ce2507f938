import { setTimeout as after } from "node:timers/promises";
import { expect, test } from "vitest";
import { paintLater } from "./queue.ts";

function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

test("paintings are painted one after the other, and other tasks come in between", async () => {
  const order: string[] = [];
  const steps = function* (name: string) {
    for (let i = 0; i < 3; i++) {
      busy(30);
      order.push(`${name}${i}`);
      yield;
    }
  };
  paintLater(steps("a"));
  paintLater(steps("b"));
  expect(order).toEqual([]);
  let others = 0;
  while (order.length < 6) {
    await after(0);
    others++;
  }
  expect(order).toEqual(["a0", "a1", "a2", "b0", "b1", "b2"]);
  expect(others).toBeGreaterThan(1);
});

test("a painting that was taken back is not painted, one that is behind it is", async () => {
  const painted: string[] = [];
  const one = function* (name: string) {
    painted.push(name);
    yield;
  };
  const back = paintLater(one("old"));
  paintLater(one("new"));
  back();
  await after(20);
  expect(painted).toEqual(["new"]);
});

import { expect, test } from "vitest";
import { eachBounded, followAbort, inTurn, orAborted, settled, sharedTask } from "./tasks.ts";

test("items are worked on in order, no more than allowed at once", async () => {
  const started: number[] = [];
  let busy = 0;
  let most = 0;
  await eachBounded([0, 1, 2, 3, 4], { width: 2 }, async (item) => {
    started.push(item);
    most = Math.max(most, ++busy);
    await new Promise((done) => setTimeout(done, 5 - item));
    busy--;
  });
  expect(started).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

test("the first failure stops the rest and is the one that is thrown", async () => {
  const seen: number[] = [];
  const work = eachBounded([0, 1, 2, 3], { width: 2 }, async (item, _, signal) => {
    seen.push(item);
    if (item === 1) throw new Error("one");
    await orAborted(new Promise(() => undefined), signal);
  });
  await expect(work).rejects.toThrow("one");
  expect(seen).toEqual([0, 1]);
});

test("work that several wait for goes on until the last has left", async () => {
  const { promise, resolve } = settled<string>();
  let inner: AbortSignal | undefined;
  const task = sharedTask((signal) => {
    inner = signal;
    return promise;
  });
  const [first, second] = [new AbortController(), new AbortController()];
  const waits = [task.join(first.signal), task.join(second.signal)];
  first.abort();
  await expect(waits[0]).rejects.toMatchObject({ name: "AbortError" });
  expect(inner?.aborted).toBe(false);
  resolve("done");
  expect(await waits[1]).toBe("done");
  const lonely = sharedTask((signal) => orAborted(new Promise(() => undefined), signal));
  const controller = new AbortController();
  const wait = lonely.join(controller.signal);
  controller.abort();
  await expect(wait).rejects.toMatchObject({ name: "AbortError" });
  await expect(lonely.done).rejects.toMatchObject({ name: "AbortError" });
});

test("tasks in turn do not overlap, and one that fails does not stop the next", async () => {
  const turn = inTurn();
  const log: string[] = [];
  const task = (name: string) => async () => {
    log.push(`${name} begins`);
    await Promise.resolve();
    log.push(`${name} ends`);
    if (name === "a") throw new Error(name);
  };
  const [a, b] = [turn(task("a")), turn(task("b"))];
  await expect(a).rejects.toThrow("a");
  await b;
  expect(log).toEqual(["a begins", "a ends", "b begins", "b ends"]);
});

test("a controller that follows a signal aborts with its reason, also when it has aborted before", () => {
  const outer = new AbortController();
  const early = followAbort(outer.signal);
  outer.abort(new Error("enough"));
  expect(early.controller.signal.reason).toEqual(new Error("enough"));
  expect(followAbort(outer.signal).controller.signal.aborted).toBe(true);
});

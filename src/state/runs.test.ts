import { expect, test } from "vitest";
import { Fault } from "../domain/fault.ts";
import { createRunner, type Run } from "./runs.ts";

const tick = () => new Promise((done) => setTimeout(done));

test("a result stays on screen while the next is computed and when that fails", async () => {
  const seen: Run<string>[] = [];
  const runner = createRunner<string>((run) => seen.push(run));
  await runner.start(async ({ onProgress }) => {
    onProgress(0.5);
    return "first";
  });
  const fault = new Fault("bad-input", { reason: "no areas" });
  await runner.start(() => Promise.reject(fault));
  expect(seen).toEqual([
    { status: "running", done: 0 },
    { status: "running", done: 0.5 },
    { status: "ready", value: "first" },
    { status: "running", done: 0, previous: "first" },
    { status: "failed", fault, previous: "first" },
  ]);
});

test("a newer computation stops the older one, whose late result is dropped", async () => {
  const seen: Run<number>[] = [];
  const runner = createRunner<number>((run) => seen.push(run));
  let stopped = false;
  const old = runner.start(async ({ signal, onProgress }) => {
    signal.addEventListener("abort", () => {
      stopped = true;
    });
    await tick();
    onProgress(0.9);
    return 1;
  });
  await Promise.all([old, runner.start(async () => 2)]);
  await tick();
  expect(stopped).toBe(true);
  expect(seen.at(-1)).toEqual({ status: "ready", value: 2 });
  expect(seen.some((run) => run.status === "running" && run.done === 0.9)).toBe(false);
});

test("cancelled with nothing on screen it is idle again", async () => {
  const runner = createRunner<number>(() => {});
  const run = runner.start(() => new Promise(() => {}));
  runner.cancel();
  expect(runner.state()).toEqual({ status: "idle" });
  void run;
});

test("stopped by a person with nothing on screen that is said, and what is on screen stays", async () => {
  const runner = createRunner<number>(() => {});
  void runner.start(() => new Promise(() => {}));
  runner.stop();
  expect(runner.state()).toEqual({ status: "failed", fault: new Fault("aborted") });
  runner.stop();
  expect(runner.state().status).toBe("idle");
  await runner.start(async () => 1);
  void runner.start(() => new Promise(() => {}));
  runner.stop();
  expect(runner.state()).toEqual({ status: "ready", value: 1 });
});

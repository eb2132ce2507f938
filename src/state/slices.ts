import type { RunContext } from "./runs.ts";

const sliceMilliseconds = 12;

/** Runs a short computation on the page itself, in slices that leave the page alive; rejects when stopped. */
export async function inSlices<Out>(
  kernel: Generator<number, Out, void>,
  { signal, onProgress }: RunContext,
): Promise<Out> {
  let until = performance.now() + sliceMilliseconds;
  for (;;) {
    const step = kernel.next();
    if (step.done) return step.value;
    if (performance.now() < until) continue;
    onProgress(step.value);
    await new Promise((done) => setTimeout(done));
    signal.throwIfAborted();
    until = performance.now() + sliceMilliseconds;
  }
}

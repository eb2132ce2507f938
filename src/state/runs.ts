import { Fault, toFault } from "../domain/fault.ts";

/** How a computation stands. The previous result stays on screen while the next is computed, and when it fails. */
export type Run<T> =
  | { readonly status: "idle" }
  | { readonly status: "running"; readonly done: number; readonly previous?: T }
  | { readonly status: "ready"; readonly value: T }
  | { readonly status: "failed"; readonly fault: Fault; readonly previous?: T };

/** What a computation is given: when to stop, and where to say how far it is (0 to 1). */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** The result on screen, whatever is going on. */
export function shownResult<T>(run: Run<T>): T | undefined {
  if (run.status === "ready") return run.value;
  return run.status === "idle" ? undefined : run.previous;
}

/** Runs one computation at a time: a new one stops the one before. `onChange` hears every state. */
export function createRunner<T>(onChange: (run: Run<T>) => void) {
  let state: Run<T> = { status: "idle" };
  let current = new AbortController();

  function set(next: Run<T>): void {
    state = next;
    onChange(next);
  }

  const kept = () => {
    const previous = shownResult(state);
    return previous === undefined ? {} : { previous };
  };

  async function start(work: (context: RunContext) => Promise<T>): Promise<void> {
    current.abort();
    const own = new AbortController();
    current = own;
    const { signal } = own;
    set({ status: "running", done: 0, ...kept() });
    try {
      const value = await work({
        signal,
        onProgress: (done) => {
          if (!signal.aborted) set({ status: "running", done, ...kept() });
        },
      });
      if (!signal.aborted) set({ status: "ready", value });
    } catch (error) {
      if (!signal.aborted) set({ status: "failed", fault: toFault(error, "bad-input"), ...kept() });
    }
  }

  /** Stops the computation; the last result stays. */
  function cancel(): void {
    current.abort();
    const previous = shownResult(state);
    set(previous === undefined ? { status: "idle" } : { status: "ready", value: previous });
  }

  /** Cancels for a person: where there is no result to stay, that is said, with the way to start again. */
  function stop(): void {
    const isFirst = state.status === "running" && state.previous === undefined;
    cancel();
    if (isFirst) set({ status: "failed", fault: new Fault("aborted") });
  }

  return { start, cancel, stop, state: () => state };
}

/** A controller that also aborts when `signal` does; `release` stops listening to it. */
export function followAbort(signal: AbortSignal | undefined): { controller: AbortController; release(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  return { controller, release: () => signal?.removeEventListener("abort", abort) };
}

/**
 * Do `work` for every item, at most `width` at once, in order of start. The first failure aborts the rest and is thrown
 * when all have stopped.
 */
export async function eachBounded<T>(
  items: readonly T[],
  { width, signal }: { width: number; signal?: AbortSignal | undefined },
  work: (item: T, index: number, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { controller, release } = followAbort(signal);
  let next = 0;
  const lane = async () => {
    for (let index = next++; index < items.length; index = next++) {
      controller.signal.throwIfAborted();
      await work(items[index] as T, index, controller.signal);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  } catch (error) {
    controller.abort(error);
    throw error;
  } finally {
    release();
  }
}

/** A promise that also rejects with the signal's reason when it aborts. */
export function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Work that several callers wait for. */
export interface SharedTask<T> {
  readonly done: Promise<T>;
  join(signal: AbortSignal | undefined): Promise<T>;
}

/** Work that several callers wait for: one that aborts leaves, and the work is aborted when none is left. */
export function sharedTask<T>(work: (signal: AbortSignal) => Promise<T>): SharedTask<T> {
  const controller = new AbortController();
  const promise = work(controller.signal);
  promise.catch(() => undefined);
  let waiting = 0;
  return {
    done: promise,
    async join(signal) {
      waiting++;
      try {
        return await orAborted(promise, signal);
      } finally {
        waiting--;
        if (waiting === 0 && signal?.aborted) controller.abort(signal.reason);
      }
    },
  };
}

/** Lets tasks begin only when the one before has ended. */
export function inTurn(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const next = last.then(task, task);
    last = next.catch(() => undefined);
    return next;
  };
}

/** A promise and what settles it. */
export function settled<T>(): { promise: Promise<T>; resolve(value: T): void; reject(reason: unknown): void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((ok, no) => {
    resolve = ok;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** A worker's first message: the name of a lock that it holds as long as it lives. */
interface Alive {
  readonly type: "alive";
  readonly lock: string;
}

/** In a worker: lets the page notice its end, however it comes. Needs a secure context; without one only errors are noticed. */
export function announceLife(scope: { postMessage(message: Alive): void }): void {
  const lock = `life-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  void navigator.locks?.request(lock, () => {
    scope.postMessage({ type: "alive", lock });
    return new Promise(() => {});
  });
}

/**
 * On the page: calls `onDeath` once when the worker throws, cannot be loaded, runs out of memory or is terminated. A
 * terminated worker fires no event; its lock, which the browser frees, tells.
 */
export function watchLife(worker: Worker, onDeath: (reason: string) => void): void {
  let dead = false;
  const die = (reason: string) => {
    if (!dead) onDeath(reason);
    dead = true;
  };
  worker.addEventListener("error", (event) => die(event.message || "the worker could not be loaded"));
  worker.addEventListener("messageerror", () => die("a message could not be read"));
  worker.addEventListener("message", ({ data }: MessageEvent<Alive | { readonly type: string }>) => {
    if (data.type === "alive" && "lock" in data) void navigator.locks.request(data.lock, () => die("the worker ended"));
  });
}

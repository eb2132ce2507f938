import { Fault } from "../../domain/fault.ts";
import { watchLife } from "../../worker/life.ts";
import type { ImportProgress } from "./outcome.ts";
import type { FromImporter, ImportTasks, ToImporter } from "./protocol.ts";

/** The import worker seen from the page. Stopping ends the worker; the next task starts another. */
export function createImporter() {
  let worker: Worker | undefined;
  let jobs = 0;
  const waiting = new Map<
    number,
    {
      resolve(output: never): void;
      reject(fault: Fault): void;
      onProgress: ((progress: ImportProgress) => void) | undefined;
    }
  >();

  function end(fault: Fault): void {
    worker?.terminate();
    worker = undefined;
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
  }

  function hear({ data }: MessageEvent<FromImporter>): void {
    if (data.type === "alive") return;
    const job = waiting.get(data.job);
    if (data.type === "progress") job?.onProgress?.(data.progress);
    else {
      waiting.delete(data.job);
      if (data.type === "failed" && data.isSpoilt)
        end(new Fault("worker-died", { worker: "import", reason: "spoilt" }));
      // A job's output has the type of its task.
      if (data.type === "done") job?.resolve(data.output as never);
      else job?.reject(new Fault(data.fault.code, data.fault.values));
    }
  }

  function start(): Worker {
    const made = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", hear);
    watchLife(made, (reason) => {
      if (worker === made) end(new Fault("worker-died", { worker: "import", reason }));
    });
    return made;
  }

  return {
    /** Runs a task. Rejects with a `Fault`; `aborted` after `stop`. */
    run<K extends keyof ImportTasks>(
      name: K,
      input: ImportTasks[K]["in"],
      onProgress?: (progress: ImportProgress) => void,
    ): Promise<ImportTasks[K]["out"]> {
      worker ??= start();
      const job = ++jobs;
      const done = new Promise<ImportTasks[K]["out"]>((resolve, reject) =>
        waiting.set(job, { resolve, reject, onProgress }),
      );
      // The name decides the input.
      worker.postMessage({ name, job, input } as ToImporter);
      return done;
    },
    stop(): void {
      end(new Fault("aborted"));
    },
  };
}

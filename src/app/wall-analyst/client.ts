import { Fault } from "../../domain/fault.ts";
import type { AnalysisTask, Analyst, Findings, FromAnalyst, ToAnalyst } from "../../wall/model/findings.ts";
import { watchLife } from "../../worker/life.ts";

/** A worker that has not begun, or has found nothing, for so long is ended. */
const patienceMilliseconds = { begin: 20_000, find: 120_000 } as const;

/** Starts the worker that analyses. When its worker dies, what is pending is rejected with the fault `worker-died`. */
export function startAnalyst(): Analyst {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  let pending: { readonly resolve: (findings: Findings) => void; readonly reject: (fault: Fault) => void } | null =
    null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let next = 0;

  const starting = setTimeout(end, patienceMilliseconds.begin);
  worker.addEventListener("message", ({ data }: MessageEvent<FromAnalyst>) => {
    clearTimeout(starting);
    if (data.type === "found") pending?.resolve(data.findings);
    else if (data.type === "failed") pending?.reject(new Fault(data.fault.code, data.fault.values));
  });
  watchLife(worker, die);

  function die(reason: string): void {
    over = true;
    pending?.reject(new Fault("worker-died", { worker: "analysis", reason }));
  }

  function end(): void {
    clearTimeout(starting);
    clearTimeout(timer);
    worker.terminate();
    die("closed");
  }

  return {
    end,
    async analyse(task: AnalysisTask): Promise<Findings> {
      if (over) throw new Fault("worker-died", { worker: "analysis", reason: "the worker ended" });
      timer = setTimeout(end, patienceMilliseconds.find);
      const message: ToAnalyst = { type: "analyse", id: next++, task };
      return await new Promise<Findings>((resolve, reject) => {
        pending = { resolve, reject };
        worker.postMessage(message);
      }).finally(() => {
        pending = null;
        clearTimeout(timer);
      });
    },
  };
}

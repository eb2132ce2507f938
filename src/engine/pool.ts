import type { AnalysisId, InputOf, OutputOf, ParamsOf } from "../analyses/index.ts";
import { watchLife } from "../worker/life.ts";
import { createEngine, type Engine, type RunOptions } from "./engine.ts";

/** Several analysis workers behind one `run`: each job goes to the one with the fewest. A dead worker is replaced. */
export function createEnginePool(size: number) {
  const engines: Engine[] = [];

  function engine(): Engine {
    const idle = engines.find((candidate) => candidate.jobs() === 0);
    if (idle) return idle;
    if (engines.length < size) return spawn();
    return engines.reduce((least, candidate) => (candidate.jobs() < least.jobs() ? candidate : least));
  }

  function start(): Worker {
    return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
  }

  function spawn(): Engine {
    const worker = start();
    const made = createEngine(worker);
    engines.push(made);
    watchLife(worker, (reason) => {
      engines.splice(engines.indexOf(made), 1);
      made.die(reason);
    });
    return made;
  }

  async function runAlone<Id extends AnalysisId>(
    id: Id,
    input: InputOf<Id>,
    params: ParamsOf<Id>,
    options?: RunOptions,
  ): Promise<OutputOf<Id>> {
    const worker = start();
    const made = createEngine(worker);
    watchLife(worker, made.die);
    try {
      return await made.run(id, input, params, options);
    } finally {
      worker.terminate();
    }
  }

  return {
    size,
    /**
     * Runs an analysis on a worker of its own, which ends with the run: the signal stops it at once, also in the middle of
     * what hears no cancel (an exact solver).
     */
    runAlone,
    /** Runs an analysis on a worker; the buffers of `input` are handed over. */
    run<Id extends AnalysisId>(
      id: Id,
      input: InputOf<Id>,
      params: ParamsOf<Id>,
      options?: RunOptions,
    ): Promise<OutputOf<Id>> {
      return engine().run(id, input, params, options);
    },
  };
}

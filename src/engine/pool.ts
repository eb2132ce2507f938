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

  function spawn(): Engine {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    const made = createEngine(worker);
    engines.push(made);
    watchLife(worker, (reason) => {
      engines.splice(engines.indexOf(made), 1);
      made.die(reason);
    });
    return made;
  }

  return {
    size,
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

import type { InputOf, OutputOf, ParamsOf } from "../analyses/index.ts";
import type { Engine } from "./neighbours.ts";
import type { RunContext } from "./runs.ts";

/** How the best was found: by the fast search, by the exact solver, or by what either had when the time was over. */
export type Solver = "fast" | "exact" | "stopped";

const loadMilliseconds = 3000;

/**
 * Chooses sites: the fast search with its bound; where that leaves a gap and it is wanted, then the exact solver in a
 * worker of its own, which is ended on cancel and when its time is over. The fast result stands where the exact one does
 * not come.
 */
export async function solveSites(
  task: InputOf<"siting">,
  params: ParamsOf<"siting">,
  { engine, context }: { readonly engine: Engine; readonly context: RunContext },
): Promise<{ readonly output: OutputOf<"siting">; readonly solver: Solver }> {
  const started = performance.now();
  const fast = await engine.run("siting", copyOf(task), { ...params, exact: false }, context);
  if (!params.exact || fast.gap[0] === 0) return { output: fast, solver: "fast" };
  context.signal.throwIfAborted();
  // The solver repeats the fast search to start from it, and needs a moment to be loaded.
  const most = Math.ceil(1000 * params.seconds + 2 * (performance.now() - started) + loadMilliseconds);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(most)]);
  const run = engine.runAlone ?? engine.run;
  const found = await run("siting", copyOf(task), { ...params, exact: true }, { signal }).catch(() => null);
  context.signal.throwIfAborted();
  if (!found) return { output: fast, solver: "stopped" };
  return { output: found, solver: found.gap[0] === 0 ? "exact" : "stopped" };
}

/** Buffers are handed over, so copies are. */
function copyOf(task: InputOf<"siting">): InputOf<"siting"> {
  return {
    siteStart: task.siteStart.slice(),
    siteTarget: task.siteTarget.slice(),
    siteCost: task.siteCost.slice(),
    siteFixed: task.siteFixed.slice(),
    siteGroup: task.siteGroup.slice(),
    demandWeight: task.demandWeight.slice(),
  };
}

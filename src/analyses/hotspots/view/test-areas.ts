import type { Csr } from "../../../lib/csr.ts";
import { maxDegree, subgraph } from "../../../lib/csr.ts";
import type { Tails } from "../../../lib/permutation.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf, ParamsOf } from "../../index.ts";
import { measure } from "../kernel/measure.ts";
import type { Study } from "./study.ts";

/** Why nothing can be tested. */
export type Problem = "no-areas" | "no-cases" | "few" | "constant" | "islands";

const fewest = 3;
/** A worker is worth its start from so many comparisons on. */
const comparisonsPerWorker = 2_000_000;

export interface Task {
  readonly study: Study;
  readonly csr: Csr;
  readonly params: ParamsOf<"hotspots">;
}

/** Why these numbers have no hotspots to look for, or `null`. */
export function problemOf({ study: { cases, base, load }, csr, params }: Task): Problem | null {
  if (cases.length === 0) return "no-areas";
  if (!load.some((count) => count > 0)) return "no-cases";
  const values = measure(params.measure, { cases, base }, csr).filter((value) => !Number.isNaN(value));
  if (values.length < fewest) return "few";
  if (values.every((value) => value === values[0])) return "constant";
  return maxDegree(csr) === 0 ? "islands" : null;
}

/** Tests every area, the permutations on all workers. The same numbers come out on any number of workers. */
export async function testAreas(task: Task, engine: Engine, context: RunContext): Promise<OutputOf<"hotspots">> {
  const { study, csr, params } = task;
  const permuted = params.inference === "permutation" || params.statistic === "geary";
  const tails = permuted ? await permutedTails(task, engine, context) : noTails();
  const input = {
    cases: study.cases.slice(),
    base: study.base.slice(),
    start: csr.start.slice(),
    neighbour: csr.neighbour.slice(),
    ...tails,
  };
  return engine.run("hotspots", input, params, { signal: context.signal });
}

const noTails = (): Tails => ({ greater: new Int32Array(0), less: new Int32Array(0) });

async function permutedTails({ study, csr, params }: Task, engine: Engine, context: RunContext): Promise<Tails> {
  const all = measure(params.measure, study, csr);
  const { csr: graph, rows } = subgraph(
    csr,
    Uint8Array.from(all, (value) => (Number.isNaN(value) ? 0 : 1)),
  );
  const value = Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
  const { statistic, permutations, seed } = params;
  const ranges = rangesOf(value.length, permutations, engine.size);
  const done = new Float64Array(ranges.length);
  const parts = await Promise.all(
    ranges.map((range, i) =>
      engine.run(
        "permutations",
        { value: value.slice(), start: graph.start.slice(), neighbour: graph.neighbour.slice(), range },
        { statistic, permutations, seed },
        {
          signal: context.signal,
          onProgress: (share) => {
            done[i] = share;
            context.onProgress(done.reduce((sum, one) => sum + one, 0) / done.length);
          },
        },
      ),
    ),
  );
  return { greater: joined(parts.map((part) => part.greater)), less: joined(parts.map((part) => part.less)) };
}

/** Rows in as many even ranges as workers are worth starting. */
export function rangesOf(areas: number, permutations: number, workers: number): Uint32Array[] {
  const worth = Math.ceil((areas * permutations) / comparisonsPerWorker);
  const parts = Math.max(1, Math.min(workers, worth, areas));
  const edge = (part: number) => Math.round((areas * part) / parts);
  return Array.from({ length: parts }, (_, part) => Uint32Array.of(edge(part), edge(part + 1)));
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const part of parts) {
    all.set(part, filled);
    filled += part.length;
  }
  return all;
}

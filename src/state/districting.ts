import type { InputOf, ParamsOf } from "../analyses/index.ts";
import { type CombinedPlans, combineParts } from "../lib/regions/combine.ts";
import { chunkCount } from "../lib/regions/results.ts";
import type { Engine } from "./neighbours.ts";

/** When to stop, and who hears how far it is (0 to 1). */
export interface PlanRunOptions {
  readonly signal?: AbortSignal;
  onProgress?(done: number): void;
}

/** What `districting` takes, without the range of chains. */
export type PlanInput = Omit<InputOf<"districting">, "range">;

/** Draws plans on all workers of an engine: the same plans whatever their number. The buffers of `input` stay. */
export async function drawPlans(
  engine: Engine,
  input: PlanInput,
  { params, signal, onProgress }: PlanRunOptions & { readonly params: ParamsOf<"districting"> },
): Promise<CombinedPlans> {
  const parts = Math.min(engine.size, chunkCount);
  const done = new Float64Array(parts);
  const bound = (part: number) => Math.round((part * chunkCount) / parts);
  const runs = Array.from(done, (_, part) => {
    const range = Uint32Array.of(bound(part), bound(part + 1));
    return engine.run("districting", { ...copied(input), range }, params, {
      ...(signal && { signal }),
      onProgress: (share) => {
        done[part] = share;
        onProgress?.(done.reduce((sum, own) => sum + own, 0) / parts);
      },
    });
  });
  return combineParts(await Promise.all(runs), params.keep);
}

function copied(input: PlanInput): PlanInput {
  return {
    start: input.start.slice(),
    neighbour: input.neighbour.slice(),
    borderMetres: input.borderMetres.slice(),
    lineMetres: input.lineMetres.slice(),
    outerMetres: input.outerMetres.slice(),
    areaM2: input.areaM2.slice(),
    hullStart: input.hullStart.slice(),
    hullXY: input.hullXY.slice(),
    residents: input.residents.slice(),
    workload: input.workload.slice(),
    cases: input.cases.slice(),
    accessMetres: input.accessMetres.slice(),
    responseSeconds: input.responseSeconds.slice(),
    groupStart: input.groupStart.slice(),
    groupAtom: input.groupAtom.slice(),
    groupWeight: input.groupWeight.slice(),
    today: input.today.slice(),
    scope: input.scope.slice(),
    attributes: input.attributes.slice(),
  };
}

import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { enoughExceedances, replicationsUsed } from "../../../lib/scan/inference.ts";
import type { CaseSource } from "../../../state/case-rows.ts";
import { type DailyCases, dailyCases } from "../../../state/daily-cases.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf, ParamsOf } from "../../index.ts";

export interface ClustersInput {
  readonly handle: CaseSource;
  readonly params: ParamsOf<"clusters">;
  readonly filters: Filters;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** The moment of the data, in seconds. */
  readonly asOf: number;
  readonly dataVersion: string;
}

export interface ClustersResult {
  readonly input: ClustersInput;
  readonly cases: DailyCases;
  readonly output: OutputOf<"clusters">;
}

type Records = Omit<Parameters<typeof runScan>[0], "maxima">;

/** Scans, draws replications on all workers in rounds until there are enough, and scans with their maxima. */
export async function computeClusters(
  input: ClustersInput,
  engine: Engine,
  context: RunContext,
): Promise<ClustersResult | null> {
  const cases = await dailyCases(input);
  context.signal.throwIfAborted();
  if (!cases) return null;
  const { params } = input;
  const records = {
    area: cases.area,
    day: cases.day,
    isCase: params.model === "bernoulli" ? cases.late : new Uint8Array(0),
    x: cases.x,
    y: cases.y,
    residents: cases.fine.residents,
    today: Int32Array.of(cases.span[1]),
  };
  const first = await runScan({ ...records, maxima: Float64Array.of(0) }, { engine, params, context });
  const top = first.ratio[0];
  if (top === undefined) return { input, cases, output: first };
  const maxima = await drawMaxima(records, top, { engine, params, context });
  return { input, cases, output: await runScan({ ...records, maxima }, { engine, params, context }) };
}

interface Running {
  readonly engine: Engine;
  readonly params: ParamsOf<"clusters">;
  readonly context: RunContext;
}

function runScan(
  records: Parameters<typeof copyOf>[0] & { readonly maxima: Float64Array },
  { engine, params, context: { signal } }: Running,
): Promise<OutputOf<"clusters">> {
  return engine.run("clusters", { ...copyOf(records), maxima: records.maxima.slice() }, params, { signal });
}

/** Buffers are handed over to the worker: it gets copies. */
function copyOf(records: {
  readonly area: Uint32Array;
  readonly day: Int32Array;
  readonly isCase: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly residents: Float64Array;
  readonly today: Int32Array;
}) {
  const { area, day, isCase, x, y, residents, today } = records;
  return {
    area: area.slice(),
    day: day.slice(),
    isCase: isCase.slice(),
    x: x.slice(),
    y: y.slice(),
    residents: residents.slice(),
    today: today.slice(),
  };
}

/** Replications per worker and round: a sequential test looks after each. */
const perRound = 100;

async function drawMaxima(records: Records, top: number, { engine, params, context }: Running): Promise<Float64Array> {
  const enough = params.sequential ? enoughExceedances : Number.POSITIVE_INFINITY;
  let maxima = new Float64Array(0);
  while (maxima.length < params.replications) {
    const from = maxima.length;
    const to = Math.min(params.replications, from + perRound * engine.size);
    const edge = (part: number) => Math.round(from + ((to - from) * part) / engine.size);
    const ranges = Array.from({ length: engine.size }, (_, part) => Uint32Array.of(edge(part), edge(part + 1)));
    const parts = await Promise.all(
      ranges.map((range) =>
        engine.run("replications", { ...copyOf(records), range }, params, { signal: context.signal }),
      ),
    );
    const all = new Float64Array(to);
    all.set(maxima);
    parts.forEach((part, i) => {
      all.set(part.maxima, ranges[i]?.[0] ?? 0);
    });
    const used = replicationsUsed(top, all, enough);
    maxima = all.slice(0, used);
    context.onProgress(to / params.replications);
    if (used < to) break;
  }
  return maxima;
}

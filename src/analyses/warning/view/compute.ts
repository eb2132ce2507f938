import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { CaseSource } from "../../../state/case-rows.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { type DailyCases, dailyCases } from "../../../state/daily-cases.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf, ParamsOf } from "../../index.ts";
import { replayDays } from "../kernel/replay-days.ts";
import { camerasOut, type Limits, silencesOf, surgeOf } from "./limits.ts";

export interface WarningInput {
  readonly handle: CaseSource;
  readonly params: ParamsOf<"warning">;
  readonly filters: Filters;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** The moment of the data, in seconds. */
  readonly asOf: number;
  readonly dataVersion: string;
}

export interface WarningResult {
  readonly input: WarningInput;
  readonly cases: DailyCases;
  readonly output: OutputOf<"warning">;
  readonly limits: Limits;
}

/** Replays the last months, and looks at limits that need no statistics of place. */
export async function computeWarning(
  input: WarningInput,
  engine: Engine,
  context: RunContext,
): Promise<WarningResult | null> {
  const cases = await dailyCases(input);
  context.signal.throwIfAborted();
  if (!cases) return null;
  const output = await replayed(cases, { engine, params: input.params, context });
  const limits = await limitsOf(cases, input);
  context.signal.throwIfAborted();
  return { input, cases, output, limits };
}

/** The limits that need no statistics of place, as of the data's moment. */
export async function limitsOf(
  cases: DailyCases,
  { handle, asOf }: Pick<WarningInput, "handle" | "asOf">,
): Promise<Limits> {
  const { cameras } = await cityOf(handle);
  return { silences: silencesOf(cases), surge: surgeOf(cases, asOf), cameras: camerasOut(cameras) };
}

interface Running {
  readonly engine: Engine;
  readonly params: WarningInput["params"];
  readonly context: RunContext;
}

type Output = WarningResult["output"];

/** The days shared among the workers, and their findings in one row again. */
async function replayed(cases: DailyCases, { engine, params, context }: Running): Promise<Output> {
  const [from, to] = replayDays(cases.span, params);
  const parts = Math.max(1, Math.min(engine.size, to - from + 1));
  const edge = (part: number) => Math.round(from + ((to - from + 1) * part) / parts);
  const done = new Float64Array(parts);
  const outputs = await Promise.all(
    Array.from({ length: parts }, (_, part) =>
      engine.run(
        "warning",
        {
          area: cases.area.slice(),
          day: cases.day.slice(),
          series: cases.series.slice(),
          seriesCount: Uint32Array.of(cases.coarse.rows * cases.classes.length),
          x: cases.x.slice(),
          y: cases.y.slice(),
          span: Int32Array.from(cases.span),
          replay: Int32Array.of(edge(part), edge(part + 1) - 1),
        },
        params,
        {
          signal: context.signal,
          onProgress: (share) => {
            done[part] = share;
            context.onProgress(done.reduce((sum, one) => sum + one, 0) / parts);
          },
        },
      ),
    ),
  );
  return joined(outputs, to >= from ? Int32Array.of(from, to) : new Int32Array(0));
}

const integers = ["day", "since", "series", "absent"] as const;
const numbers = ["observed", "expected", "ratio", "p", "q", "radius"] as const;

function joined(parts: readonly Output[], replayed: Int32Array): Output {
  const [first] = parts;
  if (!first) throw new Error("warning: no part was replayed");
  let offset = 0;
  const starts = parts.flatMap(({ start, member }) => {
    const own = [...start.subarray(0, -1)].map((at) => at + offset);
    offset += member.length;
    return own;
  });
  const all = (pick: (part: Output) => Iterable<number>) => parts.flatMap((part) => [...pick(part)]);
  return {
    ...first,
    // Every name has just been given its column.
    ...(Object.fromEntries(integers.map((name) => [name, Int32Array.from(all((part) => part[name]))])) as Pick<
      Output,
      (typeof integers)[number]
    >),
    ...(Object.fromEntries(numbers.map((name) => [name, Float64Array.from(all((part) => part[name]))])) as Pick<
      Output,
      (typeof numbers)[number]
    >),
    centre: Uint32Array.from(all((part) => part.centre)),
    start: Uint32Array.from([...starts, offset]),
    member: Uint32Array.from(all((part) => part.member)),
    replayed,
  };
}

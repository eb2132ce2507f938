import type { InputOf, OutputOf, ParamsOf } from "../analyses/index.ts";
import type { Engine } from "./neighbours.ts";
import type { RunContext } from "./runs.ts";

/**
 * The table of minutes from origins to crossings or places, in as many parts as the engine has workers, each with its share
 * of the origins; the result does not depend on how many there are. Stopping stops all parts.
 */
export async function odTable(
  task: InputOf<"od">,
  params: ParamsOf<"od">,
  { engine, context }: { readonly engine: Engine; readonly context: RunContext },
): Promise<OutputOf<"od">> {
  const origins = task.originLon.length;
  const parts = Math.max(1, Math.min(engine.size, origins));
  const done = new Float64Array(parts);
  const cut = (part: number) => Math.round((origins * part) / parts);
  const outputs = await Promise.all(
    Array.from(done, (_, part) => {
      const own = (values: Float64Array) => values.slice(cut(part), cut(part + 1));
      // Buffers are handed over, so copies are.
      const copies = Object.fromEntries(Object.entries(task).map(([name, values]) => [name, values.slice()]));
      const input = { ...task, ...copies, originLon: own(task.originLon), originLat: own(task.originLat) };
      return engine.run("od", input, params, {
        signal: context.signal,
        onProgress: (share) => {
          done[part] = share;
          context.onProgress(done.reduce((sum, one) => sum + one, 0) / parts);
        },
      });
    }),
  );
  const whole = <Values extends { readonly length: number; set(from: Values, at: number): void }>(
    pick: (output: OutputOf<"od">) => Values,
    make: (length: number) => Values,
  ): Values => {
    const columns = outputs.map(pick);
    const all = make(columns.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const column of columns) {
      all.set(column, at);
      at += column.length;
    }
    return all;
  };
  const numbers = (length: number) => new Float64Array(length);
  return {
    minutes: whole(
      ({ minutes }) => minutes,
      (length) => new Float32Array(length),
    ),
    reached: whole(
      ({ reached }) => reached,
      (length) => new Uint32Array(length),
    ),
    median: whole(({ median }) => median, numbers),
    farthest: whole(({ farthest }) => farthest, numbers),
    snapMetres: whole(({ snapMetres }) => snapMetres, numbers),
  };
}

import { chanceMaxima } from "../../lib/scan/maxima.ts";
import { scanOfTown } from "../../lib/scan/town.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** As `clusters` takes them. */
  readonly area: Uint32Array;
  readonly day: Int32Array;
  readonly isCase: Uint8Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly residents: Float64Array;
  readonly today: Int32Array;
  /** First replication, and the one after the last. */
  readonly range: Uint32Array;
};
export type Output = { readonly maxima: Float64Array };

/** The largest ratios of a range of replications: the same for a replication whatever range it is in. */
export function* run({ today, range, ...town }: Input, params: Params): Generator<number, Output, void> {
  const [from, to] = range;
  const { scan, cases, problem } = scanOfTown(town, params, today[0]);
  if (problem) throw new Error(`replications: there is nothing to scan (${problem})`);
  const maxima = yield* chanceMaxima(scan, cases, { from, to, seed: params.seed });
  return { maxima };
}

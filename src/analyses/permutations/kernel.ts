import { checkCsr, maxDegree } from "../../lib/csr.ts";
import { permutationTable, permutationTails } from "../../lib/permutation.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Value of each area; all finite. */
  readonly value: Float64Array;
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  /** First row to work on, and the row after the last. */
  readonly range: Uint32Array;
};
export type Output = { readonly greater: Int32Array; readonly less: Int32Array };

/** Permutation tails of a range of rows: the same for a row whatever range it is in. */
export function* run({ value, start, neighbour, range }: Input, params: Params): Generator<number, Output, void> {
  const csr = { start, neighbour };
  checkCsr(csr, value.length);
  const [from, to] = range;
  const draws = maxDegree(csr);
  if (draws === 0) return { greater: new Int32Array(to - from), less: new Int32Array(to - from) };
  const table = permutationTable({ areas: value.length, draws, permutations: params.permutations, seed: params.seed });
  const statistic = params.statistic === "geary" ? "geary" : "sum";
  const { greater, less } = yield* permutationTails({ value, csr, table, statistic, from, to });
  return { greater, less };
}

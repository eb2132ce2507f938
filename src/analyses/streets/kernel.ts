import { networkDensity } from "../../lib/network-kde.ts";
import { splitDensity } from "../../lib/network-split.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Streets between nodes numbered from 0. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthMetres: Float64Array;
  /** Cases: the street of each, how far along it (0 to 1), and its weight (empty for 1 each). */
  readonly edge: Uint32Array;
  readonly fraction: Float64Array;
  readonly weight: Float64Array;
};
export type Output = {
  readonly edge: Uint32Array;
  readonly fromFraction: Float64Array;
  readonly toFraction: Float64Array;
  readonly perKm: Float64Array;
};

/** Branches thinner than this share of a case are not followed, nor more of them than this from one place. */
const leastShare = 1e-5;
const mostBranches = 20_000;

/** Density of cases along streets, in cases per km of street, for every piece of every street. */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  const { from, to, lengthMetres, edge, fraction, weight } = input;
  const last = (values: Uint32Array) => values.reduce((most, value) => Math.max(most, value + 1), 0);
  if (last(edge) > from.length)
    throw new Error(`streets: there is a case on street ${last(edge) - 1} of ${from.length}`);
  const network = { nodes: Math.max(last(from), last(to)), from, to, lengthMetres };
  const events = { edge, fraction, ...(weight.length > 0 && { weight }) };
  if (params.method === "heat") return { ...(yield* networkDensity(network, events, params)) };
  const split = params.method === "equal-split" ? "discontinuous" : "continuous";
  const options = { ...params, split, kernel: "epanechnikov", leastShare, mostBranches } as const;
  return { ...(yield* splitDensity(network, events, options)) };
}

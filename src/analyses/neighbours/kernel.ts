import { contiguity } from "../../lib/contiguity.ts";
import { type Csr, symmetrised } from "../../lib/csr.ts";
import { distanceBand, nearestNeighbours } from "../../lib/neighbours.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Outlines as in `domain/geometry.ts`, in degrees; may be empty for `band` and `nearest`. */
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
  readonly polygonOffsets: Uint32Array;
  readonly featureOffsets: Uint32Array;
  /** Centres in metres of a plane; may be empty for `queen` and `rook`. */
  readonly x: Float64Array;
  readonly y: Float64Array;
};
export type Output = { readonly start: Uint32Array; readonly neighbour: Uint32Array };

/** Who is whose neighbour among areas. */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  yield 0;
  const { start, neighbour } = graph(input, params);
  return { start, neighbour };
}

function graph(input: Input, { kind, radiusMetres, count, mutual }: Params): Csr {
  if (kind === "queen" || kind === "rook") return contiguity(input, kind);
  if (kind === "band") return distanceBand(input.x, input.y, radiusMetres);
  const nearest = nearestNeighbours(input.x, input.y, count);
  return mutual ? symmetrised(nearest) : nearest;
}

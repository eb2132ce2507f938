import { equalCells } from "./kernel/equal-cells.ts";
import { type Cells, extent, type Ground } from "./kernel/ground.ts";
import { h3Cells } from "./kernel/h3-cells.ts";
import type { Params } from "./kernel/params.ts";

/** Cells over the study area: cases in each, who is whose neighbour, and outlines to draw. */
export function* run(input: Ground, params: Params): Generator<number, Cells, void> {
  const box = extent(input);
  if (!box) return nothing();
  const h3 = params.shape === "hexagon" && params.hexagons === "h3";
  return yield* (h3 ? h3Cells : equalCells)(input, box, params);
}

function nothing(): Cells {
  const empty = new Float64Array(0);
  return {
    cases: empty,
    lon: empty,
    lat: empty,
    km2: Float64Array.of(Number.NaN),
    widthMetres: Float64Array.of(Number.NaN),
    start: new Uint32Array(1),
    neighbour: new Uint32Array(0),
    coordinates: empty,
    ringOffsets: new Uint32Array(1),
    h3High: new Uint32Array(0),
    h3Low: new Uint32Array(0),
  };
}

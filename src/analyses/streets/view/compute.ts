import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Box } from "../../../domain/manifest.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { BaseFeatures } from "../../../state/read-tables.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf, ParamsOf } from "../../index.ts";
import { linesOf, pieceEnds } from "./pieces.ts";

/** What the density along streets is computed from. */
export interface StreetsInput {
  readonly params: ParamsOf<"streets">;
  readonly roads: BaseFeatures["roads"];
  readonly filters: Filters;
  readonly window: TimeRange;
  readonly frame: Box;
  readonly dataVersion: string;
}

/** A named street, all its pieces together. */
export interface Street {
  readonly name: string;
  /** Cases per km at its densest piece. */
  readonly highest: number;
  /** Cases, as the smoothed density holds them. */
  readonly cases: number;
  readonly metres: number;
}

export interface StreetsResult {
  readonly input: StreetsInput;
  readonly problem: "no-streets" | "no-cases" | null;
  readonly pieces: OutputOf<"streets">;
  /** Ends of the pieces in degrees, four numbers a piece. */
  readonly ends: Float64Array;
  /** Named streets, the densest first. */
  readonly streets: readonly Street[];
  readonly totalMetres: number;
  /** Share of the street length that carries half of the cases. */
  readonly half: number;
  readonly placed: number;
  readonly lost: number;
}

export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

const reachMetres = 80;

/** Puts the cases on their streets and spreads them along the network. */
export async function computeStreets(
  input: StreetsInput,
  { engine, count }: Means,
  context: RunContext,
): Promise<StreetsResult> {
  const { params, roads, filters, window, frame } = input;
  const lines = remembered(roads, "lines", () => linesOf(roads.shapes));
  if (lines.coordinates.length === 0) return { ...nothing, input, problem: "no-streets" };
  const [counts] = await count({ filters, windows: [window], areaField: null, areaDurations: false, frame });
  context.signal.throwIfAborted();
  const places = {
    coordinates: lines.coordinates.slice(),
    lineStart: lines.lineStart.slice(),
    lon: counts?.lon ?? new Float64Array(0),
    lat: counts?.lat ?? new Float64Array(0),
  };
  const snapped = await engine.run("snapping", places, { reachMetres }, { signal: context.signal });
  const { lost, ...network } = snapped;
  const placed = network.weight.reduce((sum, one) => sum + one, 0);
  if (placed === 0) return { ...nothing, input, problem: "no-cases" };
  const lengthMetres = network.lengthMetres.slice();
  const pieces = await engine.run("streets", network, params, context);
  const metres = Float64Array.from(
    pieces.edge,
    (edge, i) => ((pieces.toFraction[i] ?? 0) - (pieces.fromFraction[i] ?? 0)) * (lengthMetres[edge] ?? 0),
  );
  return {
    input,
    problem: null,
    pieces,
    ends: pieceEnds(lines, pieces),
    streets: streetsOf(pieces, roads.names, lengthMetres),
    totalMetres: lengthMetres.reduce((sum, length) => sum + length, 0),
    half: halfShare(pieces.perKm, metres),
    placed,
    lost: lost[0] ?? 0,
  };
}

const nothing = {
  pieces: {
    edge: new Uint32Array(0),
    fromFraction: new Float64Array(0),
    toFraction: new Float64Array(0),
    perKm: new Float64Array(0),
  },
  ends: new Float64Array(0),
  streets: [],
  totalMetres: 0,
  half: Number.NaN,
  placed: 0,
  lost: 0,
};

/** Streets by name with what lies on them, the densest first. */
export function streetsOf(
  { edge, fromFraction, toFraction, perKm }: OutputOf<"streets">,
  names: readonly string[],
  lengthMetres: Float64Array,
): Street[] {
  const byName = new Map<string, { highest: number; cases: number; metres: number }>();
  for (const [i, e] of edge.entries()) {
    const name = names[e] ?? "";
    if (name === "") continue;
    const metres = ((toFraction[i] ?? 0) - (fromFraction[i] ?? 0)) * (lengthMetres[e] ?? 0);
    const density = perKm[i] ?? 0;
    const known = byName.get(name) ?? { highest: 0, cases: 0, metres: 0 };
    byName.set(name, {
      highest: Math.max(known.highest, density),
      cases: known.cases + (density * metres) / 1000,
      metres: known.metres + metres,
    });
  }
  return [...byName].map(([name, figures]) => ({ name, ...figures })).sort((a, b) => b.highest - a.highest);
}

/** Share of all street length that holds half of all cases, taking the densest pieces first. */
export function halfShare(perKm: Float64Array, metres: Float64Array): number {
  const total = metres.reduce((sum, length) => sum + length, 0);
  /** Cases and length of what is denser than a threshold; with `equal`, what is as dense counts too. */
  const above = (threshold: number, equal: boolean) => {
    let [cases, length] = [0, 0];
    for (let i = 0; i < perKm.length; i++) {
      const density = perKm[i] ?? 0;
      if (density < threshold || (density === threshold && !equal)) continue;
      cases += density * (metres[i] ?? 0);
      length += metres[i] ?? 0;
    }
    return { cases, length };
  };
  const half = above(0, true).cases / 2;
  if (!(half > 0)) return Number.NaN;
  // The density at which half is reached: the middle of the sorted densities, found by halving.
  const sorted = perKm.slice().sort();
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (above(sorted[middle] ?? 0, true).cases >= half) low = middle;
    else high = middle - 1;
  }
  const threshold = sorted[low] ?? 0;
  const denser = above(threshold, false);
  return (denser.length + (half - denser.cases) / threshold) / total;
}

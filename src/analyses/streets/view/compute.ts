import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Box } from "../../../domain/manifest.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { BaseFeatures } from "../../../state/read-tables.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf, ParamsOf } from "../../index.ts";
import { eventsOn, networkOfLines, pieceEnds } from "./network.ts";

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
  readonly placed: number;
  readonly lost: number;
}

export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

/** Puts the cases on their streets and spreads them along the network. */
export async function computeStreets(
  input: StreetsInput,
  { engine, count }: Means,
  context: RunContext,
): Promise<StreetsResult> {
  const { params, roads, filters, window, frame } = input;
  const network = remembered(roads, "network", () => networkOfLines(roads.shapes));
  if (!network) return { ...nothing, input, problem: "no-streets" };
  const [counts] = await count({ filters, windows: [window], areaField: null, areaDurations: false, frame });
  context.signal.throwIfAborted();
  const none = new Float64Array(0);
  const { lost, ...events } = eventsOn(network, counts?.lon ?? none, counts?.lat ?? none);
  const placed = events.weight.reduce((sum, one) => sum + one, 0);
  if (placed === 0) return { ...nothing, input, problem: "no-cases" };
  const { from, to } = network.roads;
  const task = { from: from.slice(), to: to.slice(), lengthMetres: network.lengthMetres.slice(), ...events };
  const pieces = await engine.run("streets", task, params, context);
  const totalMetres = network.lengthMetres.reduce((sum, length) => sum + length, 0);
  const streets = streetsOf(pieces, roads.names, network.lengthMetres);
  return { input, problem: null, pieces, ends: pieceEnds(network, pieces), streets, totalMetres, placed, lost };
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
export function halfShare({ pieces }: Pick<StreetsResult, "pieces">, lengthMetres: (piece: number) => number): number {
  const order = [...pieces.perKm.keys()].sort((a, b) => (pieces.perKm[b] ?? 0) - (pieces.perKm[a] ?? 0));
  const casesOn = (piece: number) => (pieces.perKm[piece] ?? 0) * lengthMetres(piece);
  let [cases, metres] = [0, 0];
  for (const piece of order) {
    cases += casesOn(piece);
    metres += lengthMetres(piece);
  }
  let [seen, used] = [0, 0];
  for (const piece of order) {
    if (seen >= cases / 2) break;
    seen += casesOn(piece);
    used += lengthMetres(piece);
  }
  return metres > 0 ? used / metres : Number.NaN;
}

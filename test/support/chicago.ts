import type { NetworkPositions, RoadNetwork } from "../../src/lib/network-kde.ts";
import { sharedJson } from "./shared.ts";

/** A network from its edges: first node, second node, metres. */
export function network(nodes: number, edges: readonly (readonly [number, number, number])[]): RoadNetwork {
  return {
    nodes,
    from: Uint32Array.from(edges, (e) => e[0]),
    to: Uint32Array.from(edges, (e) => e[1]),
    lengthMetres: Float64Array.from(edges, (e) => e[2]),
  };
}

/** Positions from pairs of edge and share of the way along it. */
export function positions(...list: readonly (readonly [number, number])[]): NetworkPositions {
  return { edge: Uint32Array.from(list, (e) => e[0]), fraction: Float64Array.from(list, (e) => e[1]) };
}

interface Chicago {
  readonly vertices: { readonly x: number[]; readonly y: number[] };
  readonly edges0: [number, number][];
  readonly points: { readonly x: number[]; readonly y: number[]; readonly seg0: number[]; readonly tp: number[] };
  readonly equalsplit_discontinuous_epan_sigma60: number[];
  readonly equalsplit_discontinuous_epan_sigma150: number[];
  readonly equalsplit_continuous_epan_sigma60: number[];
  readonly heat_sigma60_points: number[];
  readonly quick2d_sigma150: number[];
  readonly pairdist_first10: number[][];
  readonly pairdist_sum: number;
  readonly bw: { readonly "scott.iso": number };
  readonly linearK_none: { readonly r: number[]; readonly est: number[] };
  readonly linearK_Ang: { readonly r: number[]; readonly est: number[] };
}

/** spatstat's Chicago crimes: streets (in feet, taken for metres), crimes on them, and what spatstat makes of them. */
export function chicago() {
  const oracle = sharedJson<Chicago>("oracles/01-kde/network_kde_spatstat_chicago.json");
  const { vertices, edges0, points } = oracle;
  const length = ([a, b]: readonly [number, number]) =>
    Math.hypot((vertices.x[a] ?? 0) - (vertices.x[b] ?? 0), (vertices.y[a] ?? 0) - (vertices.y[b] ?? 0));
  const town = network(
    vertices.x.length,
    edges0.map((e) => [...e, length(e)] as const),
  );
  const crimes = positions(...points.seg0.map((edge, k) => [edge, points.tp[k] ?? 0] as const));
  return { town, crimes, oracle };
}

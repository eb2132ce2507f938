import { exp } from "./elementary/powers.ts";
import type { Lixels, NetworkEvents, NetworkPositions, RoadNetwork } from "./network-kde.ts";
import { normalTail } from "./normal.ts";

/** Kernels along a street, by their standard deviation: Epanechnikov's ends at √5 of them. */
export const lineKernels = ["epanechnikov", "gaussian"] as const;
export type LineKernel = (typeof lineKernels)[number];

/**
 * What becomes of a case's density at a crossing of `k` streets (Okabe & Sugihara 2012, ch. 9): `discontinuous` gives
 * each other street 1/(k − 1) of it and stops at dead ends; `continuous` gives each 2/k and sends 2/k − 1 back, which is
 * the heat kernel where the kernel is a normal curve (McSwiggan, Baddeley & Nair 2017).
 */
export const splits = ["discontinuous", "continuous"] as const;

/** How density is split at crossings. */
export interface SplitOptions {
  readonly sigmaMetres: number;
  readonly kernel: LineKernel;
  readonly split: (typeof splits)[number];
  /** Branches that carry less than this share of a case are not followed; 10⁻⁶ as spatstat. */
  readonly leastShare?: number;
  /** Most stretches of street to follow from one place. */
  readonly mostBranches?: number;
  /** Leave out the event of the same number, for positions that are the events themselves. */
  readonly leaveOneOut?: boolean;
}

/**
 * Equal-split density at chosen positions, in weight per metre. Every path from an event is followed as far as the kernel
 * reaches: the work grows fast with σ over the length of streets. Yields its progress.
 */
export function* splitDensityAt(
  network: RoadNetwork,
  events: NetworkEvents,
  at: NetworkPositions,
  options: SplitOptions,
): Generator<number, Float64Array, void> {
  if (!(options.sigmaMetres > 0)) throw new Error("equal split: sigma must be positive");
  const walk: Walk = { network, links: linksOf(network), at, on: positionsOn(network, at), options };
  const out = new Float64Array(at.edge.length);
  for (let k = 0; k < events.edge.length; k++) {
    const event = { edge: events.edge[k], fraction: events.fraction[k], weight: events.weight?.[k] ?? 1 };
    spread(walk, { ...event, skip: options.leaveOneOut ? k : -1 }, out);
    if (k % 16 === 15) yield k / events.edge.length;
  }
  return out;
}

/** The same for pieces of streets of about `spacingMetres`, in weight per km, taken at their middles. */
export function* splitDensity(
  network: RoadNetwork,
  events: NetworkEvents,
  options: SplitOptions & { readonly spacingMetres: number },
): Generator<number, Lixels, void> {
  const { spacingMetres } = options;
  if (!(spacingMetres > 0)) throw new Error("equal split: spacing must be positive");
  const edge: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (let e = 0; e < network.from.length; e++) {
    const pieces = Math.max(1, Math.round(network.lengthMetres[e] / spacingMetres));
    for (let k = 0; k < pieces; k++) {
      edge.push(e);
      from.push(k / pieces);
      to.push((k + 1) / pieces);
    }
  }
  const middles = { edge: Uint32Array.from(edge), fraction: Float64Array.from(from, (f, k) => (f + to[k]) / 2) };
  const perMetre = yield* splitDensityAt(network, events, middles, options);
  return {
    edge: middles.edge,
    fromFraction: Float64Array.from(from),
    toFraction: Float64Array.from(to),
    perKm: perMetre.map((density) => Math.max(0, 1000 * density)),
  };
}

/** Edges at each node in compressed rows; a loop is there twice, once for each end. */
interface Links {
  readonly start: Uint32Array;
  readonly edge: Uint32Array;
  /** 1 where the node is the edge's second end. */
  readonly reversed: Uint8Array;
}

function linksOf({ nodes, from, to }: RoadNetwork): Links {
  const start = new Uint32Array(nodes + 1);
  for (let e = 0; e < from.length; e++) {
    start[from[e] + 1]++;
    start[to[e] + 1]++;
  }
  for (let i = 0; i < nodes; i++) start[i + 1] += start[i];
  const filled = start.slice();
  const edge = new Uint32Array(2 * from.length);
  const reversed = new Uint8Array(2 * from.length);
  for (let e = 0; e < from.length; e++) {
    edge[filled[from[e]]++] = e;
    reversed[filled[to[e]]] = 1;
    edge[filled[to[e]]++] = e;
  }
  return { start, edge, reversed };
}

/** Positions of each edge in compressed rows. */
interface PositionsOn {
  readonly start: Uint32Array;
  readonly position: Uint32Array;
}

function positionsOn({ from }: RoadNetwork, { edge }: NetworkPositions): PositionsOn {
  const start = new Uint32Array(from.length + 1);
  for (let k = 0; k < edge.length; k++) start[edge[k] + 1]++;
  for (let e = 0; e < from.length; e++) start[e + 1] += start[e];
  const filled = start.slice();
  const position = new Uint32Array(edge.length);
  for (let k = 0; k < edge.length; k++) position[filled[edge[k]]++] = k;
  return { start, position };
}

interface Walk {
  readonly network: RoadNetwork;
  readonly links: Links;
  readonly at: NetworkPositions;
  readonly on: PositionsOn;
  readonly options: SplitOptions;
}

interface Source {
  readonly edge: number;
  readonly fraction: number;
  readonly weight: number;
  readonly skip: number;
}

/** A branch that arrives at a node: over which edge, at which of its ends, how far it has come, and what it carries. */
interface Branch {
  readonly edge: number;
  readonly atEnd: number;
  readonly metres: number;
  readonly share: number;
}

function spread(walk: Walk, source: Source, out: Float64Array): void {
  const { network, options, on, at } = walk;
  const { leastShare = 1e-6, mostBranches = 200_000 } = options;
  const length = network.lengthMetres[source.edge];
  const here = source.fraction * length;
  for (let k = on.start[source.edge]; k < on.start[source.edge + 1]; k++) {
    const position = on.position[k];
    if (position === source.skip) continue;
    out[position] += source.weight * kernelOn(options, Math.abs(at.fraction[position] * length - here));
  }
  // First in, first out: where there are too many branches, the last ones are those that have split most often.
  const queue: Branch[] = [
    { edge: source.edge, atEnd: 0, metres: here, share: 1 },
    { edge: source.edge, atEnd: 1, metres: length - here, share: 1 },
  ];
  for (let k = 0; k < queue.length && k < mostBranches; k++) {
    const branch = queue[k];
    if (Math.abs(branch.share) * tailOf(options, branch.metres) >= leastShare)
      follow(walk, { branch, source }, { queue, out });
  }
}

function follow(
  { network, links, on, at, options }: Walk,
  { branch, source }: { branch: Branch; source: Source },
  { queue, out }: { queue: Branch[]; out: Float64Array },
): void {
  const node = branch.atEnd === 1 ? network.to[branch.edge] : network.from[branch.edge];
  const degree = links.start[node + 1] - links.start[node];
  for (let k = links.start[node]; k < links.start[node + 1]; k++) {
    const edge = links.edge[k];
    const reversed = links.reversed[k];
    const back = edge === branch.edge && reversed === branch.atEnd;
    if (back && options.split === "discontinuous") continue;
    const split = options.split === "continuous" ? 2 / degree - (back ? 1 : 0) : 1 / (degree - 1);
    const share = branch.share * split;
    if (share === 0) continue;
    const length = network.lengthMetres[edge];
    for (let p = on.start[edge]; p < on.start[edge + 1]; p++) {
      const position = on.position[p];
      if (position === source.skip) continue;
      const along = length * (reversed ? 1 - at.fraction[position] : at.fraction[position]);
      out[position] += source.weight * share * kernelOn(options, branch.metres + along);
    }
    queue.push({ edge, atEnd: 1 - reversed, metres: branch.metres + length, share });
  }
}

/** Height of the kernel at a distance. */
function kernelOn({ kernel, sigmaMetres: sigma }: SplitOptions, metres: number): number {
  const u = metres / sigma;
  if (kernel === "gaussian") return exp(-0.5 * u * u) / (sigma * Math.sqrt(2 * Math.PI));
  return u * u < 5 ? (0.75 / (sigma * Math.sqrt(5))) * (1 - (u * u) / 5) : 0;
}

/** Share of the kernel beyond a distance. */
function tailOf({ kernel, sigmaMetres: sigma }: SplitOptions, metres: number): number {
  if (kernel === "gaussian") return normalTail(metres / sigma);
  const u = Math.min(1, metres / (sigma * Math.sqrt(5)));
  return (2 - 3 * u + u ** 3) / 4;
}

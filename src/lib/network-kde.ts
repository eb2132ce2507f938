/** A road network as edges between nodes 0 … nodes − 1; parallel edges and loops are allowed. */
export interface RoadNetwork {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthMetres: Float64Array;
}

/** Positions on a network: edge, and the share of the way along it (0 to 1). */
export interface NetworkPositions {
  readonly edge: Uint32Array;
  readonly fraction: Float64Array;
}

/** Standard deviation on a straight street, and about how long the pieces are that space is cut into. */
export interface HeatOptions {
  readonly sigmaMetres: number;
  readonly spacingMetres: number;
}

/** Events on the network: on edge `edge[k]`, at `fraction[k]` (0 to 1) of the way from its first node. */
export interface NetworkEvents extends NetworkPositions {
  readonly weight?: Float64Array;
}

/** Pieces of edges of about equal length, for drawing, with the density at their ends and middle. */
export interface Lixels {
  readonly edge: Uint32Array;
  /** Where on the edge the piece starts and ends, as shares of its length. */
  readonly fromFraction: Float64Array;
  readonly toFraction: Float64Array;
  /** Events per km of road, the mean over the piece. */
  readonly perKm: Float64Array;
}

/** Points along the network, the places where density is computed: first the nodes, then those inside edges. */
interface Mesh {
  readonly points: number;
  /** Edge → its first inner point, and how many pieces it has. */
  readonly inner: Uint32Array;
  readonly pieces: Uint32Array;
  /** Length of a piece of the edge; edges much shorter than the spacing count as a quarter of it. */
  readonly step: Float64Array;
  /** Metres of road that belong to a point. */
  readonly volume: Float64Array;
  /** Links of a point in compressed rows: the point at the other end and 1 / length. */
  readonly start: Uint32Array;
  readonly other: Uint32Array;
  readonly conductance: Float64Array;
}

/**
 * Density of events along a road network by the heat kernel (McSwiggan, Baddeley & Nair 2017,
 * https://doi.org/10.1111/sjos.12255): each event spreads as heat would along the streets until its standard deviation on
 * a straight street is `sigmaMetres`. Nothing is lost at dead ends or junctions. Time is exact (a Chebyshev series of the
 * matrix exponential), space is cut into pieces of about `spacingMetres`. Yields its progress.
 */
export function* networkDensity(
  network: RoadNetwork,
  events: NetworkEvents,
  { sigmaMetres, spacingMetres }: HeatOptions,
): Generator<number, Lixels, void> {
  const { mesh, density } = yield* heatOnMesh(network, events, { sigmaMetres, spacingMetres });
  return lixels(network, mesh, density);
}

/** The same density at chosen positions, in weight per metre, interpolated between the points of the mesh. */
export function* networkDensityAt(
  network: RoadNetwork,
  events: NetworkEvents,
  { edge, fraction, ...options }: NetworkPositions & HeatOptions,
): Generator<number, Float64Array, void> {
  const { mesh, density } = yield* heatOnMesh(network, events, options);
  return fraction.map((share, k) => {
    const { a, b, between } = around(network, mesh, { edge: edge[k], fraction: share });
    return density[a] * (1 - between) + density[b] * between;
  });
}

function* heatOnMesh(network: RoadNetwork, events: NetworkEvents, { sigmaMetres, spacingMetres }: HeatOptions) {
  if (!(sigmaMetres > 0 && spacingMetres > 0)) throw new Error("network density: sigma and spacing must be positive");
  const mesh = buildMesh(network, spacingMetres);
  const start = spreadEvents(network, mesh, events);
  return { mesh, density: yield* heat(mesh, start, (sigmaMetres * sigmaMetres) / 2) };
}

function buildMesh({ nodes, from, to, lengthMetres }: RoadNetwork, spacing: number): Mesh {
  const edges = from.length;
  const pieces = new Uint32Array(edges);
  const step = new Float64Array(edges);
  const inner = new Uint32Array(edges);
  let points = nodes;
  for (let e = 0; e < edges; e++) {
    pieces[e] = Math.max(from[e] === to[e] ? 2 : 1, Math.round(lengthMetres[e] / spacing));
    step[e] = Math.max(lengthMetres[e] / pieces[e], spacing / 4);
    inner[e] = points;
    points += pieces[e] - 1;
  }
  const volume = new Float64Array(points);
  const start = new Uint32Array(points + 1);
  const mesh = { points, inner, pieces, step, volume, start };
  eachLink(mesh, { from, to }, (a, b, e) => {
    start[a + 1]++;
    start[b + 1]++;
    volume[a] += step[e] / 2;
    volume[b] += step[e] / 2;
  });
  for (let i = 0; i < points; i++) start[i + 1] += start[i];
  const filled = start.slice();
  const other = new Uint32Array(start[points]);
  const conductance = new Float64Array(start[points]);
  const link = (a: number, b: number, e: number) => {
    other[filled[a]] = b;
    conductance[filled[a]++] = 1 / step[e];
  };
  eachLink(mesh, { from, to }, (a, b, e) => {
    link(a, b, e);
    link(b, a, e);
  });
  return { ...mesh, other, conductance };
}

type Ends = Pick<RoadNetwork, "from" | "to">;

/** The point at the end of piece `k` − 1 and the start of piece `k` of an edge. */
function pointAt({ inner, pieces }: Pick<Mesh, "inner" | "pieces">, { from, to }: Ends, e: number, k: number): number {
  return k === 0 ? from[e] : k === pieces[e] ? to[e] : inner[e] + k - 1;
}

function eachLink(
  mesh: Pick<Mesh, "inner" | "pieces">,
  ends: Ends,
  visit: (a: number, b: number, edge: number) => void,
): void {
  for (let e = 0; e < mesh.pieces.length; e++) {
    for (let k = 0; k < mesh.pieces[e]; k++) visit(pointAt(mesh, ends, e, k), pointAt(mesh, ends, e, k + 1), e);
  }
}

/** Density at time 0: each event shared between the two points around it, nearer one more. */
function spreadEvents(network: RoadNetwork, mesh: Mesh, { edge, fraction, weight }: NetworkEvents): Float64Array {
  const density = new Float64Array(mesh.points);
  for (let k = 0; k < edge.length; k++) {
    const { a, b, between } = around(network, mesh, { edge: edge[k], fraction: fraction[k] });
    const mass = weight ? weight[k] : 1;
    density[a] += (mass * (1 - between)) / mesh.volume[a];
    density[b] += (mass * between) / mesh.volume[b];
  }
  return density;
}

/** The two points of the mesh around a position, and how far it is from the first to the second. */
function around(network: RoadNetwork, mesh: Mesh, { edge, fraction }: { edge: number; fraction: number }) {
  const along = Math.min(1, Math.max(0, fraction)) * mesh.pieces[edge];
  const piece = Math.min(mesh.pieces[edge] - 1, Math.floor(along));
  const [a, b] = [pointAt(mesh, network, edge, piece), pointAt(mesh, network, edge, piece + 1)];
  return { a, b, between: along - piece };
}

/** exp(−t L) u for the network's Laplacian L, by the Chebyshev series on its spectrum [0, most]. */
function* heat(mesh: Mesh, initial: Float64Array, time: number): Generator<number, Float64Array, void> {
  const most = largestEigenvalue(mesh);
  if (most === 0) return initial;
  const coefficients = scaledBessel((time * most) / 2);
  const out = initial.map((u) => u * coefficients[0]);
  let before = initial;
  let now = shifted({ mesh, u: initial, most, minus: undefined });
  for (let k = 1; k < coefficients.length; k++) {
    const factor = 2 * coefficients[k] * (k % 2 === 0 ? 1 : -1);
    for (let i = 0; i < out.length; i++) out[i] += factor * now[i];
    const next = shifted({ mesh, u: now, most, minus: before });
    before = now;
    now = next;
    yield k / coefficients.length;
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.max(0, out[i]);
  return out;
}

/** X u, or 2 X u − minus, for X = 2 L / most − 1, whose spectrum is [−1, 1]. */
function shifted({
  mesh,
  u,
  most,
  minus,
}: {
  mesh: Mesh;
  u: Float64Array;
  most: number;
  minus: Float64Array | undefined;
}) {
  const { points, start, other, conductance, volume } = mesh;
  const out = new Float64Array(points);
  for (let i = 0; i < points; i++) {
    const own = u[i];
    let flow = 0;
    for (let k = start[i]; k < start[i + 1]; k++) flow += conductance[k] * (own - u[other[k]]);
    const value = volume[i] > 0 ? (2 * flow) / (most * volume[i]) - own : -own;
    out[i] = minus ? 2 * value - minus[i] : value;
  }
  return out;
}

/** An upper bound by Gershgorin's circles. */
function largestEigenvalue({ points, start, conductance, volume }: Mesh): number {
  let most = 0;
  for (let i = 0; i < points; i++) {
    let sum = 0;
    for (let k = start[i]; k < start[i + 1]; k++) sum += conductance[k];
    if (volume[i] > 0) most = Math.max(most, (2 * sum) / volume[i]);
  }
  return most;
}

/** e^−z I_k(z) for k = 0, 1, … until negligible, by backward recurrence (Miller). */
function scaledBessel(z: number): Float64Array {
  const terms = Math.ceil(Math.sqrt(70 * z) + 40);
  const values = new Float64Array(terms + 2);
  values[terms] = 1e-300;
  let sum = 2 * values[terms];
  for (let k = terms; k >= 1; k--) {
    values[k - 1] = values[k + 1] + ((2 * k) / z) * values[k];
    sum += k === 1 ? values[0] : 2 * values[k - 1];
    if (sum > 1e250) {
      for (let m = k - 1; m <= terms; m++) values[m] *= 1e-250;
      sum *= 1e-250;
    }
  }
  return values.slice(0, terms).map((value) => value / sum);
}

function lixels(network: RoadNetwork, mesh: Mesh, density: Float64Array): Lixels {
  const count = mesh.pieces.reduce((a, b) => a + b, 0);
  const out = {
    edge: new Uint32Array(count),
    fromFraction: new Float64Array(count),
    toFraction: new Float64Array(count),
    perKm: new Float64Array(count),
  };
  for (let e = 0, at = 0; e < mesh.pieces.length; e++) {
    for (let k = 0; k < mesh.pieces[e]; k++, at++) {
      out.edge[at] = e;
      out.fromFraction[at] = k / mesh.pieces[e];
      out.toFraction[at] = (k + 1) / mesh.pieces[e];
      const ends = density[pointAt(mesh, network, e, k)] + density[pointAt(mesh, network, e, k + 1)];
      out.perKm[at] = (1000 * ends) / 2;
    }
  }
  return out;
}

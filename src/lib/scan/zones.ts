/**
 * Nested circles around centres. The areas of centre `i` lie at `start[i]` … `start[i + 1] − 1`, nearest first; those
 * up to and with entry `k` make a circle where `closes[k]` is 1. Areas at the same distance come in together.
 */
export interface Zones {
  readonly start: Uint32Array;
  readonly area: Uint32Array;
  readonly closes: Uint8Array;
  /** Distance of each entry from its centre, in metres. */
  readonly metres: Float64Array;
}

/** How large circles may grow: whichever limit is met first. */
export interface ZoneLimits {
  /** Largest sum of `weight` (residents, cases) in a circle. */
  readonly mostWeight: number;
  readonly mostMetres: number;
  /** Largest number of areas in a circle. */
  readonly mostAreas: number;
}

interface Places {
  readonly centres: number;
  /** Share of the whole of each area: what `mostWeight` limits. */
  readonly weight: Float64Array;
  /** Metres from a centre to an area. */
  readonly distance: (centre: number, area: number) => number;
}

/** Distances that differ by less than a millimetre are the same. */
const tieMetres = 1e-3;

/** All circles around the centres within the limits; a centre whose nearest area is already too large has none. */
export function circles({ centres, weight, distance }: Places, limits: ZoneLimits): Zones {
  const start = new Uint32Array(centres + 1);
  const area: number[] = [];
  const closes: number[] = [];
  const metres: number[] = [];
  const away = new Float64Array(weight.length);
  for (let centre = 0; centre < centres; centre++) {
    for (let a = 0; a < away.length; a++) away[a] = distance(centre, a);
    const order = nearestFirst(away, limits);
    let total = 0;
    for (let from = 0; from < order.length; ) {
      let to = from;
      while (to < order.length && away[order[to]] - away[order[from]] < tieMetres) total += weight[order[to++]];
      if (total > limits.mostWeight * (1 + 1e-12) || to > limits.mostAreas) break;
      for (let k = from; k < to; k++) {
        area.push(order[k]);
        closes.push(k === to - 1 ? 1 : 0);
        metres.push(away[order[k]]);
      }
      from = to;
    }
    start[centre + 1] = area.length;
  }
  return {
    start,
    area: Uint32Array.from(area),
    closes: Uint8Array.from(closes),
    metres: Float64Array.from(metres),
  };
}

/** The circles whose areas sum to at most `mostWeight`: those of another day, without measuring distances again. */
export function lighterThan({ start, area, closes, metres }: Zones, weight: Float64Array, mostWeight: number): Zones {
  const own = new Uint32Array(start.length);
  const kept: number[] = [];
  for (let centre = 0; centre < start.length - 1; centre++) {
    let [total, end] = [0, start[centre]];
    for (let entry = start[centre]; entry < start[centre + 1]; entry++) {
      total += weight[area[entry]];
      if (total > mostWeight * (1 + 1e-12)) break;
      if (closes[entry] === 1) end = entry + 1;
    }
    for (let entry = start[centre]; entry < end; entry++) kept.push(entry);
    own[centre + 1] = kept.length;
  }
  return {
    start: own,
    area: Uint32Array.from(kept, (entry) => area[entry]),
    closes: Uint8Array.from(kept, (entry) => closes[entry]),
    metres: Float64Array.from(kept, (entry) => metres[entry]),
  };
}

/** Areas within reach in order of distance; of many areas only the nearest are put in order. */
function nearestFirst(away: Float64Array, { mostMetres, mostAreas }: ZoneLimits): Uint32Array {
  // One more than may be in a circle: it may be as far away as the last.
  const wanted = Math.min(away.length, mostAreas + 1);
  const reach = wanted < away.length ? Math.min(mostMetres, away.slice().sort()[wanted - 1] + tieMetres) : mostMetres;
  const near: number[] = [];
  for (let a = 0; a < away.length; a++) if (away[a] <= reach) near.push(a);
  return Uint32Array.from(near).sort((a, b) => away[a] - away[b] || a - b);
}

/** One zone that holds every area: for clusters in time alone. */
export function everywhere(areas: number): Zones {
  const closes = new Uint8Array(areas);
  if (areas > 0) closes[areas - 1] = 1;
  return {
    start: Uint32Array.of(0, areas),
    area: Uint32Array.from({ length: areas }, (_, a) => a),
    closes,
    metres: new Float64Array(areas),
  };
}

/** Centres on a square grid over the given positions, `stepMetres` apart, in metres as the positions are. */
export function gridCentres(
  x: Float64Array,
  y: Float64Array,
  stepMetres: number,
): { readonly x: Float64Array; readonly y: Float64Array } {
  if (!(stepMetres > 0)) throw new Error(`grid centres: the step must be more than 0 m, not ${stepMetres}`);
  const [left, bottom, right, top] = bounds(x, y);
  const columns = Math.floor((right - left) / stepMetres) + 1;
  const rows = Math.floor((top - bottom) / stepMetres) + 1;
  const count = x.length === 0 ? 0 : columns * rows;
  return {
    x: Float64Array.from({ length: count }, (_, i) => left + (i % columns) * stepMetres),
    y: Float64Array.from({ length: count }, (_, i) => bottom + Math.floor(i / columns) * stepMetres),
  };
}

function bounds(x: Float64Array, y: Float64Array): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < x.length; i++) {
    box[0] = Math.min(box[0], x[i]);
    box[1] = Math.min(box[1], y[i]);
    box[2] = Math.max(box[2], x[i]);
    box[3] = Math.max(box[3], y[i]);
  }
  return box;
}

import { type Searcher, windowRatio } from "./search.ts";

/** So many replications are searched side by side: what is expected of a window is the same for all of them. */
export const laneCount = 4;

/**
 * Largest log likelihood ratios of `laneCount` replications over all windows around one centre. `cases` holds running
 * sums over time (`sumsOverTime`) with lanes running fastest; `best` is raised where a larger ratio is found. As
 * `searchCentre`, for models and rates where its bound holds; a lane does not depend on what is in the others.
 */
export interface Lanes {
  readonly searcher: Searcher;
  readonly cases: Float64Array;
  readonly best: Float64Array;
  /** Sums of the centre in hand. */
  readonly inCases: Float64Array;
}

/** Room for the lanes of a searcher. */
export function createLanes(searcher: Searcher): Lanes {
  const { scan, stride } = searcher;
  return {
    searcher,
    cases: new Float64Array(scan.areas * stride * laneCount),
    best: new Float64Array(laneCount),
    inCases: new Float64Array(stride * laneCount),
  };
}

/** Puts the running sums of a replication into its lane. */
export function setLane({ cases }: Lanes, lane: number, sums: Float64Array): void {
  for (let i = 0; i < sums.length; i++) cases[i * laneCount + lane] = sums[i];
}

/** Searches all centres from `from` to `to` − 1. */
export function searchLanes(lanes: Lanes, from: number, to: number): void {
  const { scan, stride } = lanes.searcher;
  const search = stride === 2 ? searchSpace : scan.windows.ending === "last" ? searchLast : searchAny;
  for (let centre = from; centre < to; centre++) search(lanes, centre);
}

/** What of C is compared with: the bound of `searchCentre` with and without a total. */
function limitsOf({ scan }: Searcher) {
  const open = scan.model === "expectation";
  return { perTotal: open ? 0 : 1 / scan.total, half: open ? Infinity : scan.total / 2 };
}

/** A window that the bound lets through in at least one lane; `v` is e (1 − e / C). */
function judge({ searcher, best }: Lanes, { e, v }: { readonly e: number; readonly v: number }, counts: Counts): void {
  const { leastCases } = searcher.scan;
  const { half } = limitsOf(searcher);
  for (let lane = 0; lane < laneCount; lane++) {
    const c = counts[lane];
    if (c <= e || c < leastCases || ((c - e) ** 2 <= 2 * best[lane] * v && c <= half)) continue;
    best[lane] = Math.max(best[lane], windowRatio(searcher, c, e));
  }
}

type Counts = readonly [number, number, number, number];

function searchSpace(lanes: Lanes, centre: number): void {
  const { searcher, cases, best } = lanes;
  const { zones } = searcher.scan;
  const { area, closes } = zones;
  const { expected } = searcher;
  const { perTotal, half } = limitsOf(searcher);
  let [c0, c1, c2, c3, e] = [0, 0, 0, 0, 0];
  let [b0, b1, b2, b3] = [2 * best[0], 2 * best[1], 2 * best[2], 2 * best[3]];
  for (let entry = zones.start[centre]; entry < zones.start[centre + 1]; entry++) {
    const at = 2 * area[entry] + 1;
    c0 += cases[4 * at];
    c1 += cases[4 * at + 1];
    c2 += cases[4 * at + 2];
    c3 += cases[4 * at + 3];
    e += expected[at];
    if (closes[entry] === 0) continue;
    const v = e * (1 - e * perTotal);
    const [d0, d1, d2, d3] = [c0 - e, c1 - e, c2 - e, c3 - e];
    if (
      (d0 > 0 && (d0 * d0 > b0 * v || c0 > half)) ||
      (d1 > 0 && (d1 * d1 > b1 * v || c1 > half)) ||
      (d2 > 0 && (d2 * d2 > b2 * v || c2 > half)) ||
      (d3 > 0 && (d3 * d3 > b3 * v || c3 > half))
    ) {
      judge(lanes, { e, v }, [c0, c1, c2, c3]);
      [b0, b1, b2, b3] = [2 * best[0], 2 * best[1], 2 * best[2], 2 * best[3]];
    }
  }
}

function searchLast(lanes: Lanes, centre: number): void {
  const { searcher, cases, best, inCases } = lanes;
  const { scan, stride, expected, inExpected } = searcher;
  const { area, closes, start } = scan.zones;
  const { shortest } = scan.windows;
  const { perTotal, half } = limitsOf(searcher);
  inCases.fill(0);
  inExpected.fill(0);
  let [b0, b1, b2, b3] = [2 * best[0], 2 * best[1], 2 * best[2], 2 * best[3]];
  for (let entry = start[centre]; entry < start[centre + 1]; entry++) {
    const at = area[entry] * stride;
    const first = closes[entry] === 1 ? shortest : stride;
    for (let k = 1; k < stride; k++) {
      const own = 4 * k;
      const from = 4 * (at + k);
      const e = inExpected[k] + expected[at + k];
      const c0 = inCases[own] + cases[from];
      const c1 = inCases[own + 1] + cases[from + 1];
      const c2 = inCases[own + 2] + cases[from + 2];
      const c3 = inCases[own + 3] + cases[from + 3];
      inExpected[k] = e;
      inCases[own] = c0;
      inCases[own + 1] = c1;
      inCases[own + 2] = c2;
      inCases[own + 3] = c3;
      if (k < first) continue;
      const v = e * (1 - e * perTotal);
      const d0 = c0 - e;
      const d1 = c1 - e;
      const d2 = c2 - e;
      const d3 = c3 - e;
      if (
        (d0 > 0 && (d0 * d0 > b0 * v || c0 > half)) ||
        (d1 > 0 && (d1 * d1 > b1 * v || c1 > half)) ||
        (d2 > 0 && (d2 * d2 > b2 * v || c2 > half)) ||
        (d3 > 0 && (d3 * d3 > b3 * v || c3 > half))
      ) {
        judge(lanes, { e, v }, [c0, c1, c2, c3]);
        [b0, b1, b2, b3] = [2 * best[0], 2 * best[1], 2 * best[2], 2 * best[3]];
      }
    }
  }
}

function searchAny(lanes: Lanes, centre: number): void {
  const { searcher, cases, inCases } = lanes;
  const { scan, stride, expected, inExpected } = searcher;
  const { area, closes, start } = scan.zones;
  inCases.fill(0);
  inExpected.fill(0);
  for (let entry = start[centre]; entry < start[centre + 1]; entry++) {
    const at = area[entry] * stride;
    for (let k = 1; k < stride; k++) inExpected[k] += expected[at + k];
    for (let i = 4; i < 4 * stride; i++) inCases[i] += cases[4 * at + i];
    if (closes[entry] === 1) lookAtAll(lanes);
  }
}

function lookAtAll(lanes: Lanes): void {
  const { searcher, best, inCases } = lanes;
  const { scan, stride, inExpected } = searcher;
  const { shortest, longest } = scan.windows;
  const { perTotal, half } = limitsOf(searcher);
  let [b0, b1, b2, b3] = [2 * best[0], 2 * best[1], 2 * best[2], 2 * best[3]];
  for (let to = shortest; to < stride; to++) {
    const sum = inExpected[to];
    const s0 = inCases[4 * to];
    const s1 = inCases[4 * to + 1];
    const s2 = inCases[4 * to + 2];
    const s3 = inCases[4 * to + 3];
    for (let from = Math.max(0, to - longest); from <= to - shortest; from++) {
      const e = sum - inExpected[from];
      const c0 = s0 - inCases[4 * from];
      const c1 = s1 - inCases[4 * from + 1];
      const c2 = s2 - inCases[4 * from + 2];
      const c3 = s3 - inCases[4 * from + 3];
      const v = e * (1 - e * perTotal);
      const d0 = c0 - e;
      const d1 = c1 - e;
      const d2 = c2 - e;
      const d3 = c3 - e;
      if (
        (d0 > 0 && (d0 * d0 > b0 * v || c0 > half)) ||
        (d1 > 0 && (d1 * d1 > b1 * v || c1 > half)) ||
        (d2 > 0 && (d2 * d2 > b2 * v || c2 > half)) ||
        (d3 > 0 && (d3 * d3 > b3 * v || c3 > half))
      ) {
        judge(lanes, { e, v }, [c0, c1, c2, c3]);
        [b0, b1, b2, b3] = [2 * best[0], 2 * best[1], 2 * best[2], 2 * best[3]];
      }
    }
  }
}

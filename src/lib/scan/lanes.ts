import { anyTimeLanes } from "./any-time.ts";
import { type Searcher, sumsOverTime, windowRatio } from "./search.ts";
import { type Lanes, laneCount } from "./side-by-side.ts";

/** Room for the lanes of a searcher. */
export function createLanes(searcher: Searcher): Lanes {
  const { scan, stride } = searcher;
  return scan.windows.ending === "any" && stride > 2 ? anyTimeLanes(searcher) : lastLanes(searcher);
}

/** Windows in space alone, and those that end with the last step: one after the other, without a logarithm for most. */
interface LastLanes {
  readonly searcher: Searcher;
  /** Usual cases: what is expected, or of the Bernoulli model its share of cases. */
  readonly usual: Float64Array;
  /** Running sums over time, lanes running fastest. */
  readonly cases: Float64Array;
  readonly best: Float64Array;
  /** Sums of the centre in hand. */
  readonly inCases: Float64Array;
  readonly inUsual: Float64Array;
}

function lastLanes(searcher: Searcher): Lanes {
  const { scan, stride, expected, dismissal } = searcher;
  const lanes: LastLanes = {
    searcher,
    usual: dismissal.rate === 1 ? expected : expected.map((one) => one * dismissal.rate),
    cases: new Float64Array(scan.areas * stride * laneCount),
    best: new Float64Array(laneCount),
    inCases: new Float64Array(stride * laneCount),
    inUsual: new Float64Array(stride),
  };
  const search = stride === 2 ? searchSpace : searchLast;
  return {
    best: lanes.best,
    begin: (counts) => {
      lanes.best.fill(0);
      counts.forEach((own, lane) => {
        const sums = sumsOverTime(scan, own);
        for (let i = 0; i < sums.length; i++) lanes.cases[i * laneCount + lane] = sums[i];
      });
    },
    search: (from, to) => {
      for (let centre = from; centre < to; centre++) search(lanes, centre);
    },
  };
}

type Counts = readonly [number, number, number, number];

/** A window that the bound lets through in at least one lane. */
function judge({ searcher, best }: LastLanes, usual: number, counts: Counts): void {
  const { rate, perTotal, bar, half } = searcher.dismissal;
  const { model, rates } = searcher.scan;
  const v = bar * usual * (1 - usual * perTotal);
  const e = model === "bernoulli" ? Math.round(usual / rate) : usual;
  for (let lane = 0; lane < laneCount; lane++) {
    const c = counts[lane];
    if (((c - usual) ** 2 <= best[lane] * v && c <= half) || (rates === "high" && c <= usual)) continue;
    best[lane] = Math.max(best[lane], windowRatio(searcher, c, e));
  }
}

function searchSpace(lanes: LastLanes, centre: number): void {
  const { searcher, cases, best, usual } = lanes;
  const { area, closes, start } = searcher.scan.zones;
  const { perTotal, bar, half } = searcher.dismissal;
  let [c0, c1, c2, c3, e] = [0, 0, 0, 0, 0];
  let [b0, b1, b2, b3] = [bar * best[0], bar * best[1], bar * best[2], bar * best[3]];
  for (let entry = start[centre]; entry < start[centre + 1]; entry++) {
    const at = 2 * area[entry] + 1;
    c0 += cases[4 * at];
    c1 += cases[4 * at + 1];
    c2 += cases[4 * at + 2];
    c3 += cases[4 * at + 3];
    e += usual[at];
    if (closes[entry] === 0) continue;
    const v = e * (1 - e * perTotal);
    const [d0, d1, d2, d3] = [c0 - e, c1 - e, c2 - e, c3 - e];
    if (
      d0 * d0 > b0 * v ||
      d1 * d1 > b1 * v ||
      d2 * d2 > b2 * v ||
      d3 * d3 > b3 * v ||
      c0 > half ||
      c1 > half ||
      c2 > half ||
      c3 > half
    ) {
      judge(lanes, e, [c0, c1, c2, c3]);
      [b0, b1, b2, b3] = [bar * best[0], bar * best[1], bar * best[2], bar * best[3]];
    }
  }
}

function searchLast(lanes: LastLanes, centre: number): void {
  const { searcher, cases, best, inCases, inUsual, usual } = lanes;
  const { scan, stride } = searcher;
  const { area, closes, start } = scan.zones;
  const { shortest } = scan.windows;
  const { perTotal, bar, half } = searcher.dismissal;
  inCases.fill(0);
  inUsual.fill(0);
  let [b0, b1, b2, b3] = [bar * best[0], bar * best[1], bar * best[2], bar * best[3]];
  for (let entry = start[centre]; entry < start[centre + 1]; entry++) {
    const at = area[entry] * stride;
    const first = closes[entry] === 1 ? shortest : stride;
    for (let k = 1; k < stride; k++) {
      const own = 4 * k;
      const from = 4 * (at + k);
      const e = inUsual[k] + usual[at + k];
      const c0 = inCases[own] + cases[from];
      const c1 = inCases[own + 1] + cases[from + 1];
      const c2 = inCases[own + 2] + cases[from + 2];
      const c3 = inCases[own + 3] + cases[from + 3];
      inUsual[k] = e;
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
        d0 * d0 > b0 * v ||
        d1 * d1 > b1 * v ||
        d2 * d2 > b2 * v ||
        d3 * d3 > b3 * v ||
        c0 > half ||
        c1 > half ||
        c2 > half ||
        c3 > half
      ) {
        judge(lanes, e, [c0, c1, c2, c3]);
        [b0, b1, b2, b3] = [bar * best[0], bar * best[1], bar * best[2], bar * best[3]];
      }
    }
  }
}

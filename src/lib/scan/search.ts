import { bernoulliRatio, expectationRatio, poissonRatio, type ScanModel } from "./likelihood.ts";
import type { Zones } from "./zones.ts";

/** Windows of time in steps: any, or those that end with the last step (prospective). */
export interface TimeWindows {
  readonly ending: "any" | "last";
  readonly shortest: number;
  readonly longest: number;
}

/** Counts and what they are compared with, per area and step of time, time running fastest. */
export interface Scan {
  readonly model: ScanModel;
  readonly areas: number;
  readonly times: number;
  /** Expected cases; for `bernoulli` the records, cases and others. */
  readonly expected: Float64Array;
  readonly total: number;
  readonly zones: Zones;
  readonly windows: TimeWindows;
  readonly rates: "high" | "low" | "both";
  /** A high window has at least so many cases. */
  readonly leastCases: number;
}

/** The best window around one centre: areas up to entry `last` of the zones, steps `from` … `to` − 1. */
export interface Best {
  ratio: number;
  last: number;
  from: number;
  to: number;
  observed: number;
  expected: number;
}

/** A scan laid out for searching: sums over time, from the back for windows that end with the last step. */
export interface Searcher {
  readonly scan: Scan;
  /** Entries per area in the sums. */
  readonly stride: number;
  readonly expected: Float64Array;
  /** Sums of the centre in hand. */
  readonly inCases: Float64Array;
  readonly inExpected: Float64Array;
  readonly everyone: number;
}

/** Prepares the search of a scan; the windows must fit its steps. */
export function createSearcher(scan: Scan): Searcher {
  const { windows, times, areas, expected } = scan;
  const { shortest, longest } = windows;
  if (!(shortest >= 1 && longest >= shortest && longest <= times)) {
    throw new Error(`scan: windows of ${shortest} to ${longest} steps do not fit ${times} steps`);
  }
  if (expected.length !== areas * times) throw new Error(`scan: ${expected.length} expected, not ${areas} × ${times}`);
  const stride = (windows.ending === "last" ? longest : times) + 1;
  return {
    scan,
    stride,
    expected: sumsOverTime(scan, expected),
    inCases: new Float64Array(stride),
    inExpected: new Float64Array(stride),
    everyone: expected.reduce((sum, one) => sum + one, 0),
  };
}

/** Running sums over time per area: of the first k steps, or of the last k where windows end with the last step. */
export function sumsOverTime(scan: Pick<Scan, "windows" | "areas" | "times">, values: Float64Array): Float64Array {
  const { windows, areas, times } = scan;
  const last = windows.ending === "last";
  const stride = (last ? windows.longest : times) + 1;
  const sums = new Float64Array(areas * stride);
  for (let a = 0; a < areas; a++) {
    let sum = 0;
    for (let k = 1; k < stride; k++) {
      sum += values[a * times + (last ? times - k : k - 1)];
      sums[a * stride + k] = sum;
    }
  }
  return sums;
}

/** No window yet. */
export const noBest = (): Best => ({ ratio: 0, last: -1, from: 0, to: 0, observed: 0, expected: 0 });

/** Whether windows can be dismissed by the bound of `searchCentre`: it holds for high rates of Poisson models. */
export function isQuick({ rates, model }: Pick<Scan, "rates" | "model">): boolean {
  return rates === "high" && model !== "bernoulli";
}

/**
 * Looks for a better window than `best` around a centre, and puts it there. `cases` are running sums over time
 * (`sumsOverTime`). Most windows are dismissed without a logarithm: with c cases where e were expected of C,
 * the ratio is at most (c − e)² / (2 e (1 − e/C)) while e ≤ c ≤ C / 2, because the second derivative of the
 * divergence falls there.
 */
export function searchCentre(searcher: Searcher, cases: Float64Array, centre: number, best: Best): void {
  const { scan, stride, expected, inCases, inExpected } = searcher;
  const { zones, windows } = scan;
  inCases.fill(0);
  inExpected.fill(0);
  const quick = isQuick(scan);
  for (let entry = zones.start[centre]; entry < zones.start[centre + 1]; entry++) {
    const at = zones.area[entry] * stride;
    for (let k = 1; k < stride; k++) {
      inCases[k] += cases[at + k];
      inExpected[k] += expected[at + k];
    }
    if (zones.closes[entry] === 0) continue;
    if (windows.ending === "last") lookAtLast(searcher, entry, best);
    else if (quick) lookQuickly(searcher, entry, best);
    else lookAtAll(searcher, entry, best);
  }
}

function lookQuickly(searcher: Searcher, entry: number, best: Best): void {
  const { scan, stride, inCases, inExpected } = searcher;
  const { shortest, longest } = scan.windows;
  const perTotal = scan.model === "expectation" ? 0 : 1 / scan.total;
  const half = scan.model === "expectation" ? Infinity : scan.total / 2;
  let bar = 2 * best.ratio;
  for (let to = shortest; to < stride; to++) {
    const [allCases, allExpected] = [inCases[to], inExpected[to]];
    for (let from = Math.max(0, to - longest); from <= to - shortest; from++) {
      const c = allCases - inCases[from];
      const e = allExpected - inExpected[from];
      const more = c - e;
      if (more <= 0 || (more * more <= bar * e * (1 - e * perTotal) && c <= half)) continue;
      judge(searcher, { entry, from, to, c, e }, best);
      bar = 2 * best.ratio;
    }
  }
}

function lookAtLast(searcher: Searcher, entry: number, best: Best): void {
  const { scan, stride, inCases, inExpected } = searcher;
  for (let k = scan.windows.shortest; k < stride; k++) {
    judge(searcher, { entry, from: scan.times - k, to: scan.times, c: inCases[k], e: inExpected[k] }, best);
  }
}

function lookAtAll(searcher: Searcher, entry: number, best: Best): void {
  const { scan, stride, inCases, inExpected } = searcher;
  const { shortest, longest } = scan.windows;
  for (let to = shortest; to < stride; to++) {
    for (let from = Math.max(0, to - longest); from <= to - shortest; from++) {
      judge(searcher, { entry, from, to, c: inCases[to] - inCases[from], e: inExpected[to] - inExpected[from] }, best);
    }
  }
}

interface Window {
  readonly entry: number;
  readonly from: number;
  readonly to: number;
  readonly c: number;
  readonly e: number;
}

function judge(searcher: Searcher, { entry, from, to, c, e }: Window, best: Best): void {
  const ratio = windowRatio(searcher, c, e);
  if (ratio <= best.ratio) return;
  best.ratio = ratio;
  best.last = entry;
  best.from = from;
  best.to = to;
  best.observed = c;
  best.expected = searcher.scan.model === "bernoulli" ? (e * searcher.scan.total) / searcher.everyone : e;
}

/** The log likelihood ratio of a window that is of the kind looked for, else 0. */
export function windowRatio({ scan, everyone }: Pick<Searcher, "scan" | "everyone">, c: number, e: number): number {
  const { model, rates, total, leastCases } = scan;
  const usual = model === "bernoulli" ? (e * total) / everyone : e;
  if (c === usual || !(usual > 0)) return 0;
  const high = c > usual;
  if (high ? rates === "low" || c < leastCases : rates === "high") return 0;
  if (model === "expectation") return expectationRatio(c, e);
  return model === "bernoulli" ? bernoulliRatio(c, e, { total, everyone }) : poissonRatio(c, e, total);
}

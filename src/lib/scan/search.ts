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
  readonly dismissal: Dismissal;
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
  const everyone = expected.reduce((sum, one) => sum + one, 0);
  return {
    scan,
    stride,
    expected: sumsOverTime(scan, expected),
    inCases: new Float64Array(stride),
    inExpected: new Float64Array(stride),
    everyone,
    dismissal: dismissalOf({ scan, everyone }),
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

/**
 * How windows are dismissed without a logarithm. With c cases where u are usual of C, the ratio is at most
 * (c − u)² / v, v = u (1 − u/C) s: the divergence of Kullback and Leibler is at most Pearson's χ². For high rates of the
 * Poisson models half of that is enough for u ≤ c ≤ C / 2, because the second derivative of the ratio falls there.
 */
export interface Dismissal {
  /** Usual cases per expected count: 1, or the share of cases among the records. */
  readonly rate: number;
  /** 1 / C; 0 for a model without a total. */
  readonly perTotal: number;
  /** A window stays where (c − u)² > bar × best ratio × u (1 − u/C), or where c is above `half`: by direction, and any. */
  readonly barHigh: number;
  readonly barLow: number;
  readonly bar: number;
  readonly half: number;
}

/** The bound that holds for a scan's model and rates. */
export function dismissalOf({ scan, everyone }: Pick<Searcher, "scan" | "everyone">): Dismissal {
  const { model, rates, total } = scan;
  const open = model === "expectation";
  const rate = model === "bernoulli" ? total / everyone : 1;
  const spread = model === "bernoulli" ? 1 - rate : 1;
  const barHigh = model === "bernoulli" ? spread : 2;
  return {
    rate,
    perTotal: open ? 0 : 1 / total,
    barHigh,
    barLow: spread,
    bar: rates === "high" ? barHigh : spread,
    half: barHigh === 2 && rates !== "low" && !open ? total / 2 : Infinity,
  };
}

/**
 * Looks for a better window than `best` around a centre, and puts it there. `cases` are running sums over time
 * (`sumsOverTime`).
 */
export function searchCentre(searcher: Searcher, cases: Float64Array, centre: number, best: Best): void {
  const { scan, stride, expected, inCases, inExpected } = searcher;
  const { zones, windows } = scan;
  inCases.fill(0);
  inExpected.fill(0);
  for (let entry = zones.start[centre]; entry < zones.start[centre + 1]; entry++) {
    const at = zones.area[entry] * stride;
    for (let k = 1; k < stride; k++) {
      inCases[k] += cases[at + k];
      inExpected[k] += expected[at + k];
    }
    if (zones.closes[entry] === 0) continue;
    if (windows.ending === "last") lookAtLast(searcher, entry, best);
    else lookAtAll(searcher, entry, best);
  }
}

function lookAtLast(searcher: Searcher, entry: number, best: Best): void {
  const { scan, stride, inCases, inExpected } = searcher;
  for (let k = scan.windows.shortest; k < stride; k++) {
    judge(searcher, { entry, from: scan.times - k, to: scan.times, c: inCases[k], e: inExpected[k] }, best);
  }
}

function lookAtAll(searcher: Searcher, entry: number, best: Best): void {
  const { scan, stride, inCases, inExpected, dismissal } = searcher;
  const { shortest, longest } = scan.windows;
  const { rate, perTotal, half, barHigh, barLow } = dismissal;
  let [high, low] = [barHigh * best.ratio, barLow * best.ratio];
  for (let to = shortest; to < stride; to++) {
    const [allCases, allExpected] = [inCases[to], inExpected[to]];
    for (let from = Math.max(0, to - longest); from <= to - shortest; from++) {
      const c = allCases - inCases[from];
      const e = allExpected - inExpected[from];
      const usual = e * rate;
      const more = c - usual;
      if (more * more <= (more > 0 ? high : low) * usual * (1 - usual * perTotal) && c <= half) continue;
      judge(searcher, { entry, from, to, c, e }, best);
      [high, low] = [barHigh * best.ratio, barLow * best.ratio];
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
export function windowRatio(searcher: Pick<Searcher, "scan" | "everyone">, c: number, e: number): number {
  const { model, rates, total, leastCases } = searcher.scan;
  const usual = model === "bernoulli" ? (e * total) / searcher.everyone : e;
  if (c === usual || !(usual > 0)) return 0;
  const high = c > usual;
  if (high ? rates === "low" || c < leastCases : rates === "high") return 0;
  return ratioOf(searcher, c, e);
}

/** The log likelihood ratio of any window, whatever is looked for. */
export function ratioOf({ scan, everyone }: Pick<Searcher, "scan" | "everyone">, c: number, e: number): number {
  const { model, total } = scan;
  if (model === "expectation") return expectationRatio(c, e);
  return model === "bernoulli" ? bernoulliRatio(c, e, { total, everyone }) : poissonRatio(c, e, total);
}

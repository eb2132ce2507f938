import type { Csr } from "../../../lib/csr.ts";
import type { Tails } from "../../../lib/permutation.ts";
import { type HotspotClass, hotspotClasses } from "./classes.ts";
import type { Local, Statistic } from "./local.ts";

const code = (name: HotspotClass): number => hotspotClasses.indexOf(name);

/** Levels of confidence of hot and cold spots, strictest first, as ArcGIS names them. */
const confidences = [
  { q: 0.01, hot: code("hot-99"), cold: code("cold-99") },
  { q: 0.05, hot: code("hot-95"), cold: code("cold-95") },
  { q: 0.1, hot: code("hot-90"), cold: code("cold-90") },
];

export interface Judged {
  readonly statistic: Statistic;
  readonly csr: Csr;
  readonly local: Local;
  /** p after the chosen correction. */
  readonly q: Float64Array;
  /** Empty where p comes from z. */
  readonly tails: Tails;
  /** Highest q of a discovery. */
  readonly level: number;
}

/** The class of every area, as codes. */
export function classify(judged: Judged): Uint8Array {
  const classes = new Uint8Array(judged.q.length);
  for (let i = 0; i < classes.length; i++) classes[i] = classOf(judged, i);
  return classes;
}

const isolated = code("isolated");
const notSignificant = code("not-significant");

function classOf(judged: Judged, i: number): number {
  const { csr, q, level, statistic } = judged;
  if (csr.start[i] === csr.start[i + 1]) return isolated;
  if (!(q[i] <= level)) return notSignificant;
  if (statistic === "moran") return quadrant(judged.local, i);
  return statistic === "geary" ? gearyClass(judged, i) : hotOrCold(judged, i);
}

/**
 * Gi and Gi*: at the strictest of 99, 95 and 90 % that q reaches; a looser level than 10 % counts as 90 %. Permutations
 * judge the neighbours alone, so theirs is the sign; the area's own value can turn that of Gi*.
 */
function hotOrCold({ local, q, tails }: Judged, i: number): number {
  const { hot, cold } = confidences.find((confidence) => q[i] <= confidence.q) ?? confidences[2];
  const isHot = tails.greater.length > 0 ? tails.greater[i] < tails.less[i] : local.z[i] > 0;
  return isHot ? hot : cold;
}

function quadrant({ deviation, lag }: Local, i: number): number {
  if (deviation[i] > 0) return code(lag[i] > 0 ? "high-high" : "high-low");
  return code(lag[i] > 0 ? "low-high" : "low-low");
}

function gearyClass({ local, tails }: Judged, i: number): number {
  if (tails.greater[i] < tails.less[i]) return code("different");
  if (local.deviation[i] > 0 && local.lag[i] > 0) return code("high-high");
  if (local.deviation[i] < 0 && local.lag[i] < 0) return code("low-low");
  return code("similar");
}

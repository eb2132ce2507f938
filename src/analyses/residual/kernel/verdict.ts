import type { QuantileInterval } from "../../../lib/survival.ts";
import { type Params, type Verdict, verdicts } from "./params.ts";

/** What a verdict is made from; minutes. */
export interface Evidence {
  readonly cases: number;
  readonly excess: QuantileInterval;
  /** Minutes lost for each minute of modelled drive, and what it is in the whole town. */
  readonly slope: QuantileInterval;
  readonly townSlope: number;
  /** Mean modelled drive. */
  readonly drive: number;
}

/**
 * The code of the verdict. Slow is what is beyond chance and the least minutes. Its cause is the road where more than half
 * of it surely grows with the drive, the dispatch where surely less than half does, both where surely some does; else it
 * is left open.
 */
export function verdictOf(evidence: Evidence, { smallCases, leastMinutes }: Params): number {
  const code = (verdict: Verdict) => verdicts.indexOf(verdict);
  const { cases, excess, slope, townSlope, drive } = evidence;
  if (cases === 0 || Number.isNaN(excess.value)) return code("no-data");
  if (cases < smallCases) return code("small");
  if (excess.high < 0 && excess.value <= -leastMinutes) return code("faster");
  if (!(excess.low > 0 && excess.value >= leastMinutes)) return code("usual");
  const share = (steepness: number) => ((steepness - townSlope) * drive) / excess.value;
  if (share(slope.high) < 0.5) return code("dispatch-slow");
  if (share(slope.low) > 0.5) return code("road-slow");
  return share(slope.low) > 0 ? code("both-slow") : code("slow");
}

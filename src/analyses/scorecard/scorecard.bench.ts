import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { features } from "./kernel/facts.ts";
import { indicatorCodes } from "./kernel/indicators.ts";
import { params } from "./kernel/params.ts";
import { schemes } from "./kernel/schemes.ts";
import { type Input, run } from "./kernel.ts";

const hour = 3600;
const day = 24 * hour;

function cases(n: number): Input {
  const random = createRandom(8, "scorecard");
  const asOf = 1_767_225_600;
  const column = () => new Float64Array(n).fill(Number.NaN);
  const steps = ["reported", "accepted", "registered", "dispatched", "arrived", "handled", "closed"] as const;
  const times = {
    reported: column(),
    accepted: column(),
    registered: column(),
    dispatched: column(),
    arrived: column(),
    handled: column(),
    closed: column(),
  };
  for (let i = 0; i < n; i++) {
    let at = asOf - random.between(0, 730 * day);
    for (const [s, step] of steps.entries()) {
      if (at > asOf) break;
      times[step][i] = Math.floor(at);
      at -= Math.log(1 - random.float()) * (s < 3 ? 0.2 : 2) * hour;
    }
  }
  const lines: readonly { code: string | null; weight: number }[] = schemes.default;
  const some = (chance: number) => Uint8Array.from({ length: n }, () => (random.chance(chance) ? 1 : 0));
  return {
    ...times,
    stated: column(),
    suspended: new Float64Array(n),
    state: Uint8Array.from(times.closed, (at) => (Number.isNaN(at) ? 0 : 1)),
    item: new Uint16Array(n).fill(1),
    itemValue: Float64Array.of(8),
    itemUnit: Uint8Array.of(2),
    pauseStart: new Uint32Array(n + 1),
    pauseFrom: new Float64Array(),
    pauseTo: new Float64Array(),
    reworked: column(),
    returns: Float64Array.from(some(0.03)),
    reworks: Float64Array.from(some(0.05)),
    satisfaction: column().map(() => random.pick([1, 0.8, 0.6, 0, Number.NaN])),
    joint: some(0.03),
    urgent: some(0.2),
    source: some(0.5),
    callLevel: some(0.1),
    verified: times.handled,
    verifyLimit: column(),
    kind: Uint32Array.from({ length: n }, () => random.below(60)),
    kindCount: Uint32Array.of(60),
    x: column().map(() => random.between(0, 10_000)),
    y: column().map(() => random.between(0, 10_000)),
    area: Uint32Array.from({ length: n }, () => random.below(14)),
    dept: Uint32Array.from({ length: n }, () => random.below(12)),
    areaCount: Uint32Array.of(14),
    deptCount: Uint32Array.of(12),
    has: new Uint8Array(features.length).fill(1),
    weight: Float64Array.from(indicatorCodes, (code) => lines.find((line) => line.code === code)?.weight ?? 0),
    full: new Float64Array(indicatorCodes.length).fill(Number.NaN),
    pointsPerPercent: new Float64Array(indicatorCodes.length).fill(Number.NaN),
    asOf: Float64Array.of(asOf),
    firstDay: Int32Array.of(19_723),
    isWorkday: Uint8Array.from({ length: 731 }, (_, i) => (i % 7 < 5 ? 1 : 0)),
  };
}

/** All indicators of a million cases, with the places of areas and departments. */
export async function benches(): Promise<{ name: string; value: number; unit: string }[]> {
  const input = cases(1_000_000);
  const started = performance.now();
  drain(run(input, defaultParams(params)));
  const done = performance.now();
  return [
    {
      name: `1,000,000 cases: ${indicatorCodes.length} indicators, 26 units, 500 draws`,
      value: done - started,
      unit: "ms",
    },
  ];
}

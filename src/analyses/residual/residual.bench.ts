import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

function cases(n: number): Input {
  const random = createRandom(5, "residual");
  const none = new Float64Array(n).fill(Number.NaN);
  const start = none.map(() => Math.floor(random.between(0, 6e7)));
  const modelledMinutes = none.map(() => 1 + random.between(0.5, 9));
  return {
    start,
    end: start.map((at, i) => at + Math.floor(60 * modelledMinutes[i] + 1200 * Math.exp(0.6 * random.gaussian()))),
    later: none,
    opened: start.map((at) => at - 900),
    closed: none,
    suspended: new Float64Array(n),
    state: new Uint8Array(n),
    clock: new Uint8Array(n),
    seenUntil: new Float64Array(n).fill(Infinity),
    modelledMinutes,
    turnoutMinutes: Float64Array.of(1),
    area: Uint32Array.from(start, () => random.below(14)),
    group: Uint32Array.from(start, () => random.below(12)),
    kind: Uint32Array.from(start, () => random.below(90)),
    areaCount: Uint32Array.of(14),
    groupCount: Uint32Array.of(12),
    kindCount: Uint32Array.of(90),
    watch: Float64Array.of(-Infinity, 7e7, 7e7),
    calendarDay: new Float64Array(),
    calendarWorked: new Uint8Array(),
  };
}

/** Observed less modelled of many cases. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const input = cases(1_000_000);
  const started = performance.now();
  drain(run(input, defaultParams(params)));
  return [
    { name: "1,000,000 cases: residuals of 14 areas, 12 groups", value: performance.now() - started, unit: "ms" },
  ];
}

import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const hour = 3600;
const day = 24 * hour;

/** Cases of two years with sixty items of all four units; one in fifty paused, the last days' still open. */
function cases(n: number): Input {
  const random = createRandom(6, "limits");
  const asOf = 1_767_225_600;
  const column = () => new Float64Array(n).fill(Number.NaN);
  const times = {
    reported: column(),
    accepted: column(),
    registered: column(),
    dispatched: column(),
    arrived: column(),
    handled: column(),
    closed: column(),
  };
  const pauseStart = new Uint32Array(n + 1);
  const [pauseFrom, pauseTo]: [number[], number[]] = [[], []];
  const steps = ["reported", "accepted", "registered", "dispatched", "arrived", "handled", "closed"] as const;
  for (let i = 0; i < n; i++) {
    let at = asOf - random.between(0, 730 * day);
    for (const [s, step] of steps.entries()) {
      if (at > asOf) break;
      times[step][i] = Math.floor(at);
      at -= Math.log(1 - random.float()) * (s < 3 ? 0.2 : 8) * hour;
    }
    pauseStart[i] = pauseFrom.length;
    if (random.chance(0.02)) {
      pauseFrom.push((times.reported[i] ?? 0) + 2 * hour);
      pauseTo.push((times.reported[i] ?? 0) + 20 * hour);
    }
  }
  pauseStart[n] = pauseFrom.length;
  return {
    ...times,
    stated: column(),
    suspended: new Float64Array(n),
    state: Uint8Array.from(times.closed, (at) => (Number.isNaN(at) ? 0 : 1)),
    item: Uint16Array.from({ length: n }, () => 1 + random.below(60)),
    itemValue: Float64Array.from({ length: 60 }, (_, item) => [4, 4, 1, 2][item % 4] ?? 1),
    itemUnit: Uint8Array.from({ length: 60 }, (_, item) => 1 + (item % 4)),
    pauseStart,
    pauseFrom: Float64Array.from(pauseFrom),
    pauseTo: Float64Array.from(pauseTo),
    reworked: column(),
    seenUntil: column().fill(Number.POSITIVE_INFINITY),
    kind: new Uint32Array(n),
    kindCount: Uint32Array.of(1),
    area: Uint32Array.from({ length: n }, () => random.below(14)),
    group: Uint32Array.from({ length: n }, () => random.below(12)),
    areaCount: Uint32Array.of(14),
    groupCount: Uint32Array.of(12),
    asOf: Float64Array.of(asOf),
    firstDay: Int32Array.of(19_723),
    isWorkday: Uint8Array.from({ length: 731 }, (_, i) => (i % 7 < 5 ? 1 : 0)),
  };
}

/** Limits of a million cases: due times, verdicts and what is foreseen of the open ones. */
export async function benches(): Promise<{ name: string; value: number; unit: string }[]> {
  const input = cases(1_000_000);
  const started = performance.now();
  const { caseRow } = drain(run(input, defaultParams(params)));
  const done = performance.now();
  return [{ name: `1,000,000 cases: limits, ${caseRow.length} open ones foreseen`, value: done - started, unit: "ms" }];
}

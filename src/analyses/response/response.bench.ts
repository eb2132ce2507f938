import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { logRank } from "../../lib/log-rank.ts";
import { createRandom } from "../../lib/random.ts";
import { lifeTable, survivalQuantile } from "../../lib/survival.ts";
import { tallySeconds } from "../../lib/survival-seconds.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

const day = 86_400;

/** Durations of `n` cases in seconds, a tenth of them open, in `groups` groups. */
function durations(n: number, groups: number) {
  const random = createRandom(4, "survival");
  const time = new Uint32Array(n);
  const event = new Uint8Array(n);
  const group = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    time[i] = Math.min(700 * day, -Math.log(1 - random.float()) * 5 * day);
    event[i] = random.float() < 0.9 ? 1 : 0;
    group[i] = random.below(groups);
  }
  return { time, event, group, groups };
}

function cases(n: number): Input {
  const random = createRandom(5, "response");
  const none = new Float64Array(n).fill(Number.NaN);
  const until = 731 * day;
  const start = none.map(() => Math.floor(random.between(0, 730 * day)));
  const end = start.map((at) => {
    const closed = at + Math.floor(-Math.log(1 - random.float()) * 3 * day);
    return closed < until ? closed : Number.NaN;
  });
  return {
    start,
    end,
    later: none,
    opened: start.slice(),
    closed: end.slice(),
    suspended: new Float64Array(n),
    state: new Uint8Array(n),
    clock: Uint8Array.from(start, (_, i) => i & 1),
    seenUntil: new Float64Array(n).fill(Infinity),
    due: start.map((at) => at + 2 * day),
    area: Uint32Array.from(start, () => random.below(14)),
    group: Uint32Array.from(start, () => random.below(12)),
    areaCount: Uint32Array.of(14),
    groupCount: Uint32Array.of(12),
    watch: Float64Array.of(-Infinity, until, until),
    calendarDay: new Float64Array(),
    calendarWorked: new Uint8Array(),
    profileArea: Int32Array.of(-1),
  };
}

/** Survival curves of many cases, and the whole analysis. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const many = durations(10_000_000, 12);
  const started = performance.now();
  const [all] = tallySeconds({ time: many.time, event: many.event });
  if (all) survivalQuantile(lifeTable(all));
  const one = performance.now();
  const groups = tallySeconds(many);
  groups.forEach(lifeTable);
  const grouped = performance.now();
  logRank([groups]);
  const tested = performance.now();
  const million = cases(1_000_000);
  const begun = performance.now();
  drain(run(million, { ...defaultParams(params), targetHours: 24 }));
  const done = performance.now();
  return [
    { name: "10,000,000 cases: Kaplan–Meier to the second", value: one - started, unit: "ms", promise: "≤ 2000" },
    { name: "10,000,000 cases: 12 curves", value: grouped - one, unit: "ms", promise: "≤ 4000" },
    { name: "10,000,000 cases: log-rank test of 12 groups", value: tested - grouped, unit: "ms" },
    { name: "1,000,000 cases: response times, 14 areas, 12 groups", value: done - begun, unit: "ms" },
  ];
}

import { defaultParams } from "../../domain/analysis.ts";
import { eventActions, processPresets } from "../../domain/process.ts";
import { stages } from "../../domain/vocabulary.ts";
import { drain } from "../../engine/drive.ts";
import { orderEvents } from "../../lib/process/event-log.ts";
import type { LogColumns } from "../../lib/process/log-columns.ts";
import { createRandom } from "../../lib/random.ts";
import { analyses } from "../index.ts";

const activities = [
  ["discover", "forward"],
  ["register", "forward"],
  ["dispatch", "forward"],
  ["handle", "forward"],
  ["close", "forward"],
  ["evaluate", "forward"],
  ["dispatch", "return"],
  ["handle", "rework"],
  ["handle", "suspend"],
  ["handle", "resume"],
] as const;

/** Events row by row as a dataset has them: cases of the six steps, some with returns, rework, suspensions, some open. */
function randomEvents(wanted: number) {
  const random = createRandom(1, "process");
  const caseOf = new Uint32Array(wanted);
  const activity = new Uint16Array(wanted);
  const time = new Uint32Array(wanted);
  let cases = 0;
  for (let n = 0; n < wanted; cases++) {
    let at = 1_704_067_200 + random.below(63_072_000);
    const way = [0, 1, 2];
    if (random.float() < 0.05) way.push(6, 2);
    if (random.float() < 0.03) way.push(8, 9);
    way.push(3);
    if (random.float() < 0.05) way.push(7, 3);
    way.push(4, 5);
    const length = random.float() < 0.06 ? 3 + random.below(way.length - 3) : way.length;
    for (let k = 0; k < length && n < wanted; k++, n++) {
      caseOf[n] = cases;
      activity[n] = way[k] ?? 0;
      time[n] = at;
      at += 60 + Math.floor(7200 * random.float() ** 4 * (k === 2 ? 40 : 1));
    }
  }
  return { raw: { caseOf, activity, time }, cases };
}

function columnsOf(log: Pick<LogColumns, "caseStart" | "activity" | "time">): LogColumns {
  return {
    ...log,
    activityStage: Int32Array.from(activities, ([stage]) => stages.indexOf(stage)),
    activityAction: Int32Array.from(activities, ([, action]) => eventActions.indexOf(action)),
    voids: new Uint8Array(log.caseStart.length - 1),
    arrived: new Float64Array(0),
    asOf: Float64Array.of(1_767_225_600),
    firstDay: Int32Array.of(19_723),
    isWorkday: new Uint8Array(0),
  };
}

async function timesOf(events: number) {
  const { raw, cases } = randomEvents(events);
  const process = await analyses.process.load();
  const stageTimes = await analyses.stages.load();
  const [processParams, stageParams] = [defaultParams(analyses.process.params), defaultParams(analyses.stages.params)];
  const standardHours = new Float64Array(processPresets.cn2016.steps.length + 1).fill(24);
  const dept = Uint8Array.from({ length: cases }, (_, c) => (c * 2_654_435_761) % 12);
  const started = performance.now();
  const columns = columnsOf(orderEvents(raw, cases).log);
  const ordered = performance.now();
  const wanted = new Int32Array(0);
  const none = new Uint8Array(0);
  const map = (passes: Uint8Array, clock: "continuous" | "working" = "continuous") =>
    drain(
      process.run(
        { ...columns, passes, wanted, group: none, groupCount: Uint32Array.of(0) },
        { ...processParams, clock },
      ),
    );
  const waits = (passes: Uint8Array, group: Uint8Array) =>
    drain(stageTimes.run({ ...columns, passes, group, groupCount: Uint32Array.of(12), standardHours }, stageParams));
  map(new Uint8Array(0));
  const mapped = performance.now();
  waits(new Uint8Array(0), dept);
  const staged = performance.now();
  const passes = Uint8Array.from(dept, (code) => (code < 6 ? 1 : 0));
  const filtered = performance.now();
  map(passes);
  const again = performance.now();
  waits(passes, dept);
  const stagedAgain = performance.now();
  map(new Uint8Array(0), "working");
  const office = performance.now();
  return {
    order: ordered - started,
    map: mapped - ordered,
    stages: staged - mapped,
    total: staged - started,
    filter: again - filtered,
    stagesFilter: stagedAgain - again,
    working: office - stagedAgain,
  };
}

/** Ten million and one million events of random cases; the worker of the page runs the same functions. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const one = await timesOf(1_000_000);
  const ten = await timesOf(10_000_000);
  const ms = (name: string, value: number, promise?: string) => ({
    name,
    value,
    unit: "ms",
    ...(promise && { promise }),
  });
  return [
    ms("10,000,000 events: put in order", ten.order),
    ms("10,000,000 events: process map and variants", ten.map),
    ms("10,000,000 events: stage medians of 12 departments", ten.stages),
    ms("10,000,000 events: all of it", ten.total, "≤ 6,000"),
    ms("10,000,000 events: process map in office hours", ten.working),
    ms("1,000,000 events: process map after a filter", one.filter, "≤ 150"),
    ms("1,000,000 events: stage medians after a filter", one.stagesFilter, "≤ 150"),
  ];
}

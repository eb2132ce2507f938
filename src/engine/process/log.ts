import { analyses } from "../../analyses/index.ts";
import type { AnyAnalysis } from "../../domain/analysis.ts";
import { type FilterField, filterFields } from "../../domain/case-chunk.ts";
import { areaIdField } from "../../domain/case-tables.ts";
import type { Columns } from "../../domain/columns.ts";
import type { Filters } from "../../domain/filters.ts";
import { orderEvents } from "../../lib/process/event-log.ts";
import type { LogColumns } from "../../lib/process/log-columns.ts";
import { drain } from "../drive.ts";
import { actionIndex, type Collected, stageIndex } from "./collect.ts";
import type { ListedCase, LogAnswer, LogFacts, LogQuestion, LogSetup } from "./protocol.ts";

/** A step that comes so long after the one before is told as a jump of the clock: two years. */
const jumpSeconds = 730 * 86_400;

/** A log that analyses run on: it is put in order once and stays; a question brings its filters. */
export function createLog(collected: Collected, setup: LogSetup) {
  const { ids, reported, codes, dictionaries, activities, issues, from } = collected;
  const cases = ids.size();
  const { log, findings, actor } = orderEvents(collected, cases);
  issues.addMany("duplicate", findings.duplicates.events, findings.duplicates.cases);
  issues.addMany("out-of-order", findings.outOfOrder.events, findings.outOfOrder.cases);
  issues.addMany("equal-times", findings.equalTimes.events, findings.equalTimes.cases);
  const asOf = setup.asOf || latestOf(log.time);
  const arrived = collected.arrived.some((at) => !Number.isNaN(at)) ? collected.arrived : new Float64Array(0);
  tellOddCases({ caseStart: log.caseStart, time: log.time, activity: log.activity }, collected);
  const fixed = {
    ...log,
    activityAction: Int32Array.from(activities, actionIndex),
    voids: voidsOf(log, collected),
    arrived,
    asOf: Float64Array.of(asOf),
    firstDay: Int32Array.of(setup.firstDay),
    isWorkday: setup.isWorkday,
  };
  const decoder = new TextDecoder();
  const casesWithEvents = casesOfLog(log, cases);

  const facts: LogFacts = {
    cases: from === "file" ? casesWithEvents : cases,
    casesWithEvents,
    matched: casesOfLog(log, collected.knownCases),
    persons: collected.persons,
    events: log.activity.length,
    activities,
    issues: issues.take(),
    dictionaries,
    from,
    arrivals: arrived.length > 0,
    asOf,
  };

  async function ask(question: LogQuestion): Promise<LogAnswer> {
    const { analysis, params, filters, mapping, columns, groupBy } = question;
    const passes = passMask(filters, { cases, reported, codes, dictionaries });
    const input: LogColumns & Columns = {
      ...fixed,
      activityStage: Int32Array.from(activities, (activity) => stageIndex(activity, mapping)),
      passes,
      ...groupColumns(groupBy, { cases, reported, codes, dictionaries }),
      ...columns,
    };
    const { run }: Awaited<ReturnType<AnyAnalysis["load"]>> = await analyses[analysis].load();
    // The question pairs the analysis with its parameters and further columns.
    const output = drain(run(input as never, params as never));
    const passing = passes.length === 0 ? cases : passes.reduce((sum, one) => sum + one, 0);
    return { output, cases: Array.from(output.listed ?? [], listed), passing };
  }

  function listed(c: number): ListedCase {
    const [first, end] = [log.caseStart[c] ?? 0, log.caseStart[c + 1] ?? 0];
    return {
      id: decoder.decode(ids.bytesOf(c)),
      activities: log.activity.slice(first, end),
      times: Float64Array.from(log.time.subarray(first, end)),
      actors: actor.slice(first, end),
    };
  }

  return { facts, ask };
}

/** How many of the first cases have events. */
function casesOfLog({ caseStart }: Pick<LogColumns, "caseStart">, first: number): number {
  let count = 0;
  for (let c = 0; c < first; c++) if (caseStart[c] !== caseStart[c + 1]) count++;
  return count;
}

function latestOf(time: ArrayLike<number>): number {
  let latest = 0;
  for (let k = 0; k < time.length; k++) latest = Math.max(latest, time[k] ?? 0);
  return latest;
}

/** Cases that the table calls void, and those whose log says so. */
function voidsOf(
  { caseStart, activity }: Pick<LogColumns, "caseStart" | "activity">,
  collected: Collected,
): Uint8Array {
  const voids = collected.voids.slice();
  const cancels = Uint8Array.from(collected.activities, ({ action }) => (action === "cancel" ? 1 : 0));
  if (!cancels.includes(1)) return voids;
  for (let c = 0; c < voids.length; c++) {
    const [from, to] = [caseStart[c] ?? 0, caseStart[c + 1] ?? 0];
    if (to > from && cancels[activity[to - 1] ?? 0] === 1) voids[c] = 1;
  }
  return voids;
}

type Ordered = Pick<LogColumns, "caseStart" | "time" | "activity">;

/** Tells cases whose events precede their report, or follow one another after years, and those without a beginning. */
function tellOddCases({ caseStart, time, activity }: Ordered, { reported, issues, activities }: Collected): void {
  const isFirst = Uint8Array.from(activities, ({ stage, action }) => (stage === "discover" && action === "" ? 1 : 0));
  for (let c = 0; c + 1 < caseStart.length; c++) {
    const [from, to] = [caseStart[c] ?? 0, caseStart[c + 1] ?? 0];
    if (from === to) continue;
    if (isFirst[activity[from] ?? 0] !== 1 && isFirst.includes(1)) issues.add("no-start", c);
    if ((time[from] ?? 0) < (reported[c] ?? Number.NaN)) issues.add("before-report", c);
    for (let k = from + 1; k < to; k++)
      if ((time[k] ?? 0) - (time[k - 1] ?? 0) > jumpSeconds) issues.add("clock-jump", c);
  }
  const unknown = activities.flatMap((one, a) => (stageIndex(one, {}) === -1 ? [a] : []));
  if (unknown.length === 0) return;
  const isUnknown = Uint8Array.from(activities, (_, a) => (unknown.includes(a) ? 1 : 0));
  for (let c = 0; c + 1 < caseStart.length; c++) {
    for (let k = caseStart[c] ?? 0; k < (caseStart[c + 1] ?? 0); k++)
      if (isUnknown[activity[k] ?? 0] === 1) issues.add("unknown-stage", c);
  }
}

interface CaseColumns {
  readonly cases: number;
  readonly reported: Float64Array;
  readonly codes: Readonly<Record<string, Uint16Array>>;
  readonly dictionaries: Readonly<Record<string, readonly string[]>>;
}

/** 1 for each case that passes the filters; empty where nothing is filtered. */
export function passMask(filters: Filters, { cases, reported, codes, dictionaries }: CaseColumns): Uint8Array {
  const { time, hours, areas, values } = filters;
  const wanted: [field: string, texts: readonly string[]][] = filterFields.flatMap((field: FilterField) => {
    const texts = values[field];
    return texts ? [[field, texts] as [string, readonly string[]]] : [];
  });
  if (areas) wanted.push([areaIdField(areas.level), areas.ids]);
  if (wanted.length === 0 && !time && !hours) return new Uint8Array(0);
  const passes = new Uint8Array(cases).fill(1);
  for (const [field, texts] of wanted) {
    const column = codes[field] ?? new Uint16Array(cases);
    const pass = Uint8Array.from(["", ...(dictionaries[field] ?? [])], (text) => (texts.includes(text) ? 1 : 0));
    for (let c = 0; c < cases; c++) if (pass[column[c] ?? 0] !== 1) passes[c] = 0;
  }
  if (time) {
    const [from, to] = time;
    for (let c = 0; c < cases; c++) {
      const at = reported[c] ?? Number.NaN;
      if (!(at >= from && at <= to)) passes[c] = 0;
    }
  }
  if (hours) {
    const pass = new Uint8Array(168);
    for (const hour of hours) pass[hour] = 1;
    // 1970-01-01 was a Thursday: 72 hours after Monday 00:00.
    for (let c = 0; c < cases; c++) if (pass[(Math.floor((reported[c] ?? 0) / 3600) + 72) % 168] !== 1) passes[c] = 0;
  }
  return passes;
}

/** The group of every case: the code of a field, or the hour of the day of its report. */
function groupColumns(groupBy: string | undefined, { cases, reported, codes, dictionaries }: CaseColumns) {
  if (groupBy === undefined) return { group: new Uint8Array(0), groupCount: Uint32Array.of(0) };
  if (groupBy !== "hour") {
    const groups = (dictionaries[groupBy]?.length ?? 0) + 1;
    return { group: codes[groupBy] ?? new Uint16Array(cases), groupCount: Uint32Array.of(groups) };
  }
  const group = new Uint8Array(cases);
  for (let c = 0; c < cases; c++) group[c] = Math.floor((reported[c] ?? 0) / 3600) % 24;
  return { group, groupCount: Uint32Array.of(24) };
}

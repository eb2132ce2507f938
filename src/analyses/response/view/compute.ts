import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { durationReasons, type Moment } from "../../../lib/stage-durations.ts";
import { type CaseGroups, caseGroups } from "../../../state/case-groups.ts";
import { type CaseSource, caseTexts } from "../../../state/case-rows.ts";
import { type StageRows, stageMoments, stageRows } from "../../../state/case-stages.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { InputOf, OutputOf } from "../../index.ts";
import { pairOf, type Settings, usualTargetHours } from "./settings.ts";

export interface ResponseInput {
  readonly handle: CaseSource;
  readonly settings: Settings;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly table: AreaTable;
  readonly filters: Filters;
  /** The area that the profile is of; -1 for all. */
  readonly profileArea: number;
  /** The first and the last moment of the data. */
  readonly data: readonly [number, number];
  readonly dataVersion: string;
}

/** The cases left out because their times cannot be, one entry each. */
export interface LeftOut {
  readonly caseIds: readonly string[];
  readonly reported: Float64Array;
  /** Index into `durationReasons`. */
  readonly reason: Uint8Array;
}

export interface ResponseResult {
  readonly input: ResponseInput;
  readonly pair: readonly [Moment, Moment];
  readonly present: readonly Moment[];
  readonly targetHours: number;
  readonly limit: "due" | "target";
  readonly groups: CaseGroups;
  readonly hasCalendar: boolean;
  readonly hasUnits: boolean;
  /** The stretches of time that there are data from. */
  readonly stretches: StageRows["stretches"];
  readonly leftOut: LeftOut;
  /** Window that cases are watched in. */
  readonly watch: readonly [number, number];
  readonly output: OutputOf<"response"> | null;
  readonly problem: "no-stages" | "no-cases" | null;
}

/** How long cases take from one stage to another, by area and by group. */
export async function computeResponse(
  input: ResponseInput,
  engine: Engine,
  context: RunContext,
): Promise<ResponseResult> {
  const { handle, settings, areas, table, filters } = input;
  const { values } = settings;
  const present = await stageMoments(handle);
  const pair = pairOf(values, present);
  const [from, to] = pair ?? [values.from, values.to];
  const isPeriod = values.follow === "period";
  const stages = await stageRows({
    handle,
    filters,
    areas,
    table,
    from,
    to,
    clock: values.clock,
    reportedInWindow: !isPeriod,
  });
  context.signal.throwIfAborted();
  const limit = to === "closed" ? values.limit : "target";
  const targetHours = values.targetHours || usualTargetHours(from, to);
  const window = filters.time ?? input.data;
  const watch = isPeriod
    ? ([window[0], Math.min(window[1], input.data[1])] as const)
    : ([-Infinity, input.data[1]] as const);
  const groups = caseGroups(stages, values.groupBy);
  const base = {
    input,
    pair: [from, to] as const,
    present,
    targetHours,
    limit,
    groups,
    hasCalendar: stages.calendar.calendarDay.length > 0,
    hasUnits: stages.hasUnits,
    stretches: stages.stretches,
    watch,
  };
  const problem = !pair ? "no-stages" : stages.rows.length === 0 ? "no-cases" : null;
  if (problem) return { ...base, leftOut: nothingLeftOut, output: null, problem };
  const { groupBy: _, picture: __, columns: ___, ...params } = values;
  const kernelInput = inputOf(stages, {
    groups,
    areas: table.rows,
    watch,
    dataEnd: input.data[1],
    profileArea: input.profileArea,
  });
  const output = await engine.run("response", kernelInput, { ...params, from, to, limit, targetHours }, context);
  return { ...base, leftOut: await leftOutOf(handle, stages, output.reason), output, problem: null };
}

interface Around {
  readonly groups: CaseGroups;
  readonly areas: number;
  readonly watch: readonly [number, number];
  readonly dataEnd: number;
  readonly profileArea: number;
}

function inputOf(stages: StageRows, { groups, areas, watch, dataEnd, profileArea }: Around): InputOf<"response"> {
  const { times, calendar, due, area } = stages;
  return {
    ...times,
    due,
    area,
    group: groups.of.slice(),
    areaCount: Uint32Array.of(areas),
    groupCount: Uint32Array.of(groups.codes.length),
    watch: Float64Array.of(...watch, dataEnd),
    calendarDay: calendar.calendarDay.slice(),
    calendarWorked: calendar.calendarWorked.slice(),
    profileArea: Int32Array.of(profileArea),
  };
}

/** Reasons that are faults of the data, not of the question. */
const faultyReasons = ["no-start", "closed-before-opened", "negative", "skipped", "after-data"] as const;

const nothingLeftOut: LeftOut = { caseIds: [], reported: new Float64Array(), reason: new Uint8Array() };

async function leftOutOf(handle: CaseSource, { rows, cases }: StageRows, reason: Uint8Array): Promise<LeftOut> {
  const faulty = new Set(faultyReasons.map((name) => durationReasons.indexOf(name)));
  const at = [...reason.keys()].filter((i) => faulty.has(reason[i] ?? 0));
  if (at.length === 0) return nothingLeftOut;
  const ids = await caseTexts(handle, "case_id");
  const reported = cases.numbers("reported_at");
  return {
    caseIds: at.map((i) => ids[rows[i] ?? 0] ?? ""),
    reported: Float64Array.from(at, (i) => reported[rows[i] ?? 0] ?? Number.NaN),
    reason: Uint8Array.from(at, (i) => reason[i] ?? 0),
  };
}

import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters } from "../../../domain/filters.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { remembered } from "../../../lib/remembered.ts";
import { type CaseGroups, caseGroups } from "../../../state/case-groups.ts";
import type { CaseSource } from "../../../state/case-rows.ts";
import { type StageRows, stageMoments, stageRows } from "../../../state/case-stages.ts";
import { type City, cityOf } from "../../../state/city-tables.ts";
import { driveMinutes } from "../../../state/drive-times.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { InputOf, OutputOf } from "../../index.ts";
import type { Settings } from "./settings.ts";

export interface ResidualInput {
  readonly handle: CaseSource;
  readonly settings: Settings;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly table: AreaTable;
  readonly filters: Filters;
  /** The last moment of the data. */
  readonly dataEnd: number;
  readonly dataVersion: string;
}

export interface ResidualResult {
  readonly input: ResidualInput;
  readonly departments: CaseGroups;
  readonly hasUnits: boolean;
  readonly output: OutputOf<"residual"> | null;
  readonly problem: "no-stages" | "no-model" | "no-cases" | null;
}

const noGroups: CaseGroups = { codes: [], of: new Uint32Array() };

/** Observed less modelled time to arrive, by area and department. */
export async function computeResidual(
  input: ResidualInput,
  engine: Engine,
  context: RunContext,
): Promise<ResidualResult> {
  const { handle, settings, areas, table, filters } = input;
  const fail = (problem: ResidualResult["problem"]): ResidualResult => ({
    input,
    departments: noGroups,
    hasUnits: false,
    output: null,
    problem,
  });
  const present = await stageMoments(handle);
  if (!present.includes("dispatched") || !present.includes("arrived")) return fail("no-stages");
  const { clock } = settings.values;
  const question = { handle, filters, areas, table, from: "dispatched", to: "arrived", clock } as const;
  const [stages, city] = await Promise.all([stageRows({ ...question, reportedInWindow: true }), cityOf(handle)]);
  context.signal.throwIfAborted();
  if (stages.rows.length === 0) return fail("no-cases");
  const half = (from: number): RunContext => ({
    signal: context.signal,
    onProgress: (done) => context.onProgress(from + done / 2),
  });
  const minutes = await modelled(input, { city, stages, engine, context: half(0) });
  if (!minutes) return fail("no-model");
  const departments = caseGroups(stages, "dept");
  const kinds = kindsOf(stages);
  const output = await engine.run(
    "residual",
    inputOf(input, { stages, minutes, departments, kinds }),
    settings.values,
    half(0.5),
  );
  return { input, departments, hasUnits: stages.hasUnits, output, problem: null };
}

interface Modelling {
  readonly city: City;
  readonly stages: StageRows;
  readonly engine: Engine;
  readonly context: RunContext;
}

/** Modelled minutes to every case of the dataset, kept while the model stays as it is: filters only pick from them. */
function modelled(
  { table, settings: { travel } }: ResidualInput,
  { city, stages: { cases }, engine, context }: Modelling,
): Promise<Float64Array | null> {
  const [lon, lat] = [cases.numbers("lon"), cases.numbers("lat")];
  const kept = remembered(lon, "drives", () => new Map<string, Promise<Float64Array | null>>());
  const key = JSON.stringify(travel);
  const known = kept.get(key);
  if (known) return known;
  const made = driveMinutes({ city, table, places: { lon, lat } }, travel, { engine, context });
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

interface Parts {
  readonly stages: StageRows;
  readonly minutes: Float64Array;
  readonly departments: CaseGroups;
  readonly kinds: CaseGroups;
}

/** The item of each case, else its class, else its department: the finest that the cases say. */
function kindsOf(stages: StageRows): CaseGroups {
  const items = caseGroups(stages, "item_id");
  const classes = items.codes.length > 1 ? items : caseGroups(stages, "main_code");
  return classes.codes.length > 1 ? classes : caseGroups(stages, "dept");
}

function inputOf(
  { table, settings, dataEnd }: ResidualInput,
  { stages, minutes, departments, kinds }: Parts,
): InputOf<"residual"> {
  const { times, rows, area, calendar } = stages;
  return {
    ...times,
    modelledMinutes: Float64Array.from(rows, (row) => minutes[row] ?? Number.NaN),
    turnoutMinutes: Float64Array.of(settings.travel.turnoutMinutes),
    area,
    group: departments.of.slice(),
    areaCount: Uint32Array.of(table.rows),
    groupCount: Uint32Array.of(departments.codes.length),
    kind: kinds.of,
    kindCount: Uint32Array.of(kinds.codes.length),
    watch: Float64Array.of(-Infinity, dataEnd, dataEnd),
    calendarDay: calendar.calendarDay.slice(),
    calendarWorked: calendar.calendarWorked.slice(),
  };
}

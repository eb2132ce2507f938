import { computeHotspots } from "../../analyses/hotspots/view/compute.ts";
import { readingOf } from "../../analyses/hotspots/view/reading.ts";
import { settingsOf as hotspotSettings } from "../../analyses/hotspots/view/settings.ts";
import { computeLimits, figuresOf } from "../../analyses/limits/view/compute.ts";
import { settingsOf as limitSettings } from "../../analyses/limits/view/settings.ts";
import { computeResponse, type ResponseResult } from "../../analyses/response/view/compute.ts";
import { settingsOf as responseSettings } from "../../analyses/response/view/settings.ts";
import { createDecodePool } from "../../data/decode/pool.ts";
import { firstTables } from "../../data/first-picture.ts";
import { createHandle } from "../../data/handle.ts";
import { withLatestCases } from "../../data/latest-cases.ts";
import { datasetFiles } from "../../data/sources/dataset-url/index.ts";
import type { AreaTable } from "../../domain/area-table.ts";
import { createEnginePool } from "../../engine/pool.ts";
import { squareFrame } from "../../lib/frame.ts";
import { rankedLevel } from "../../state/area-levels.ts";
import { areaTables } from "../../state/read-tables.ts";
import type { RunContext } from "../../state/runs.ts";
import type { AnalysisTask, Findings } from "../../wall/model/findings.ts";
import { type Bench, windowOf } from "./bench.ts";
import { coverageFindings } from "./coverage.ts";
import { signOf } from "./signs.ts";
import { inboxFindings } from "./warning.ts";

const none: Findings = { view: "none" };
/** The analyses as they are when nobody has set anything. */
const unset = { analyses: {} };
const workersAtMost = 2;

/** Analyses one task after the other; the dataset is opened once for tasks with the same manifest. */
export function createAnalyst(): (task: AnalysisTask) => Promise<Findings> {
  const pool = createDecodePool();
  const engine = createEnginePool(Math.max(1, Math.min(workersAtMost, navigator.hardwareConcurrency || 1)));
  const context: RunContext = { signal: new AbortController().signal, onProgress: () => {} };
  let opened: { readonly version: string; readonly bench: Promise<Pick<Bench, "handle" | "areas">> } | null = null;

  async function open({ manifest, folder }: AnalysisTask): Promise<Pick<Bench, "handle" | "areas">> {
    const handle = createHandle(manifest, datasetFiles(manifest, folder), pool);
    const read = (table: "areas" | "population") =>
      handle.tables.includes(table) ? handle.columns(table, firstTables[table]) : null;
    const [areas, population] = await Promise.all([read("areas"), read("population")]);
    const outlines = areaTables(areas ?? { rows: 0, fields: {} }, population);
    return { handle: await withLatestCases(handle), areas: outlines };
  }

  return async (task) => {
    const version = `${task.manifest.dataVersion} ${task.asOf}`;
    if (opened?.version !== version) opened = { version, bench: open(task) };
    const bench = { ...(await opened.bench), task, engine, context, pool };
    return findings[task.view](bench);
  };
}

const findings: Readonly<Record<AnalysisTask["view"], (bench: Bench) => Promise<Findings>>> = {
  hotspots: hotspotFindings,
  inbox: inboxFindings,
  response: responseFindings,
  limits: limitFindings,
  coverage: coverageFindings,
};

async function hotspotFindings({ task, areas, engine, context }: Bench): Promise<Findings> {
  const { counted, manifest } = task;
  const table = counted && areas.get(counted.level);
  const outline = areas.values().next().value?.polygons;
  if (!counted || !table || !outline) return none;
  const window = windowOf(task);
  const result = await computeHotspots(
    {
      settings: hotspotSettings(unset),
      areas: table,
      outline,
      counted: { areaOutcomes: counted.areaOutcomes, areaMedianHours: null },
      facilities: null,
      filters: task.filters,
      window,
      data: window,
      frame: squareFrame(manifest.box),
      dataVersion: manifest.dataVersion,
    },
    { engine, count: () => Promise.resolve([]) },
    context,
  );
  const reading = readingOf(result.now);
  const codes = result.now.output?.class ?? new Uint8Array(table.rows);
  return {
    view: "hotspots",
    level: table.level,
    signs: Int8Array.from(codes, signOf),
    tests: reading?.tests ?? 0,
    hot: reading?.hot ?? 0,
    cold: reading?.cold ?? 0,
    landShare: reading?.landShare ?? Number.NaN,
    caseShare: reading?.loadShare ?? Number.NaN,
    problem: result.now.problem,
  };
}

/** The areas that a view compares by itself, or `null`. */
function comparedAreas(areas: Bench["areas"]): AreaTable | null {
  const level = rankedLevel(areas, null);
  return (level && areas.get(level)) ?? null;
}

async function responseFindings({ task, handle, areas, engine, context }: Bench): Promise<Findings> {
  const table = comparedAreas(areas);
  if (!table) return none;
  const { filters, manifest, asOf } = task;
  const [first] = windowOf(task);
  const result = await computeResponse(
    {
      handle,
      settings: responseSettings(unset),
      areas,
      table,
      filters,
      profileArea: -1,
      data: [first, asOf],
      dataVersion: manifest.dataVersion,
    },
    engine,
    context,
  );
  const { output, groups } = result;
  if (!output) return none;
  const hours = (seconds = Number.NaN) => seconds / 3600;
  const decided = output.decided[0] ?? 0;
  return {
    view: "response",
    cases: output.cases[0] ?? 0,
    medianHours: intervalOf(output, "median", hours),
    p90Hours: intervalOf(output, "p90", hours),
    inTime: {
      value: decided > 0 ? (output.within[0] ?? 0) / decided : Number.NaN,
      low: output.shareLow[0] ?? Number.NaN,
      high: output.shareHigh[0] ?? Number.NaN,
    },
    depts: groups.codes.flatMap((code, group) => {
      const row = 1 + table.rows + group;
      const cases = output.cases[row] ?? 0;
      return cases > 0 ? [{ code, cases, medianHours: hours(output.median[row]) }] : [];
    }),
  };
}

function intervalOf(
  output: NonNullable<ResponseResult["output"]>,
  name: "median" | "p90",
  hours: (seconds?: number) => number,
) {
  const [value, low, high] = [output[name], output[`${name}Low`], output[`${name}High`]];
  return { value: hours(value[0]), low: hours(low[0]), high: hours(high[0]) };
}

async function limitFindings({ task, handle, areas, engine, context }: Bench): Promise<Findings> {
  const table = comparedAreas(areas);
  if (!table) return none;
  const { filters, manifest, asOf } = task;
  const input = {
    handle,
    settings: limitSettings(unset),
    areas,
    table,
    filters,
    asOf,
    dataVersion: manifest.dataVersion,
  };
  const result = await computeLimits(input, engine, context);
  const { overdue, soon, inTime, suspended, expected } = figuresOf(result, 0);
  return {
    view: "limits",
    open: overdue + soon + inTime + suspended,
    overdue,
    soon,
    inTime,
    suspended,
    expected,
  };
}

import type { AreaTable, PlaceTable } from "../../../domain/area-table.ts";
import { areaIdField } from "../../../domain/case-tables.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Polygons } from "../../../domain/geometry.ts";
import type { Box } from "../../../domain/manifest.ts";
import type { Csr } from "../../../lib/csr.ts";
import type { countCases } from "../../../state/counts.ts";
import { madeCells } from "../../../state/made-cells.ts";
import { type Engine, neighboursOf } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import { kernelParams, type Settings } from "./settings.ts";
import { type Counted, type Study, studyOf, studyOfCells } from "./study.ts";
import { type Problem, problemOf, testAreas } from "./test-areas.ts";
import { earlierWindow } from "./windows.ts";

/** What hotspots are computed from: cases under the present filters, areas and settings. */
export interface HotspotsInput {
  readonly settings: Settings;
  readonly areas: AreaTable;
  /** The outline of the whole, for cells made on the fly. */
  readonly outline: Polygons;
  readonly counted: Counted;
  readonly facilities: PlaceTable | null;
  readonly filters: Filters;
  readonly window: TimeRange;
  readonly data: TimeRange;
  /** The square frame of the cases' positions. */
  readonly frame: Box;
  readonly dataVersion: string;
}

/** The test of one window. */
export interface Tested {
  readonly window: TimeRange;
  readonly study: Study;
  readonly csr: Csr;
  readonly problem: Problem | null;
  /** `null` where there is a problem. */
  readonly output: OutputOf<"hotspots"> | null;
}

export interface HotspotsResult {
  readonly input: HotspotsInput;
  readonly now: Tested;
  /** The window to compare with, where one is wanted and the data reaches back to it. */
  readonly before: Tested | null;
  /** Which areas' numbers changed by more than chance; `null` without two periods, or for medians. */
  readonly shift: OutputOf<"changes"> | null;
}

/** What the computation is done with: workers, and the linked filters. */
export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

/** Tests the areas in the present window, and in the one to compare with. */
export async function computeHotspots(
  input: HotspotsInput,
  means: Means,
  context: RunContext,
): Promise<HotspotsResult> {
  const earlier = earlierWindow(input.settings.subject.compare, input.window, input.data);
  const share = earlier ? 0.5 : 1;
  const part = (from: number): RunContext => ({
    signal: context.signal,
    onProgress: (done) => context.onProgress(from + done * share),
  });
  const now = await tested(input, input.window, { ...means, context: part(0) });
  const before = earlier && (await tested(input, earlier, { ...means, context: part(0.5) }));
  const shift = before && (await shiftOf({ input, now, before }, means, context));
  return { input, now, before, shift };
}

/** Tests the numbers themselves, area by area. A rate's base is the same in both periods; that of a share is counted. */
async function shiftOf(
  { input, now, before }: Pick<HotspotsResult, "input" | "now"> & { readonly before: Tested },
  { engine }: Means,
  { signal }: RunContext,
): Promise<OutputOf<"changes"> | null> {
  const { subject, test } = input.settings;
  if (subject.quantity === "median_days" || now.problem || before.problem) return null;
  const rowBefore = new Map(before.study.areas.ids.map((id, row) => [id, row]));
  const earlier = (values: Float64Array) =>
    Float64Array.from(now.study.areas.ids, (id) => values[rowBefore.get(id) ?? -1] ?? 0);
  const share = subject.quantity === "overdue_share";
  const counts = {
    before: earlier(before.study.cases),
    now: now.study.cases.slice(),
    beforeOf: share ? earlier(before.study.base) : new Float64Array(0),
    nowOf: share ? now.study.base.slice() : new Float64Array(0),
  };
  return engine.run("changes", counts, { correction: test.correction, level: test.level }, { signal });
}

interface Running extends Means {
  readonly context: RunContext;
}

async function tested(input: HotspotsInput, window: TimeRange, { context, ...means }: Running): Promise<Tested> {
  const { made } = input.settings;
  const { signal } = context;
  const { study, csr } = made
    ? await cellStudy(input, window, { ...means, made, signal })
    : await areaStudy(input, window, means);
  context.signal.throwIfAborted();
  const task = { study, csr, params: kernelParams(input.settings) };
  const problem = problemOf(task);
  return { window, study, csr, problem, output: problem ? null : await testAreas(task, means.engine, context) };
}

async function areaStudy(input: HotspotsInput, window: TimeRange, { engine, count }: Means) {
  const { settings, areas, filters, facilities } = input;
  const { quantity } = settings.subject;
  const csr = await neighboursOf(areas, settings.neighbours, engine);
  if (window === input.window) return { csr, study: studyOf(quantity, areas, input.counted, facilities) };
  const areaDurations = quantity === "median_days";
  const areaField = areaIdField(areas.level);
  const [counts] = await count({ filters, windows: [window], areaField, areaDurations, frame: null });
  const counted = {
    areaOutcomes: counts?.areaOutcomes ?? new Uint32Array(0),
    areaMedianHours: counts?.areaMedianHours ?? null,
  };
  return { csr, study: studyOf(quantity, areas, counted, facilities) };
}

interface MakingCells extends Means {
  readonly made: NonNullable<Settings["made"]>;
  readonly signal: AbortSignal;
}

async function cellStudy(
  { areas, outline, filters, frame }: HotspotsInput,
  window: TimeRange,
  { engine, count, made, signal }: MakingCells,
) {
  const [places] = await count({ filters, windows: [window], areaField: null, areaDurations: false, frame });
  signal.throwIfAborted();
  const ground = { outline, around: areas, params: made };
  const cells = await madeCells(places ?? { lon: null, lat: null }, ground, { engine, signal });
  return { csr: cells.csr, study: studyOfCells(cells) };
}

import type { AreaTable } from "../../../domain/area-table.ts";
import { areaIdField } from "../../../domain/case-tables.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import { caseFigures } from "../../../domain/indicators.ts";
import { maxDegree } from "../../../lib/csr.ts";
import type { countCases } from "../../../state/counts.ts";
import { type Engine, neighboursOf } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import type { Settings } from "./settings.ts";
import { type Steps, stepsOf } from "./steps.ts";

/** What emerging hot spots are computed from. */
export interface EmergingInput {
  readonly settings: Settings;
  readonly areas: AreaTable;
  readonly filters: Filters;
  readonly window: TimeRange;
  readonly dataVersion: string;
}

/** Why there is no pattern to look for. */
export type Problem = "no-areas" | "no-cases" | "no-steps" | "constant" | "islands";

export interface EmergingResult {
  readonly input: EmergingInput;
  readonly steps: Steps;
  /** Cases of area `i` in step `t` at `t * areas + i`. */
  readonly cube: Float64Array;
  readonly problem: Problem | null;
  /** `null` where there is a problem. */
  readonly output: OutputOf<"emerging"> | null;
}

/** What the computation is done with: workers, and the linked filters. */
export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

const fewestSteps = 3;

/** Counts the cube of areas and steps, and classes every area by how it was hot or cold over time. */
export async function computeEmerging(
  input: EmergingInput,
  { engine, count }: Means,
  context: RunContext,
): Promise<EmergingResult> {
  const { settings, areas, filters, window } = input;
  const steps = stepsOf(settings.cube.step, window);
  const csr = await neighboursOf(areas, settings.neighbours, engine);
  const { windows } = steps;
  const areaField = areaIdField(areas.level);
  const counts = await count({ filters, windows, areaField, areaDurations: false, frame: null });
  context.signal.throwIfAborted();
  const cube = cubeOf(
    counts.map(({ areaOutcomes }) => areaOutcomes),
    areas.rows,
  );
  const problem = problemOf(cube, { areas: areas.rows, steps: windows.length, links: maxDegree(csr) });
  const task = { value: cube.slice(), start: csr.start.slice(), neighbour: csr.neighbour.slice() };
  const output = problem ? null : await engine.run("emerging", task, settings.test, context);
  return { input, steps, cube, problem, output };
}

/** Cases per step and area from counts by outcome, void ones left out. */
function cubeOf(steps: readonly (Uint32Array | null)[], areas: number): Float64Array {
  const cube = new Float64Array(steps.length * areas);
  for (const [t, outcomes] of steps.entries()) {
    for (let i = 0; outcomes && i < areas; i++) cube[t * areas + i] = caseFigures(outcomes, i + 1).cases;
  }
  return cube;
}

function problemOf(cube: Float64Array, size: { areas: number; steps: number; links: number }): Problem | null {
  if (size.areas === 0) return "no-areas";
  if (size.steps < fewestSteps) return "no-steps";
  if (!cube.some((count) => count > 0)) return "no-cases";
  if (cube.every((count) => count === cube[0])) return "constant";
  return size.links === 0 ? "islands" : null;
}

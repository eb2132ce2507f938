import type { AreaTable } from "../../../domain/area-table.ts";
import { areaIdField } from "../../../domain/case-tables.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Polygons } from "../../../domain/geometry.ts";
import { caseFigures } from "../../../domain/indicators.ts";
import type { Box } from "../../../domain/manifest.ts";
import { type Csr, maxDegree } from "../../../lib/csr.ts";
import type { countCases } from "../../../state/counts.ts";
import { casesPerStep, madeCells } from "../../../state/made-cells.ts";
import { type Engine, neighboursOf } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import type { Settings } from "./settings.ts";
import { type Steps, stepsOf } from "./steps.ts";

/** What emerging hot spots are computed from. */
export interface EmergingInput {
  readonly settings: Settings;
  /** The areas of the level; for cells made on the fly, the ones that name them. */
  readonly areas: AreaTable;
  /** The outline of the whole, for cells made on the fly. */
  readonly outline: Polygons;
  /** The square frame of the cases' positions. */
  readonly frame: Box;
  readonly filters: Filters;
  readonly window: TimeRange;
  readonly dataVersion: string;
}

/** Why there is no pattern to look for. */
export type Problem = "no-areas" | "no-cases" | "no-steps" | "constant" | "islands";

export interface EmergingResult {
  readonly input: EmergingInput;
  readonly steps: Steps;
  /** The areas that were studied. */
  readonly areas: AreaTable;
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
  const { settings } = input;
  const steps = stepsOf(settings.cube.step, input.window);
  const means = { engine, count, signal: context.signal };
  const { areas, csr, cube } = settings.made
    ? await cellCube(input, settings.made, { ...means, steps })
    : await areaCube(input, { ...means, steps });
  context.signal.throwIfAborted();
  const size = { areas: areas.rows, steps: steps.windows.length, links: maxDegree(csr) };
  const problem = problemOf(cube, size);
  const task = { value: cube.slice(), start: csr.start.slice(), neighbour: csr.neighbour.slice() };
  const output = problem ? null : await engine.run("emerging", task, settings.test, context);
  return { input, steps, areas, cube, problem, output };
}

interface Counting extends Means {
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

interface Cube {
  readonly areas: AreaTable;
  readonly csr: Csr;
  readonly cube: Float64Array;
}

async function areaCube({ settings, areas, filters }: EmergingInput, by: Counting): Promise<Cube> {
  const csr = await neighboursOf(areas, settings.neighbours, by.engine);
  const areaField = areaIdField(areas.level);
  const { windows } = by.steps;
  const counts = await by.count({ filters, windows, areaField, areaDurations: false, frame: null });
  const cube = cubeOf(
    counts.map(({ areaOutcomes }) => areaOutcomes),
    areas.rows,
  );
  return { areas, csr, cube };
}

/** Cells over the whole, and the cases of every step in them. */
async function cellCube(
  { areas: around, outline, frame, filters }: EmergingInput,
  params: NonNullable<Settings["made"]>,
  { steps: { windows }, engine, count, signal }: Counting,
): Promise<Cube> {
  const ground = { outline, around, params };
  const steps = await count({ filters, windows, areaField: null, areaDurations: false, frame });
  signal.throwIfAborted();
  const all = { lon: joined(steps.map(({ lon }) => lon)), lat: joined(steps.map(({ lat }) => lat)) };
  const cells = await madeCells(all, ground, { engine, signal });
  const cube = await casesPerStep(cells, steps, { engine, signal, ground });
  return { areas: cells.areas, csr: cells.csr, cube };
}

function joined(parts: readonly (Float64Array | null)[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let filled = 0;
  for (const part of parts) {
    if (part) all.set(part, filled);
    filled += part?.length ?? 0;
  }
  return all;
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

import type { AreaTable } from "../../../domain/area-table.ts";
import type { Polygons } from "../../../domain/geometry.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { rowsAbove } from "../../../state/area-levels.ts";
import type { NamedOutlines } from "../../../state/boundary-tables.ts";
import type { Engine } from "../../../state/neighbours.ts";
import { type Residents, residentsOf } from "../../../state/residents.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { InputOf } from "../../index.ts";
import { brokenRules } from "../kernel/cell-rules.ts";
import type { Params } from "../kernel/params.ts";
import { computeKnown } from "./known.ts";
import type { Settings } from "./settings.ts";
import type { Ask, BoundaryInput, BoundaryResult, CellCheck, Crossing, Output } from "./types.ts";

/** What the open page needs. */
export async function computeBoundary(
  input: BoundaryInput,
  engine: Engine,
  context: RunContext,
): Promise<BoundaryResult> {
  const ask = asker(input.settings.form, engine, context);
  const none = { input, checks: null, cross: null, known: null, cells: null };
  switch (input.settings.page) {
    case "check":
      return { ...none, checks: await checkAll(input, ask, context) };
    case "cross":
      return { ...none, cross: await crossLevels(input, ask) };
    case "known":
      return { ...none, known: await computeKnown(input, ask) };
    case "cells":
      return { ...none, cells: await checkCells(input, ask, context) };
  }
}

const answers = new WeakMap<
  Polygons,
  Map<string, { readonly second: Polygons | undefined; readonly output: Output }>
>();

function asker(form: Settings["form"], engine: Engine, context: RunContext): Ask {
  const { toleranceMetres, sliverMetres, openGapMetres, crossShare, keepShare } = form;
  const params: Params = { toleranceMetres, sliverMetres, openGapMetres, crossShare, keepShare };
  return async (first, second, people) => {
    const known = answers.get(first) ?? new Map();
    answers.set(first, known);
    const key = `${JSON.stringify(params)} ${people ? people.people.length : 0}`;
    const entries = [...known].find(([name, value]) => name.startsWith(key) && value.second === second);
    if (entries) return entries[1].output;
    context.signal.throwIfAborted();
    const output = await engine.run("boundary", kernelInput(first, second, people), params, context);
    known.set(`${key} ${known.size}`, { second, output });
    return output;
  };
}

function kernelInput(first: Polygons, second?: Polygons, people?: Residents): InputOf<"boundary"> {
  return {
    coordinates: first.coordinates.slice(),
    rings: first.ringOffsets.slice(),
    polygons: first.polygonOffsets.slice(),
    features: first.featureOffsets.slice(),
    otherCoordinates: second?.coordinates.slice() ?? new Float64Array(),
    otherRings: second?.ringOffsets.slice() ?? new Uint32Array(1),
    otherPolygons: second?.polygonOffsets.slice() ?? new Uint32Array(1),
    otherFeatures: second?.featureOffsets.slice() ?? new Uint32Array(1),
    peopleLon: people?.lon.slice() ?? new Float64Array(),
    peopleLat: people?.lat.slice() ?? new Float64Array(),
    peopleCount: people?.people.slice() ?? new Float64Array(),
  };
}

async function checkAll({ areas }: BoundaryInput, ask: Ask, { onProgress }: RunContext) {
  const checks = new Map<AreaLevel, Output>();
  for (const table of areas.values()) {
    checks.set(table.level, await ask(table.polygons));
    onProgress(checks.size / areas.size);
  }
  return checks;
}

/** The two levels to lay over each other: the chosen ones, else communities under working grids, else the finest two. */
export function crossedLevels({ areas, settings }: Pick<BoundaryInput, "areas" | "settings">): readonly AreaTable[] {
  const levels = [...areas.keys()];
  const usual = (wanted: readonly AreaLevel[], but: AreaLevel | undefined) =>
    wanted.find((level) => areas.has(level) && level !== but) ?? levels.findLast((level) => level !== but);
  const has = (level: AreaLevel | null) => (level && areas.has(level) ? level : undefined);
  const one = has(settings.one) ?? usual(["community", "street_town"], has(settings.other));
  const other = has(settings.other) ?? usual(["duty_grid", "comp_grid", "micro_grid", "basic_unit"], one);
  return [one, other].flatMap((level) => (level && areas.get(level)) ?? []);
}

async function crossLevels(input: BoundaryInput, ask: Ask): Promise<Crossing | null> {
  const [one, other] = crossedLevels(input);
  if (!one || !other || one === other) return null;
  const residents = residentsOf(await input.city(), input.areas);
  return { one, other, residents, output: await ask(one.polygons, other.polygons, residents) };
}

async function checkCells(
  { areas, settings, tables: read }: BoundaryInput,
  ask: Ask,
  { onProgress }: RunContext,
): Promise<CellCheck | null> {
  const table = areas.get("cell");
  if (!table) return null;
  const communities = areas.get("community") ?? null;
  const streets = areas.get("street_town") ?? null;
  const { footprints, estates } = await read();
  const lon = Float64Array.from({ length: table.rows }, (_, row) => table.labelPoints[2 * row] ?? Number.NaN);
  const lat = Float64Array.from({ length: table.rows }, (_, row) => table.labelPoints[2 * row + 1] ?? Number.NaN);
  const cells = {
    ids: table.ids,
    areaM2: table.areaKm2.map((km2) => km2 * 1e6),
    lon,
    lat,
    community: communities ? rowsAbove(table, communities) : new Int32Array(table.rows),
    communityIds: communities?.ids ?? [],
  };
  const broken = brokenRules(cells, settings.form.profile);
  const over = async (level: AreaTable | null) => level && ask(table.polygons, level.polygons);
  const under = async (outlines: NamedOutlines) =>
    outlines.names.length > 0 ? { outlines, output: await ask(outlines.polygons, table.polygons) } : null;
  const [crossing, crossingStreets] = [await over(communities), await over(streets)];
  onProgress(0.3);
  const seams = await ask(table.polygons);
  onProgress(0.5);
  const found = { seams, estates: await under(estates), buildings: await under(footprints) };
  return { table, communities, streets, broken, crossing, crossingStreets, ...found };
}

import type { AreaTable } from "../../../domain/area-table.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { linesAlong } from "../../../lib/border-lines.ts";
import { type BorderGraph, type BorderPieces, borderGraph, borderPieces } from "../../../lib/border-pieces.ts";
import type { PlanAtoms } from "../../../lib/plan.ts";
import { type BridgePair, graphWithBridges, unpackBridges } from "../../../lib/plan-bridges.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { type Components, components } from "../../../lib/regions/components.ts";
import { remembered } from "../../../lib/remembered.ts";
import { rowsAbove } from "../../../state/area-levels.ts";
import type { City } from "../../../state/city-tables.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { BaseFeatures } from "../../../state/read-tables.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { UnitTables } from "../../../state/unit-tables.ts";
import { measureNames } from "../kernel/measures.ts";
import type { AtomInput } from "./atom-input.ts";
import { countByKind, measuresOf, monthsOf } from "./atom-measures.ts";
import { alongWaters, guideLines, type NamedLines } from "./guide-lines.ts";
import { type Reach, reachOf } from "./reach.ts";

/** The units of today: a coarser level, or the town as one. */
export interface BaseUnits {
  readonly level: AreaLevel | "whole";
  readonly names: readonly string[];
  readonly ids: readonly string[];
  /** Atom → unit. */
  readonly unit: Uint16Array;
}

/** The atoms of the workbench with all that plans of them are drawn, judged and exported from. */
export interface Atoms extends PlanAtoms {
  readonly input: AtomInput;
  readonly table: AreaTable;
  readonly city: City;
  readonly tables: UnitTables;
  readonly base: BaseUnits;
  readonly levels: { readonly atoms: readonly AreaLevel[]; readonly bases: readonly (AreaLevel | "whole")[] };
  /** Links by borders alone; `graph` has the bridges too. Texts of plans are written and read by this one. */
  readonly ownGraph: BorderGraph;
  readonly bridges: readonly BridgePair[];
  /** The bridges of the link are of other atoms and were not taken. */
  readonly bridgesRefused: boolean;
  /** Atom → connected piece of all atoms, bridges included, the largest is 0; and the number of atoms in each. */
  readonly components: Components;
  readonly pieces: BorderPieces;
  /** Piece → line it follows, -1 for none. */
  readonly lineOf: Int32Array;
  readonly lines: NamedLines;
  readonly reach: Reach;
  /** Place of residence → atom, -1 for none; the same for facilities. */
  readonly homeAtom: Int32Array;
  readonly facilityAtom: Int32Array;
  readonly months: number;
  readonly locate: (lon: number, lat: number) => number;
}

const lineReachMetres = 14;
const mostAtoms = 20_000;

/** The levels that can be atoms, fine ones first, and the ones that can be today's units, coarse ones first. */
export function levelsOf(areas: AtomInput["areas"], atomLevel: AreaLevel | null) {
  const usable = [...areas.values()].filter(({ rows }) => rows >= 2 && rows <= mostAtoms);
  const atoms = usable.map(({ level }) => level).reverse();
  const level = atomLevel && atoms.includes(atomLevel) ? atomLevel : (atoms[0] ?? null);
  const finer = (one: AreaLevel) => level !== null && areaLevels.indexOf(one) < areaLevels.indexOf(level);
  const bases: (AreaLevel | "whole")[] = usable.map((table) => table.level).filter(finer);
  return { level, atoms, bases: [...bases, "whole" as const] };
}

/** Reads, counts and measures the atoms; null where the dataset has no level of two areas or more. */
export async function loadAtoms(
  input: AtomInput,
  tools: { readonly engine: Engine; readonly count: typeof countCases },
  context: RunContext,
): Promise<Atoms | null> {
  const { areas } = input;
  const { level, ...levels } = levelsOf(areas, input.atomLevel);
  const table = level && areas.get(level);
  if (!table) return null;
  const [city, tables] = await Promise.all([input.city(), input.tables()]);
  context.signal.throwIfAborted();
  const shapes = remembered(table, `borders ${input.base?.roads.shapes.length ?? 0}`, () =>
    shapesOf(table, input.base),
  );
  const index = remembered(table, "index", () => createPolygonIndex(ringsOfFeatures(table.polygons)));
  const locate = (lon: number, lat: number) => index.locateOne(lon, lat);
  context.onProgress(0.2);
  const [reach, counts] = await Promise.all([
    reachOnce(city, areas, tools.engine, context),
    countByKind(input, table, tools.count),
  ]);
  context.onProgress(0.9);
  const all = (lon: Float64Array, lat: Float64Array) =>
    Int32Array.from(lon, (value, i) => locate(value, lat[i] ?? Number.NaN));
  const homeAtom = remembered(reach.residents, `atoms ${level}`, () => all(reach.residents.lon, reach.residents.lat));
  const facilityAtom = remembered(city.facilities, `atoms ${level}`, () =>
    all(city.facilities.lon, city.facilities.lat),
  );
  const found = { input, table, city, tables, reach, homeAtom, facilityAtom, locate };
  const bridges = unpackBridges(input.bridges, table.ids);
  const graph = graphWithBridges(shapes.graph, bridges ?? []);
  const measures = measuresOf(found, counts);
  const chosen =
    input.baseLevel && levels.bases.includes(input.baseLevel) ? input.baseLevel : usualBase(levels.bases, areas);
  return {
    ...found,
    ...shapes,
    graph,
    ownGraph: shapes.graph,
    bridges: bridges ?? [],
    bridgesRefused: bridges === null,
    components: components(graph),
    count: table.rows,
    levels,
    base: baseUnits(table, areas, chosen),
    months: monthsOf(input.window),
    measures: measureNames.map((name) => measures[name]),
  };
}

/** More units than this are no picture of a town. */
const manyUnits = 30;

/** The usual level of units, few enough to be seen; else the coarsest. */
function usualBase(bases: readonly (AreaLevel | "whole")[], areas: AtomInput["areas"]): AreaLevel | "whole" {
  const usual: readonly AreaLevel[] = ["basic_unit", "street_town", "community", "district"];
  const few = (level: AreaLevel) => bases.includes(level) && (areas.get(level)?.rows ?? 0) <= manyUnits;
  return usual.find(few) ?? bases[0] ?? "whole";
}

function shapesOf(table: AreaTable, base: BaseFeatures | null) {
  const pieces = borderPieces(table.polygons);
  const lines = guideLines(base);
  const lineOf = alongWaters(linesAlong(pieces, lines, lineReachMetres), pieces, lines);
  const graph = borderGraph(
    pieces,
    table.rows,
    Uint8Array.from(lineOf, (line) => (line >= 0 ? 1 : 0)),
  );
  return { pieces, lines, lineOf, graph };
}

const reached = new WeakMap<City, Promise<Reach>>();

function reachOnce(city: City, areas: AtomInput["areas"], engine: Engine, context: RunContext): Promise<Reach> {
  const known = reached.get(city) ?? reachOf({ city, areas }, engine, context);
  reached.set(city, known);
  known.catch(() => reached.delete(city));
  return known;
}

function baseUnits(table: AreaTable, areas: AtomInput["areas"], level: AreaLevel | "whole"): BaseUnits {
  const coarse = level === "whole" ? undefined : areas.get(level);
  if (!coarse) return { level: "whole", names: [""], ids: [""], unit: new Uint16Array(table.rows) };
  const rows = rowsAbove(table, coarse);
  const outside = rows.some((row) => row < 0);
  return {
    level,
    names: outside ? [...coarse.names, ""] : coarse.names,
    ids: outside ? [...coarse.ids, ""] : coarse.ids,
    unit: Uint16Array.from(rows, (row) => (row < 0 ? coarse.rows : row)),
  };
}

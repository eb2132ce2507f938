import { unpackPlan } from "../../../lib/plan-code.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import type { PlanFile } from "../../../state/plan-files.ts";
import type { Atoms } from "./atoms.ts";
import { namesOf } from "./settings.ts";

/** A plan read from a file, with everything that was wrong with it. */
export interface ImportedPlan {
  /** Atom → unit. */
  readonly unit: Uint16Array;
  /** Names of units from today's number of units on, and of those that a name of today matches. */
  readonly names: ReadonlyMap<number, string>;
  readonly atoms: number;
  readonly units: number;
  /** Atoms that the file does not mention: they stay as they are. */
  readonly rest: number;
  readonly unknown: readonly string[];
  readonly twice: readonly string[];
  /** What a plan file of ours holds beside the plan. */
  readonly also?: { readonly names: string; readonly note: string; readonly bridges: string };
}

export type ImportWrong = "empty" | "columns" | "nothing" | "json" | "polygons" | "atoms" | "kind";

const idHeaders = ["area_id", "atom_id", "atom", "id", "cell_id", "区域编码", "编码", "单元网格标识码", "geoid"];
const unitHeaders = ["unit_name", "unit", "assignment", "district", "plan", "name", "单元", "管理单元", "归属"];

/** The plan of a file for these atoms, or the one reason why there is none. */
export function importPlan(
  file: PlanFile,
  atoms: Atoms,
  present: Uint16Array,
): ImportedPlan | { readonly wrong: ImportWrong } {
  if (file.kind === "wrong") return { wrong: file.wrong };
  if (file.kind === "plan") return fromSettings(file.settings, atoms);
  return file.kind === "rows" ? fromRows(file, atoms, present) : fromPolygons(file, atoms, present);
}

function fromSettings(settings: Readonly<Record<string, string>>, atoms: Atoms) {
  const { plan = "", names = "", note = "", bridges = "" } = settings;
  if (settings.atoms !== undefined && settings.atoms !== atoms.table.level) return { wrong: "atoms" as const };
  const read = plan === "" ? { unit: atoms.base.unit } : unpackPlan(plan, atoms.ownGraph, atoms.table.ids);
  if ("wrong" in read) return { wrong: "atoms" as const };
  const units = new Set(read.unit).size;
  const also = { names, note, bridges };
  return { unit: read.unit, names: namesOf(names), atoms: atoms.count, units, rest: 0, unknown: [], twice: [], also };
}

const column = (header: readonly string[], known: readonly string[]) =>
  known.map((name) => header.findIndex((own) => own.trim().toLowerCase() === name)).find((at) => at >= 0) ?? -1;

function fromRows({ header, rows }: Extract<PlanFile, { kind: "rows" }>, atoms: Atoms, present: Uint16Array) {
  const [idAt, unitAt] = [column(header, idHeaders), column(header, unitHeaders)];
  if (idAt < 0 || unitAt < 0 || idAt === unitAt) return { wrong: "columns" as const };
  const rowOf = new Map(atoms.table.ids.map((id, row) => [id, row]));
  const given = new Map<number, string>();
  const unknown: string[] = [];
  const twice: string[] = [];
  for (const row of rows) {
    // Spreadsheets put an apostrophe before long digits.
    const id = (row[idAt] ?? "").trim().replace(/^'/, "");
    const atom = rowOf.get(id);
    const unit = (row[unitAt] ?? "").trim();
    if (atom === undefined || unit === "") {
      unknown.push(id || "—");
      continue;
    }
    if (given.has(atom) && given.get(atom) !== unit) twice.push(id);
    given.set(atom, unit);
  }
  return given.size === 0 ? { wrong: "nothing" as const } : { ...numbered(given, atoms, present), unknown, twice };
}

function fromPolygons({ shapes, names }: Extract<PlanFile, { kind: "polygons" }>, atoms: Atoms, present: Uint16Array) {
  const index = createPolygonIndex(shapes);
  const given = new Map<number, string>();
  for (let a = 0; a < atoms.count; a++) {
    const [lon = Number.NaN, lat = Number.NaN] = atoms.table.labelPoints.subarray(2 * a, 2 * a + 2);
    const name = names[index.locateOne(lon, lat)];
    if (name !== undefined) given.set(a, name);
  }
  return given.size === 0
    ? { wrong: "polygons" as const }
    : { ...numbered(given, atoms, present), unknown: [], twice: [] };
}

/** Numbers for named units: a name of today keeps its number, others follow. */
function numbered(given: ReadonlyMap<number, string>, atoms: Atoms, present: Uint16Array) {
  const today = new Map(atoms.base.names.map((name, unit) => [name, unit]));
  const numberOf = new Map<string, number>();
  const names = new Map<number, string>();
  const unit = present.slice();
  let next = Math.max(atoms.base.names.length, ...present.map((own) => own + 1));
  for (const [atom, name] of given) {
    const known = numberOf.get(name) ?? today.get(name) ?? next++;
    if (!numberOf.has(name) && !today.has(name)) names.set(known, name);
    numberOf.set(name, known);
    unit[atom] = known;
  }
  return { unit, names, atoms: given.size, units: numberOf.size, rest: atoms.count - given.size };
}

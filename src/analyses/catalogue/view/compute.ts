import type { AreaTable } from "../../../domain/area-table.ts";
import { areaRows, type CaseRows, caseRows, fieldsOfFilters, passingRows } from "../../../state/case-rows.ts";
import type { DatasetInput } from "../../../state/level-input.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import { type Items, readHouseholds, readItems, readStaff, type Staff } from "./read.ts";
import type { Settings } from "./settings.ts";

export interface CatalogueInput extends DatasetInput {
  /** Years that the cases are from. */
  readonly years: number;
  readonly settings: Settings;
}

/** Posts and cases of one department. */
export interface DeptLoad {
  readonly dept: string;
  readonly posts: number;
  readonly cases: number;
}

export interface CatalogueResult {
  readonly input: CatalogueInput;
  readonly items: Items | null;
  readonly itemCases: Float64Array;
  /** Cases whose item the catalogue does not have. */
  readonly unknownItems: number;
  readonly staff: Staff | null;
  /** The levels that officers and supervisors are counted by; `null` where the dataset lacks them. */
  readonly communities: AreaTable | null;
  readonly grids: AreaTable | null;
  readonly depts: readonly DeptLoad[];
  readonly output: OutputOf<"catalogue">;
}

const roles = { police: ["community_police"], worker: ["community_worker"], supervisor: ["collector"] } as const;

/** Checks the catalogue, and counts who is where. */
export async function computeCatalogue(
  input: CatalogueInput,
  engine: Engine,
  context: RunContext,
): Promise<CatalogueResult> {
  const { handle, areas, settings } = input;
  const communities = areas.get("community") ?? areas.get("micro_grid") ?? null;
  const grids = areas.get("duty_grid") ?? areas.get("comp_grid") ?? null;
  const [items, staff, cases, households] = await Promise.all([
    readItems(handle),
    readStaff(handle),
    caseRows(handle, [...new Set([...fieldsOfFilters(areas.keys()), "item_id", "dept"])]),
    communities ? readHouseholds(handle, communities) : new Float64Array(),
  ]);
  context.signal.throwIfAborted();
  const rows = rowsOf(cases, input);
  const ofItems = casesByCode(cases, rows, "item_id");
  const itemCases = Float64Array.from(items?.ids ?? [], (id) => ofItems.get(id) ?? 0);
  const known = new Set(items?.ids);
  const unknownItems = [...ofItems].reduce((sum, [id, count]) => (id === "" || known.has(id) ? sum : sum + count), 0);
  const placeOf = (table: AreaTable | null) => {
    const rowOf = new Map(table?.ids.map((id, row) => [id, row]));
    return Uint32Array.from(staff?.areas ?? [], (id) => rowOf.get(id) ?? table?.rows ?? 0);
  };
  const hasRole = (wanted: readonly string[]) =>
    Uint8Array.from(staff?.roles ?? [], (role) => (wanted.includes(role) ? 1 : 0));
  const { hasDept, hasLimit, transferred, powerMoved, staffMoved, moneyMoved } = items?.flags ?? noFlags();
  const output = await engine.run(
    "catalogue",
    {
      hasDept: hasDept.slice(),
      hasLimit: hasLimit.slice(),
      transferred: transferred.slice(),
      powerMoved: powerMoved.slice(),
      staffMoved: staffMoved.slice(),
      moneyMoved: moneyMoved.slice(),
      itemCases: itemCases.slice(),
      community: placeOf(communities),
      grid: placeOf(grids),
      isPolice: hasRole(roles.police),
      isWorker: hasRole(roles.worker),
      isSupervisor: hasRole(roles.supervisor),
      residents: communities?.residents.slice() ?? new Float64Array(),
      households,
      communityCases: communities ? casesByArea(cases, rows, communities) : new Float64Array(),
      gridCases: grids ? casesByArea(cases, rows, grids) : new Float64Array(),
    },
    settings.params,
    context,
  );
  return {
    input,
    items,
    itemCases,
    unknownItems,
    staff,
    communities,
    grids,
    depts: loadsOf(staff, casesByCode(cases, rows, "dept")),
    output,
  };
}

const noFlags = (): Items["flags"] => ({
  hasDept: new Uint8Array(),
  hasLimit: new Uint8Array(),
  transferred: new Uint8Array(),
  powerMoved: new Uint8Array(),
  staffMoved: new Uint8Array(),
  moneyMoved: new Uint8Array(),
});

function rowsOf(cases: CaseRows, { filters, areas }: CatalogueInput): Uint32Array {
  const { time } = filters;
  const reported = cases.numbers("reported_at");
  const passing = passingRows(cases, filters, areas);
  return time ? passing.filter((row) => (reported[row] ?? 0) >= time[0] && (reported[row] ?? 0) <= time[1]) : passing;
}

function casesByCode(cases: CaseRows, rows: Uint32Array, field: string): Map<string, number> {
  const { values, dictionary } = cases.codes(field);
  const counts = new Float64Array(dictionary.length + 1);
  for (const row of rows) counts[values[row] ?? 0] = (counts[values[row] ?? 0] ?? 0) + 1;
  return new Map(["", ...dictionary].map((code, at) => [code, counts[at] ?? 0]));
}

function casesByArea(cases: CaseRows, rows: Uint32Array, table: AreaTable): Float64Array {
  const counts = new Float64Array(table.rows);
  const own = areaRows(cases, table);
  for (const row of rows) {
    const area = own[row] ?? table.rows;
    if (area < table.rows) counts[area] = (counts[area] ?? 0) + 1;
  }
  return counts;
}

function loadsOf(staff: Staff | null, ofDepts: ReadonlyMap<string, number>): DeptLoad[] {
  if (!staff) return [];
  const posts = new Map<string, number>();
  for (const dept of staff.depts) posts.set(dept, (posts.get(dept) ?? 0) + 1);
  const depts = new Set([...posts.keys(), ...ofDepts.keys()]);
  depts.delete("");
  return [...depts].map((dept) => ({ dept, posts: posts.get(dept) ?? 0, cases: ofDepts.get(dept) ?? 0 }));
}

/** How posts are stationed: resident, on call, rotating, or not stated, by role; only posts at a station. */
export function stationModes(
  staff: Staff,
): readonly (readonly [role: string, counts: Readonly<Record<string, number>>])[] {
  const counts = new Map<string, Record<string, number>>();
  for (const [i, station] of staff.stations.entries()) {
    if (station === "") continue;
    const own = counts.get(staff.roles[i] ?? "") ?? {};
    const mode = staff.modes[i] ?? "";
    own[mode] = (own[mode] ?? 0) + 1;
    counts.set(staff.roles[i] ?? "", own);
  }
  return [...counts];
}

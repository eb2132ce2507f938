import type { AreaTable } from "../../../domain/area-table.ts";
import type { CaseSource } from "../../../state/case-rows.ts";
import { columnsOf } from "../../../state/read-tables.ts";
import type { ItemColumns } from "../kernel/items.ts";

/** The catalogue, row by row. */
export interface Items {
  readonly ids: readonly string[];
  readonly classes: readonly string[];
  readonly mainCodes: readonly string[];
  readonly subCodes: readonly string[];
  readonly depts: readonly string[];
  readonly types: readonly string[];
  readonly stubborn: Float64Array;
  readonly flags: Omit<ItemColumns, "itemCases">;
}

const itemFields = [
  "item_id",
  "class",
  "main_code",
  "sub_code",
  "handling_type",
  "limit_value",
  "limit_unit",
  "lead_dept",
  "stubborn",
  "transferred",
  "power_moved",
  "staff_moved",
  "money_moved",
] as const;

/** The item catalogue, or `null` where the dataset has none. */
export async function readItems(handle: CaseSource): Promise<Items | null> {
  if (!handle.tables.includes("items")) return null;
  const { texts, numbers, rows } = columnsOf(await handle.columns("items", itemFields));
  const flag = (field: string) => Uint8Array.from(numbers(field), (value) => (Number.isNaN(value) ? 2 : value));
  const [depts, limits, units] = [texts("lead_dept"), numbers("limit_value"), texts("limit_unit")];
  const marks = (isSo: (row: number) => boolean) => Uint8Array.from({ length: rows }, (_, row) => (isSo(row) ? 1 : 0));
  return {
    ids: texts("item_id"),
    classes: texts("class"),
    mainCodes: texts("main_code"),
    subCodes: texts("sub_code"),
    depts,
    types: texts("handling_type"),
    stubborn: numbers("stubborn"),
    flags: {
      hasDept: marks((row) => depts[row] !== ""),
      hasLimit: marks((row) => (limits[row] ?? 0) > 0 && units[row] !== ""),
      transferred: flag("transferred"),
      powerMoved: flag("power_moved"),
      staffMoved: flag("staff_moved"),
      moneyMoved: flag("money_moved"),
    },
  };
}

/** Posts, row by row; their pseudonyms are not read. */
export interface Staff {
  readonly roles: readonly string[];
  readonly depts: readonly string[];
  readonly areas: readonly string[];
  readonly stations: readonly string[];
  readonly modes: readonly string[];
}

/** The posts, or `null` where the dataset has none. */
export async function readStaff(handle: CaseSource): Promise<Staff | null> {
  if (!handle.tables.includes("staff")) return null;
  const fields = ["role", "dept_id", "area_id", "station_id", "station_mode"];
  const { texts } = columnsOf(await handle.columns("staff", fields));
  return {
    roles: texts("role"),
    depts: texts("dept_id"),
    areas: texts("area_id"),
    stations: texts("station_id"),
    modes: texts("station_mode"),
  };
}

/** Households of areas at the latest date, NaN where unknown. */
export async function readHouseholds(handle: CaseSource, table: AreaTable): Promise<Float64Array> {
  const out = new Float64Array(table.rows).fill(Number.NaN);
  if (!handle.tables.includes("population")) return out;
  const { texts, numbers } = columnsOf(await handle.columns("population", ["area_id", "as_of", "households"]));
  const [ids, dates, households] = [texts("area_id"), numbers("as_of"), numbers("households")];
  const rowOf = new Map(table.ids.map((id, row) => [id, row]));
  const latest = new Float64Array(table.rows).fill(Number.NEGATIVE_INFINITY);
  for (const [i, id] of ids.entries()) {
    const row = rowOf.get(id);
    const [date, count] = [dates[i] ?? 0, households[i] ?? Number.NaN];
    if (row === undefined || Number.isNaN(count) || date < (latest[row] ?? 0)) continue;
    latest[row] = date;
    out[row] = count;
  }
  return out;
}

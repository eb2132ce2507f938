import type { DatasetHandle } from "../data/source.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { Filters } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { LimitColumns } from "../lib/limits/case-limits.ts";
import { limitUnits } from "../lib/limits/due-time.ts";
import { areaRows, type CaseRows, caseRows, fieldsOfFilters, passingRows } from "./case-rows.ts";
import { seenUntil, stretchesOfCases } from "./case-stages.ts";
import { workdays } from "./read-log.ts";
import { columnsOf } from "./read-tables.ts";
import { pausesOfCases, type SideEvents, sideEvents } from "./side-events.ts";

/** Which cases of a dataset are asked for, and what more of them than their limits. */
export interface LimitQuestion {
  readonly handle: DatasetHandle;
  readonly filters: Filters;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly table: AreaTable;
  readonly fields?: readonly string[];
}

/** The items of a catalogue that limits are made from. */
export interface ItemLimits {
  readonly ids: readonly string[];
  readonly value: Float64Array;
  /** 1 + the place in `limitUnits`, 0 where none is stated. */
  readonly unit: Uint8Array;
}

/** The cases that pass all filters, ready for `lib/limits/case-limits.ts`; `rows` are their rows among all cases. */
export interface LimitRows {
  readonly cases: CaseRows;
  readonly rows: Uint32Array;
  readonly columns: LimitColumns;
  /** The row of the area of each, one past the last for none. */
  readonly area: Uint32Array;
  /** The last moment at which the data could have told the end of each: the end of its stretch of data. */
  readonly seenUntil: Float64Array;
  readonly items: ItemLimits;
  readonly side: SideEvents | null;
  /** Days since 1970 of the first day of the calendar, and whether each day from there on is worked. */
  readonly calendar: { readonly firstDay: number; readonly isWorkday: Uint8Array };
}

const momentFields = {
  reported: "reported_at",
  accepted: "accepted_at",
  registered: "registered_at",
  dispatched: "dispatched_at",
  arrived: "arrived_at",
  handled: "handled_at",
  closed: "closed_at",
  stated: "due_at",
} as const;

/** Cases under the filters, time included, with what their limits are made from. */
export async function limitRows({ handle, filters, areas, table, fields = [] }: LimitQuestion): Promise<LimitRows> {
  const wanted = [
    ...fieldsOfFilters(areas.keys()),
    ...Object.values(momentFields),
    "suspended_s",
    "item_id",
    ...fields,
  ];
  const [cases, items, side, calendar] = await Promise.all([
    caseRows(handle, [...new Set(wanted)]),
    itemLimits(handle),
    sideEvents(handle),
    workdays(handle),
  ]);
  const { time } = filters;
  const reported = cases.numbers("reported_at");
  const passing = passingRows(cases, filters, areas);
  const rows = time
    ? passing.filter((row) => (reported[row] ?? 0) >= time[0] && (reported[row] ?? 0) <= time[1])
    : passing;
  const pick = (field: string) => {
    const all = cases.numbers(field);
    return Float64Array.from(rows, (row) => all[row] ?? Number.NaN);
  };
  const moments = Object.entries(momentFields).map(([name, field]) => [name, pick(field)]);
  const columns = {
    // Every name has just been given its column.
    ...(Object.fromEntries(moments) as Record<keyof typeof momentFields, Float64Array>),
    suspended: pick("suspended_s"),
    state: statesOf(cases, rows),
    item: itemsOf(cases, rows, items),
    itemValue: items.value.slice(),
    itemUnit: items.unit.slice(),
    ...pausesOfCases(side, rows),
  };
  const inArea = areaRows(cases, table);
  const area = Uint32Array.from(rows, (row) => inArea[row] ?? table.rows);
  const stretches = stretchesOfCases(cases);
  const seen = Float64Array.from(rows, (row) => seenUntil(stretches, reported[row] ?? Number.NaN));
  return { cases, rows, columns, area, seenUntil: seen, items, side, calendar };
}

function statesOf(cases: CaseRows, rows: Uint32Array): Uint8Array {
  const { values, dictionary } = cases.codes("status");
  const codes: Readonly<Record<string, number>> = { closed: 1, void: 2, rejected: 2, suspended: 3 };
  const states = ["", ...dictionary].map((status) => codes[status] ?? 0);
  return Uint8Array.from(rows, (row) => states[values[row] ?? 0] ?? 0);
}

function itemsOf(cases: CaseRows, rows: Uint32Array, { ids }: ItemLimits): Uint16Array {
  const { values, dictionary } = cases.codes("item_id");
  const places = new Map(ids.map((id, place) => [id, place + 1]));
  const items = ["", ...dictionary].map((id) => places.get(id) ?? 0);
  return Uint16Array.from(rows, (row) => items[values[row] ?? 0] ?? 0);
}

async function itemLimits(handle: DatasetHandle): Promise<ItemLimits> {
  if (!handle.tables.includes("items")) return { ids: [], value: new Float64Array(), unit: new Uint8Array() };
  const { texts, numbers } = columnsOf(await handle.columns("items", ["item_id", "limit_value", "limit_unit"]));
  const units: readonly string[] = limitUnits;
  return {
    ids: texts("item_id"),
    value: numbers("limit_value"),
    unit: Uint8Array.from(texts("limit_unit"), (unit) => units.indexOf(unit) + 1),
  };
}

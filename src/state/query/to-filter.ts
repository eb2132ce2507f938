import { areaIdField } from "../../domain/case-tables.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import { quoted } from "../../lib/sql/names.ts";
import { shapedSql } from "../../lib/sql/shaping.ts";
import { setAreas, setTime, setValues } from "../actions.ts";
import { createLocalStore } from "../local-store.ts";
import { createRunner } from "../runs.ts";
import { currentLive } from "../session.ts";
import { store } from "../store.ts";
import { studyLevel } from "../study-level.ts";
import type { FilterChoice } from "./places.ts";
import { queries, shownTable } from "./store.ts";

/** A filter keeps at most so many values: it is part of the link. */
export const mostInFilter = 2000;

/** What a result was made into: how many values pass, of which level. */
export type FilterMade =
  | {
      readonly kind: "areas" | "cases";
      readonly count: number;
      readonly level: AreaLevel | null;
      readonly cut: boolean;
    }
  | { readonly kind: "values" | "time"; readonly count: number; readonly level: null; readonly cut: boolean };

/** The last filter made from the rows on screen; `null` before. */
export const filterMade = createLocalStore<{ readonly made: FilterMade | null }>({ made: null });

const runner = createRunner<FilterMade>((run) => {
  filterMade.setState({ made: run.status === "ready" ? run.value : null });
});

/** Makes a filter that every view obeys from the rows that the grid's filters let through. */
export function filterBy(choice: FilterChoice): void {
  const table = shownTable(queries.getState());
  if (!table) return;
  const { filters } = queries.getState().shaping;
  const source = shapedSql(table.table, table.columns, { sort: null, filters });
  void runner.start(() => make(choice, source));
}

async function make(choice: FilterChoice, source: string): Promise<FilterMade> {
  const database = await currentLive().database();
  const column = quoted(choice.column);
  const few = `ORDER BY 1 LIMIT ${mostInFilter + 1}`;
  if (choice.kind === "time") {
    const span = `SELECT epoch(min(${column})) AS a, epoch(max(${column})) AS b FROM (${source})`;
    const [row] = (await database.query(span)).rows();
    const [from, to] = [Number(row?.a ?? Number.NaN), Number(row?.b ?? Number.NaN)];
    if (row?.a !== null && from <= to) setTime([Math.floor(from), Math.ceil(to)]);
    return { kind: "time", count: from <= to ? 1 : 0, level: null, cut: false };
  }
  const level = choice.kind === "cases" ? studyLevel(store.getState().document, store.getState().session.areas) : null;
  const sql =
    choice.kind === "cases" && level
      ? `SELECT DISTINCT ${quoted(areaIdField(level))}::VARCHAR AS id FROM cases WHERE case_id IN (SELECT ${column} FROM (${source})) AND ${quoted(areaIdField(level))} IS NOT NULL ${few}`
      : `SELECT DISTINCT ${column}::VARCHAR AS id FROM (${source}) WHERE ${column} IS NOT NULL ${few}`;
  const ids = (await database.query(sql)).texts("id");
  const kept = ids.slice(0, mostInFilter);
  const cut = ids.length > kept.length;
  if (choice.kind === "values") {
    setValues(choice.field, kept);
    return { kind: "values", count: kept.length, level: null, cut };
  }
  return { kind: choice.kind, ...filterAreas(kept), cut };
}

/** Filters by the level that most ids belong to. */
function filterAreas(ids: readonly string[]): { readonly count: number; readonly level: AreaLevel | null } {
  const wanted = new Set(ids);
  const found = [...store.getState().session.areas.values()]
    .map(({ level, ids: own }) => ({ level, own: own.filter((id) => wanted.has(id)) }))
    .toSorted((a, b) => b.own.length - a.own.length)[0];
  if (!found || found.own.length === 0) return { count: 0, level: null };
  setAreas(found.level, found.own);
  return { count: found.own.length, level: found.level };
}

import { quoted } from "../../lib/sql/names.ts";
import { type ShapedColumn, shapedSql } from "../../lib/sql/shaping.ts";
import { createLocalStore } from "../local-store.ts";
import { createRunner, type Run } from "../runs.ts";
import { currentLive } from "../session.ts";
import { queries, shownTable } from "./store.ts";

/** A chart takes at most so many rows. */
export const mostInChart = 1000;

/** Which columns a chart is made of. */
export interface ChartAxes {
  readonly x: string;
  readonly y: string;
}

/** What a chart draws, row by row: a name or a moment (seconds since 1970), and a number. */
export interface ChartData extends ChartAxes {
  readonly names: readonly string[];
  /** Of a column of times or numbers; `null` of names. */
  readonly places: Float64Array | null;
  readonly values: Float64Array;
  readonly isTime: boolean;
  /** How many rows the result has. */
  readonly rows: number;
}

export const chart = createLocalStore<{ readonly run: Run<ChartData> }>({ run: { status: "idle" } });

const runner = createRunner<ChartData>((run) => chart.setState({ run }));

/** The axes that a result suggests: its first names or times, and its last number; `null` without a number. */
export function suggestedAxes(columns: readonly ShapedColumn[]): ChartAxes | null {
  const numbers = columns.filter(({ kind, name }) => kind === "number" && !/^(lon|lat)$/i.test(name));
  const y = numbers.at(-1)?.name;
  const times = columns.find(({ kind }) => kind === "time" || kind === "date");
  const names = columns.filter(({ kind }) => kind === "text");
  const named = names.find(({ name }) => !/(_id|编码)$/i.test(name)) ?? names[0];
  const x = (times ?? named ?? numbers[0])?.name;
  return x === undefined || y === undefined || x === y ? null : { x, y };
}

/** Reads what a chart of the rows on screen needs, in their order. */
export function drawChart({ x, y }: ChartAxes): void {
  const table = shownTable(queries.getState());
  const { shaping, shown } = queries.getState();
  const column = table?.columns.find(({ name }) => name === x);
  if (!table || !column) return;
  const isTime = column.kind === "time" || column.kind === "date";
  const rows = shapedSql(table.table, table.columns, shaping);
  const place = isTime ? `epoch(${quoted(x)})` : column.kind === "number" ? `${quoted(x)}::DOUBLE` : "NULL::DOUBLE";
  const sql = `SELECT ${quoted(x)}::VARCHAR AS name, ${place}::DOUBLE AS place, ${quoted(y)}::DOUBLE AS value FROM (${rows}) LIMIT ${mostInChart}`;
  void runner.start(async ({ signal }) => {
    const database = await currentLive().database();
    const answer = await database.query(sql, { signal });
    const places = column.kind === "text" || column.kind === "boolean" ? null : answer.numbers("place");
    return { x, y, names: answer.texts("name"), places, values: answer.numbers("value"), isTime, rows: shown.rows };
  });
}

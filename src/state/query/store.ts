import type { Filters } from "../../domain/filters.ts";
import type { FilteredStatement } from "../../lib/sql/filtered.ts";
import { type ShapedColumn, type Shaping, unshaped } from "../../lib/sql/shaping.ts";
import { createLocalStore } from "../local-store.ts";
import type { Run } from "../runs.ts";

/** The rows of a query, kept as a table of the database as long as they are shown. */
export interface QueryTable {
  readonly kind: "rows";
  /** The hidden table that holds them. */
  readonly table: string;
  /** What the user asked. */
  readonly sql: string;
  readonly columns: readonly ShapedColumn[];
  readonly rows: number;
  /** How long DuckDB took, without reading the dataset's tables. */
  readonly milliseconds: number;
  /** The statement that DuckDB ran: the text, with the linked filters where they were wanted. */
  readonly ran: string;
  /** The linked filters that it obeys; `null`: it saw all cases. */
  readonly filters: Filters | null;
  /** The data that was asked: what the result cites. */
  readonly source: DataSource;
  /** ISO 8601 moment, UTC. */
  readonly madeAt: string;
}

/** Which data a query ran against. */
export interface DataSource {
  readonly dataset: string;
  readonly dataVersion: string;
  /** Result tables that the query names, with when they were made. */
  readonly results: readonly { readonly name: string; readonly madeAt: string }[];
}

/** How DuckDB runs a query. */
export interface QueryPlan {
  readonly kind: "plan";
  readonly sql: string;
  readonly text: string;
  /** Whether the query was run for the times of its steps. */
  readonly analysed: boolean;
  readonly milliseconds: number;
}

/** Ways to look at an answer; "map" is the table with the map above it. */
export const answerViews = ["table", "map", "chart"] as const;
export type AnswerView = (typeof answerViews)[number];

export type QueryAnswer = QueryTable | QueryPlan;

/** The rows shown: of the whole result, or of its shaped order. */
export interface ShownRows {
  /** The hidden table with the row numbers in order, `null` for the result as it is. */
  readonly order: string | null;
  readonly rows: number;
}

/** One figure of a column: how many rows and values, and how they are spread. */
export interface ColumnFigures {
  readonly n: number;
  readonly missing: number;
  readonly different: number;
  /** Of numbers and times (seconds since 1970); `null` elsewhere and where there is no value. */
  readonly scale: {
    readonly least: number;
    readonly greatest: number;
    readonly middle: number;
    readonly mean: number;
  } | null;
  /** How many values lie in equal steps of the scale. */
  readonly histogram: readonly number[];
  /** The most frequent values of a column without a scale. */
  readonly top: readonly { readonly value: string; readonly n: number }[];
}

/** All that the query view knows and nobody else does. */
export interface QueryState {
  readonly draft: string;
  readonly run: Run<QueryAnswer>;
  /** The text that runs or ran last; faults are shown in it. */
  readonly asked: string;
  readonly startedAt: number;
  /** How the linked filters were put before the text of the last run; `null` where they were not. */
  readonly filtered: FilteredStatement | null;
  /** How far the database is: its program, then the cases. */
  readonly engine: "idle" | "starting" | "reading" | "ready";
  /** The database is being started, or tables that the text names are being read: the query has not begun. */
  readonly preparing: boolean;
  /** How the answer is looked at. */
  readonly view: AnswerView;
  readonly limitSeconds: number;
  readonly shaping: Shaping;
  readonly shown: ShownRows;
  readonly reshaping: boolean;
  /** Counts the pages that have come: the grid looks again. */
  readonly pages: number;
  /** The database was restarted and has the rows no more. */
  readonly lost: boolean;
  readonly figures: { readonly column: string; readonly run: Run<ColumnFigures> } | null;
  readonly history: readonly string[];
}

export const nothingShown: ShownRows = { order: null, rows: 0 };

export const emptyState: QueryState = {
  draft: "",
  run: { status: "idle" },
  asked: "",
  startedAt: 0,
  filtered: null,
  engine: "idle",
  preparing: false,
  view: "table",
  limitSeconds: 60,
  shaping: unshaped,
  shown: nothingShown,
  reshaping: false,
  pages: 0,
  lost: false,
  figures: null,
  history: [],
};

export const queries = createLocalStore<QueryState>(emptyState);

/** The rows on screen, if the last answer was rows. */
export function shownTable({ run }: Pick<QueryState, "run">): QueryTable | null {
  const answer = run.status === "ready" ? run.value : run.status === "idle" ? undefined : run.previous;
  return answer?.kind === "rows" ? answer : null;
}

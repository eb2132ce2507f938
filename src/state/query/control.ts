import type { FilteredStatement } from "../../lib/sql/filtered.ts";
import { unshaped } from "../../lib/sql/shaping.ts";
import { readStatement } from "../../lib/sql/statement.ts";
import { setAnalysis } from "../actions.ts";
import { createRunner, type Run, shownResult } from "../runs.ts";
import { currentLive, onLive } from "../session.ts";
import { store } from "../store.ts";
import { ask, underFilters } from "./ask.ts";
import { showFigures } from "./figures.ts";
import { remember } from "./history.ts";
import { clearMap, mapped, showOnMap } from "./map.ts";
import { onlyFiltered, settingsOfQuery } from "./only-filtered.ts";
import { dropTables, hideRows, showRows, whenReshaped } from "./rows.ts";
import { type AnswerView, answerViews, emptyState, type QueryAnswer, queries, shownTable } from "./store.ts";

export { settingsOfQuery } from "./only-filtered.ts";

/** Of a dataset: another one begins without an answer. */
let runner = createRunner<QueryAnswer>(follow);

function follow(run: Run<QueryAnswer>): void {
  const before = shownTable(queries.getState());
  queries.setState({ run });
  if (store.getState().document.view === "query") store.setState({ viewBusy: run.status === "running" });
  const table = shownTable({ run });
  if (run.status !== "ready" || table === before) return;
  showFigures(null);
  const { order } = queries.getState().shown;
  if (before) void dropTables(before.table, order);
  queries.setState({ shaping: unshaped, lost: false });
  clearMap();
  showRows({ order: null, rows: table?.rows ?? 0 });
  if (queries.getState().view === "map") showOnMap();
}

whenReshaped(() => {
  const { figures } = queries.getState();
  if (figures) showFigures(figures.column);
  const { shown } = mapped.getState();
  if (shown) showOnMap(shown);
});

let dataset: unknown = null;

onLive((live) => {
  if (live?.handle === dataset) return;
  dataset = live?.handle ?? null;
  runner.cancel();
  runner = createRunner<QueryAnswer>(follow);
  hideRows();
  clearMap();
  const { draft, history, limitSeconds } = queries.getState();
  queries.setState({ ...emptyState, draft, history, limitSeconds });
});

const onBegin = () => queries.setState({ preparing: false, startedAt: Date.now() });

/** A text with what the linked filters put before it; `null` where they are not wanted, or change nothing. */
export function filteredOf(text: string): FilteredStatement | null {
  const filters = onlyFiltered();
  const statement = readStatement(text);
  if (!filters || !("sql" in statement) || statement.kind === "description") return null;
  return underFilters(statement.sql, filters);
}

function begin(text: string, statement: string): void {
  const { limitSeconds } = queries.getState();
  const filters = onlyFiltered();
  queries.setState({ asked: text, startedAt: Date.now(), preparing: true, filtered: filteredOf(text) });
  void runner.start(({ signal }) => ask(statement, { signal, limitSeconds, filters, onBegin }));
}

/** Runs a text and shows its rows, or its plan; the rows before stay until then. The text goes into the document. */
export function runQuery(text: string, view: AnswerView = "table"): void {
  setAnalysis(settingsOfQuery, { sql: text, view });
  remember(text);
  queries.setState({ draft: text, view });
  begin(text, text);
}

/** Says how DuckDB would run a text; it is run too, for the times of its steps. */
export function explainQuery(text: string): void {
  queries.setState({ draft: text });
  begin(text, planOf(text));
}

const planOf = (text: string) => `EXPLAIN ANALYZE ${text.replace(/^\s*explain(\s+analy[sz]e)?\s/i, "")}`;

/** Stops what runs; DuckDB lets go of it, or is replaced. */
export function cancelQuery(): void {
  runner.cancel();
}

export function setDraft(draft: string): void {
  queries.setState({ draft });
}

export function setLimit(limitSeconds: number): void {
  queries.setState({ limitSeconds });
}

/** The text that the document holds, and how its answer was looked at. */
export function queryOfDocument(): { readonly sql: string; readonly view: AnswerView } {
  const { sql = "", view } = store.getState().document.analyses[settingsOfQuery] ?? {};
  return { sql: String(sql), view: answerViews.find((known) => known === view) ?? "table" };
}

/** Looks at the answer in another way. */
export function setAnswerView(view: AnswerView): void {
  queries.setState({ view });
  setAnalysis(settingsOfQuery, { view });
}

/** Whether queries obey the linked filters; the rows on screen follow. */
export function setOnlyFiltered(filtered: boolean): void {
  setAnalysis(settingsOfQuery, { filtered });
  askAgain();
}

/** Runs the text of the last run again where the filters have changed since, or begin or cease to count; the editor stays. */
function askAgain(): void {
  const { asked, run, filtered } = queries.getState();
  if (asked === "" || run.status === "idle") return;
  if (filteredOf(asked)?.clause === filtered?.clause) store.setState({ viewBusy: run.status === "running" });
  else begin(asked, shownResult(run)?.kind === "plan" ? planOf(asked) : asked);
}

/** How long the filters have to rest before the query is asked again. */
const restMilliseconds = 250;

/** Lets the query follow the linked filters while the view is open; returns how to stop. */
export function followFilters(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    if (!onlyFiltered() || queries.getState().run.status === "idle") return;
    store.setState({ viewBusy: true });
    clearTimeout(timer);
    timer = setTimeout(askAgain, restMilliseconds);
  };
  const stop = store.subscribe(({ document }) => document.filters, later);
  if (onlyFiltered()) askAgain();
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Starts the database, and reads the cases without waiting for the page to be idle: whoever opens the view will ask. */
export async function warmUp(): Promise<void> {
  const own = currentLive();
  const say = (engine: "idle" | "starting" | "reading" | "ready") => {
    if (own.handle === dataset) queries.setState({ engine });
  };
  say("starting");
  const loaded = own.database().then(async (database) => {
    await database.warm();
    say("reading");
    await database.ensure("cases");
    return true;
  });
  say((await loaded.catch(() => false)) ? "ready" : "idle"); // a query starts it again and tells what is wrong
}

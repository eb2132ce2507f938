import { unshaped } from "../../lib/sql/shaping.ts";
import { setAnalysis } from "../actions.ts";
import { createRunner, type Run } from "../runs.ts";
import { onLive } from "../session.ts";
import { store } from "../store.ts";
import { ask } from "./ask.ts";
import { showFigures } from "./figures.ts";
import { remember } from "./history.ts";
import { clearMap, mapped, showOnMap } from "./map.ts";
import { dropTables, hideRows, showRows, whenReshaped } from "./rows.ts";
import { type AnswerView, answerViews, emptyState, type QueryAnswer, queries, shownTable } from "./store.ts";

/** Where the view keeps its text in the document. */
export const settingsOfQuery = "query";

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

/** Runs a text and shows its rows, or its plan; the rows before stay until then. The text goes into the document. */
export function runQuery(text: string, view: AnswerView = "table"): void {
  setAnalysis(settingsOfQuery, { sql: text, view });
  remember(text);
  queries.setState({ draft: text, asked: text, startedAt: Date.now(), preparing: true, view });
  const { limitSeconds } = queries.getState();
  void runner.start(({ signal }) => ask(text, { signal, limitSeconds, onBegin }));
}

/** Says how DuckDB would run a text; it is run too, for the times of its steps. */
export function explainQuery(text: string): void {
  queries.setState({ draft: text, asked: text, startedAt: Date.now(), preparing: true });
  const { limitSeconds } = queries.getState();
  const plain = text.replace(/^\s*explain(\s+analy[sz]e)?\s/i, "");
  void runner.start(({ signal }) => ask(`EXPLAIN ANALYZE ${plain}`, { signal, limitSeconds, onBegin }));
}

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

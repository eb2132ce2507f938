import { useState } from "react";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import { runQuery, setAnswerView } from "../../state/query/control.ts";
import { shape } from "../../state/query/rows.ts";
import { type AnswerView, type QueryPlan, type QueryTable, queries } from "../../state/query/store.ts";
import { shownResult } from "../../state/runs.ts";
import { Button, IconButton, Segmented } from "../../ui/controls.tsx";
import { EmptyState } from "../../ui/panel.tsx";
import { ColumnFiguresCard } from "./figures.tsx";
import { messages } from "./messages.ts";
import { FilterMenu, MapTools } from "./onward.tsx";
import { ResultChart } from "./result-chart.tsx";
import { ResultGrid } from "./result-grid.tsx";
import "./panel.css";

const sizes = ["folded", "half", "full"] as const;
type Size = (typeof sizes)[number];

/** The rows, or the plan, of the last run. */
export function QueryResult() {
  const run = useLocal(queries, (state) => state.run);
  const [size, setSize] = useState<Size>("half");
  const t = useTexts(messages);
  const answer = shownResult(run);
  if (!answer) return null;
  return (
    <section
      className={`query-result query-result-${size} float`}
      aria-label={t("title")}
      aria-busy={run.status === "running"}
    >
      <header>
        {answer.kind === "rows" ? <TableHead table={answer} /> : <h2>{t("plan")}</h2>}
        <span className="query-result-size">
          <IconButton
            icon="down"
            size={16}
            label={size === "full" ? t("smaller") : t("fold")}
            disabled={size === "folded"}
            onClick={() => setSize(size === "full" ? "half" : "folded")}
          />
          <IconButton
            icon="up"
            size={16}
            label={t("larger")}
            disabled={size === "full"}
            onClick={() => setSize(size === "folded" ? "half" : "full")}
          />
        </span>
      </header>
      {size !== "folded" && (answer.kind === "rows" ? <TableBody table={answer} /> : <Plan plan={answer} />)}
    </section>
  );
}

function TableHead({ table }: { readonly table: QueryTable }) {
  const view = useLocal(queries, (state) => state.view);
  const shown = useLocal(queries, (state) => state.shown);
  const t = useTexts(messages);
  const filtered = shown.order !== null && shown.rows !== table.rows;
  const views: readonly Exclude<AnswerView, "map">[] = ["table", "chart"];
  return (
    <>
      <h2>
        {filtered ? t("filtered", { rows: shown.rows, all: table.rows }) : t("rows", { rows: table.rows })}
        <small> · {t("columns", { count: table.columns.length })}</small>
      </h2>
      <Segmented
        label={t("view")}
        options={views.map((value) => ({ value, label: t(value) }))}
        value={view === "chart" ? "chart" : "table"}
        onChange={setAnswerView}
      />
      <MapTools table={table} />
      <FilterMenu table={table} />
    </>
  );
}

function TableBody({ table }: { readonly table: QueryTable }) {
  const view = useLocal(queries, (state) => state.view);
  const lost = useLocal(queries, (state) => state.lost);
  const rows = useLocal(queries, (state) => state.shown.rows);
  const t = useTexts(messages);
  if (lost) {
    return (
      <Notice title={t("lost")}>
        <Button kind="primary" onClick={() => runQuery(table.sql, view)}>
          {t("again")}
        </Button>
      </Notice>
    );
  }
  if (table.rows === 0) return <Notice title={t("none")} />;
  if (view === "chart") return <ResultChart table={table} />;
  return (
    <div className="query-result-body">
      <div className="query-result-grid">
        <ResultGrid table={table} />
        {rows === 0 && (
          <Notice title={t("noneFiltered")}>
            <Button onClick={() => shape({ filters: {} })}>{t("clearFilters")}</Button>
          </Notice>
        )}
      </div>
      <ColumnFiguresCard table={table} />
    </div>
  );
}

function Notice({ title, children }: Parameters<typeof EmptyState>[0]) {
  return (
    <div className="query-result-notice">
      <EmptyState title={title}>{children}</EmptyState>
    </div>
  );
}

function Plan({ plan }: { readonly plan: QueryPlan }) {
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long plan is scrolled by the keyboard
    <pre className="query-plan" tabIndex={0}>
      {plan.text.trimEnd()}
      {`\n\n${format.number(Math.round(plan.milliseconds))} ms`}
    </pre>
  );
}

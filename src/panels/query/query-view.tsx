import { useEffect } from "react";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import { followFilters, queryOfDocument, runQuery, warmUp } from "../../state/query/control.ts";
import { openHistory } from "../../state/query/history.ts";
import { openMap } from "../../state/query/map.ts";
import { type QueryAnswer, queries } from "../../state/query/store.ts";
import { useApp } from "../../state/react.ts";
import { shownResult } from "../../state/runs.ts";
import { Emphasised } from "../../ui/panel.tsx";
import { filtersInWords } from "../filters/words.ts";
import { useNames } from "../use-names.ts";
import { Editor } from "./editor.tsx";
import { Keeping } from "./keeping.tsx";
import { messages } from "./messages.ts";
import "./panel.css";
import { Questions } from "./question-list.tsx";

/** The query view: its question, what was found, ready-made questions, the editor, and what was asked before. */
export function QueryView() {
  const ready = useApp((state) => state.session.phase === "ready");
  const t = useTexts(messages);
  useEffect(openMap, []);
  useEffect(openHistory, []);
  useEffect(() => {
    if (!ready) return;
    void warmUp();
    openLink();
    return followFilters();
  }, [ready]);
  return (
    <div className="query overview">
      <h1>{t("title")}</h1>
      <Answer />
      {ready ? (
        <>
          <Editor />
          <Questions />
          <Keeping />
        </>
      ) : (
        <p className="query-note">{t("waiting")}</p>
      )}
    </div>
  );
}

/** A link's query is run once, so that the link reproduces the picture. */
function openLink(): void {
  const { sql, view } = queryOfDocument();
  const { draft, run } = queries.getState();
  if (sql !== "" && run.status === "idle" && draft === "") runQuery(sql, view);
}

function Answer() {
  const run = useLocal(queries, (state) => state.run);
  const t = useTexts(messages);
  const answer = shownResult(run);
  if (!answer) return <p className="answer">{t("intro")}</p>;
  return (
    <>
      <AnswerText answer={answer} />
      {answer.kind === "rows" && <Source answer={answer} />}
    </>
  );
}

function AnswerText({ answer }: { readonly answer: QueryAnswer }) {
  const t = useTexts(messages);
  const format = useFormat();
  const seconds = answer.milliseconds / 1000;
  const time = seconds < 1 ? `${format.number(Math.round(answer.milliseconds))} ms` : `${format.number(seconds)} s`;
  const rows = answer.kind === "rows" ? answer.rows : 0;
  const found = rows === 0 ? t("answerNone", { time }) : t("answer", { rows, time });
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={answer.kind === "plan" ? t("answerPlan", { time }) : found} />
    </p>
  );
}

/** Which data was asked: the dataset's version, and when the named results were made. */
function Source({ answer: { source, filters } }: { readonly answer: Extract<QueryAnswer, { kind: "rows" }> }) {
  const t = useTexts(messages);
  const locale = useLocale();
  const names = useNames();
  const words = filters && filtersInWords(filters, names, locale).map(({ full }) => full);
  const version = t("source", { version: source.dataVersion.slice(0, 12) });
  const results = source.results.map(({ name, madeAt }) => `${name} @ ${madeAt.slice(0, 16).replace("T", " ")} UTC`);
  return (
    <>
      <p className="query-note" title={t("sourceHint", { dataset: source.dataset, full: source.dataVersion })}>
        {results.length > 0 ? t("sourceResults", { version, results: results.join(", ") }) : version}
      </p>
      {words && (
        <p className="query-note">
          {words.length > 0 ? t("sourceFilters", { words: words.join("; ") }) : t("sourceAll")}
        </p>
      )}
    </>
  );
}

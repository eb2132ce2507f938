import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { faultText } from "../../i18n/faults.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { completionsAt, type Vocabulary } from "../../lib/sql/complete.ts";
import { errorMessage, errorPlace } from "../../lib/sql/error-place.ts";
import { formatSql } from "../../lib/sql/format.ts";
import { linesBefore, readStatement } from "../../lib/sql/statement.ts";
import { useLocal } from "../../state/local-store.ts";
import { cancelQuery, explainQuery, runQuery, setDraft, setLimit } from "../../state/query/control.ts";
import { queries } from "../../state/query/store.ts";
import { vocabularyOf } from "../../state/query/vocabulary.ts";
import { Button, Select } from "../../ui/controls.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { Filtered } from "./filtered.tsx";
import { messages } from "./messages.ts";

const CodeEditor = lazy(() =>
  import("../../ui/code-editor/code-editor.tsx").then((module) => ({ default: module.CodeEditor })),
);

const limits = [10, 60, 600];

/** The text with what can be done with it, and below what is wrong. */
export function Editor() {
  const draft = useLocal(queries, (state) => state.draft);
  const t = useTexts(messages);
  const problem = useProblem();
  const offer = useOffer();
  const format = useCallback(() => setDraft(formatSql(queries.getState().draft)), []);
  return (
    <section className="query-editor" aria-label={t("editor")}>
      <div className="query-code">
        <Suspense fallback={<div className="query-code-waiting" />}>
          <CodeEditor
            label={t("editor")}
            placeholder={t("placeholder")}
            value={draft}
            problem={problem?.place ? { ...problem.place, message: problem.what } : null}
            onChange={setDraft}
            onRun={runQuery}
            onFormat={format}
            offer={offer}
          />
        </Suspense>
      </div>
      <Tools draft={draft} onFormat={format} />
      <Filtered draft={draft} />
      {problem && (
        <div className="query-problem" role="alert">
          <p>
            {problem.line !== null && <b>{t("line", { line: problem.line })} · </b>}
            {problem.what}
          </p>
          <p>{problem.wayOn}</p>
        </div>
      )}
    </section>
  );
}

function Tools({ draft, onFormat }: { readonly draft: string; readonly onFormat: () => void }) {
  const running = useLocal(queries, (state) => state.run.status === "running");
  const limit = useLocal(queries, (state) => state.limitSeconds);
  const engine = useLocal(queries, (state) => state.engine);
  const t = useTexts(messages);
  const empty = draft.trim() === "";
  return (
    <div className="query-tools">
      {running ? (
        <Button icon="close" onClick={cancelQuery}>
          {t("stop")}
        </Button>
      ) : (
        <Tooltip text={t("runHint")}>
          <Button kind="primary" icon="play" disabled={empty} onClick={() => runQuery(draft)}>
            {t("run")}
          </Button>
        </Tooltip>
      )}
      {running ? (
        <Elapsed />
      ) : (
        <>
          <Tooltip text={t("explainHint")}>
            <Button kind="quiet" disabled={empty} onClick={() => explainQuery(draft)}>
              {t("explain")}
            </Button>
          </Tooltip>
          <Tooltip text={t("formatHint")}>
            <Button kind="quiet" disabled={empty} onClick={onFormat}>
              {t("format")}
            </Button>
          </Tooltip>
        </>
      )}
      {!running && (engine === "starting" || engine === "reading") && (
        <span className="query-engine" role="status">
          {t(engine === "starting" ? "engineStarting" : "engineReading")}
        </span>
      )}
      <span className="query-limit">
        <Select
          label={t("limit")}
          options={limits.map((seconds) => ({ value: String(seconds), label: t("seconds", { count: seconds }) }))}
          value={String(limit)}
          onChange={(value) => setLimit(Number(value))}
        />
      </span>
    </div>
  );
}

/** How long the run has taken, and what it waits for. */
function Elapsed() {
  const startedAt = useLocal(queries, (state) => state.startedAt);
  const preparing = useLocal(queries, (state) => state.preparing);
  const engine = useLocal(queries, (state) => state.engine);
  const [now, setNow] = useState(startedAt);
  const t = useTexts(messages);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - startedAt) / 1000));
  const waits = engine === "starting" ? "starting" : "preparing";
  return (
    <span className="query-running" role="status">
      {t(preparing ? waits : "running", { seconds })}
    </span>
  );
}

/** Why the last run failed, and where in the text, as long as the text is the one that ran. */
function useProblem() {
  const run = useLocal(queries, (state) => state.run);
  const asked = useLocal(queries, (state) => state.asked);
  const draft = useLocal(queries, (state) => state.draft);
  const filtered = useLocal(queries, (state) => state.filtered);
  const locale = useLocale();
  return useMemo(() => {
    if (run.status !== "failed" || run.fault.code === "aborted") return null;
    const reason = String(run.fault.values.reason ?? "");
    const values = { ...run.fault.values, reason: errorMessage(reason).replaceAll("\n", " ") };
    const text = faultText({ code: run.fault.code, values }, locale);
    const statement = readStatement(asked);
    const sql = "sql" in statement ? statement.sql : asked.trim();
    const lead = asked.indexOf(sql);
    const before = linesBefore + (filtered ? 1 : 0);
    const place = draft === asked ? errorPlace(reason, filtered?.body ?? sql, before) : null;
    const moved = place && { from: place.from + lead, to: place.to + lead };
    return { ...text, place: moved, line: moved ? asked.slice(0, moved.from).split("\n").length : null };
  }, [run, asked, draft, filtered, locale]);
}

/** What may stand at a place; tables and functions are asked for once after each run. */
function useOffer() {
  const locale = useLocale();
  const run = useLocal(queries, (state) => state.run.status);
  const known = useRef<Promise<Vocabulary> | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run may have loaded tables, whose columns are then known
  useEffect(() => {
    known.current = null;
  }, [locale, run]);
  return useCallback(
    async (text: string, position: number) => {
      known.current ??= vocabularyOf(locale);
      const vocabulary = await known.current.catch(() => null);
      return vocabulary ? completionsAt(text, position, vocabulary) : null;
    },
    [locale],
  );
}

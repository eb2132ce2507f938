import { useEffect, useState } from "react";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import type { Vocabulary } from "../../lib/sql/complete.ts";
import { dropScenario, keepScenario, setAnalysis } from "../../state/actions.ts";
import { useLocal } from "../../state/local-store.ts";
import { runQuery, settingsOfQuery } from "../../state/query/control.ts";
import { clearHistory } from "../../state/query/history.ts";
import { answerViews, queries } from "../../state/query/store.ts";
import { vocabularyOf } from "../../state/query/vocabulary.ts";
import { useApp } from "../../state/react.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { Section } from "../../ui/panel.tsx";
import { messages } from "./messages.ts";
import { resultSql } from "./question.ts";

/** Longer texts would make links that mail and chat programs cut. */
const longestInLink = 4000;

/** What is kept: queries under a name, queries that were run, and what can be asked. */
export function Keeping() {
  return (
    <>
      <Saved />
      <History />
      <Tables />
    </>
  );
}

function Saved() {
  const [name, setName] = useState("");
  const scenarios = useApp((state) => state.document.scenarios);
  const draft = useLocal(queries, (state) => state.draft);
  const t = useTexts(messages);
  const saved = scenarios.filter(({ analysis }) => analysis === settingsOfQuery);
  const tooLong = draft.length > longestInLink;
  const usable = name.trim() !== "" && draft.trim() !== "" && !tooLong;
  function save() {
    if (!usable) return;
    setAnalysis(settingsOfQuery, { sql: draft });
    keepScenario(settingsOfQuery, name.trim());
    setName("");
  }
  return (
    <Section title={t("saved")} folded={saved.length === 0}>
      <form
        className="query-save"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input
          type="text"
          aria-label={t("name")}
          placeholder={t("name")}
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button disabled={!usable} onClick={save}>
          {t("save")}
        </Button>
      </form>
      <p className="query-note">{tooLong ? t("savedTooLong") : t("savedHint")}</p>
      {saved.length === 0 && <p className="query-note">{t("noneSaved")}</p>}
      <ul className="query-list">
        {saved.map(({ name: kept, settings }) => (
          <li key={kept}>
            <button
              type="button"
              aria-label={t("open", { name: kept })}
              title={String(settings.sql ?? "")}
              onClick={() => {
                setAnalysis(settingsOfQuery, { filtered: settings.filtered === true });
                runQuery(
                  String(settings.sql ?? ""),
                  answerViews.find((view) => view === settings.view),
                );
              }}
            >
              {kept}
            </button>
            <IconButton
              icon="close"
              size={14}
              label={t("remove", { name: kept })}
              onClick={() => dropScenario(settingsOfQuery, kept)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function History() {
  const history = useLocal(queries, (state) => state.history);
  const t = useTexts(messages);
  return (
    <Section title={t("history")} folded>
      <p className="query-note">{history.length === 0 ? t("noneHistory") : t("historyHint")}</p>
      <ul className="query-list">
        {history.map((text) => (
          <li key={text}>
            <button type="button" className="query-text" title={text} onClick={() => runQuery(text)}>
              {text.replaceAll(/\s+/g, " ")}
            </button>
          </li>
        ))}
      </ul>
      {history.length > 0 && (
        <span>
          <Button kind="quiet" onClick={clearHistory}>
            {t("clearHistory")}
          </Button>
        </span>
      )}
    </Section>
  );
}

/** Every table with its columns; a press shows its first rows. */
function Tables() {
  const [tables, setTables] = useState<Vocabulary["tables"]>([]);
  const locale = useLocale();
  const t = useTexts(messages);
  const database = useApp((state) => state.session.database);
  const run = useLocal(queries, (state) => state.run.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run may have loaded tables
  useEffect(() => {
    if (database === "ready")
      vocabularyOf(locale).then(
        (known) => setTables(known.tables),
        () => {},
      );
  }, [locale, database, run]);
  return (
    <Section title={t("tables")} folded>
      <ul className="query-list">
        {tables.map(({ name, detail, columns }) => (
          <li key={name}>
            <button
              type="button"
              title={columns.map((column) => `${column.name} ${column.detail}`).join("\n")}
              onClick={() => runQuery(`${resultSql(name)}\nLIMIT 1000`)}
            >
              <code>{name}</code>
              <small>{detail}</small>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

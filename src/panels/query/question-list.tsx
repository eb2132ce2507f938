import { useEffect, useMemo, useState } from "react";
import { levelLabel } from "../../i18n/labels.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import { runQuery } from "../../state/query/control.ts";
import { queries } from "../../state/query/store.ts";
import { type ResultTable, resultTables } from "../../state/query/vocabulary.ts";
import { useApp } from "../../state/react.ts";
import { Button, Select } from "../../ui/controls.tsx";
import { Icon } from "../../ui/icons.tsx";
import { Section } from "../../ui/panel.tsx";
import { messages } from "./messages.ts";
import { levelToCompare, questionSql, resultSql, type Topic, topics } from "./question.ts";
import { questions } from "./questions.ts";

const fewAtMost = 7;

/** Ready-made questions: a press puts their SQL into the editor and runs it. */
export function Questions() {
  const [topic, setTopic] = useState<Topic | "all">("all");
  const [unfolded, setUnfolded] = useState(false);
  const all = useOffered();
  const t = useTexts(messages);
  const present = topics.filter((one) => all.some((question) => question.topic === one));
  const fitting = all.filter((question) => topic === "all" || question.topic === topic);
  const shown = unfolded || topic !== "all" ? fitting : fitting.slice(0, fewAtMost);
  return (
    <Section
      title={t("questions")}
      aside={
        <Select
          label={t("topic")}
          options={[
            { value: "all", label: t("allTopics") },
            ...present.map((value) => ({ value, label: t(`topic_${value}`) })),
          ]}
          value={topic}
          onChange={setTopic}
        />
      }
    >
      <ul className="query-questions">
        {shown.map(({ key, text, sql, view }) => (
          <li key={key}>
            <button type="button" onClick={() => runQuery(sql, view)}>
              <Icon name={view === "map" ? "overview" : view === "chart" ? "bars" : "query"} size={16} />
              {text}
            </button>
          </li>
        ))}
      </ul>
      {topic === "all" && fitting.length > fewAtMost && (
        <span>
          <Button kind="quiet" onClick={() => setUnfolded(!unfolded)}>
            {unfolded ? t("showFewer") : t("showMore", { count: fitting.length })}
          </Button>
        </span>
      )}
    </Section>
  );
}

/** The questions that this dataset and the results so far can answer. */
function useOffered() {
  const locale = useLocale();
  const manifest = useApp((state) => state.session.manifest);
  const areas = useApp((state) => state.session.areas);
  const results = useResults();
  const t = useTexts(messages);
  const level = levelToCompare([...areas.keys()]);
  return useMemo(() => {
    if (!manifest || !level) return [];
    const tables = new Set<string>(manifest.files.map(({ table }) => table));
    const context = { asOf: manifest.asOf, level, locale };
    const made = questions
      .filter(({ needs }) => needs.every((table) => tables.has(table)))
      .filter((question) => question.level === undefined || areas.has(question.level))
      .filter(({ result }) => result === undefined || results.some(({ name }) => name === result))
      .map((question) => ({
        key: question.id,
        topic: question.topic,
        view: question.shown,
        text: t(`q_${question.id}`, { level: inSentence(levelLabel(manifest, level, locale), locale) }),
        sql: questionSql(question, context),
      }));
    const stored = results.map(({ name, rows }) => ({
      key: `result ${name}`,
      topic: "results" as const,
      view: "table" as const,
      text: t("q_result", { name, rows }),
      sql: resultSql(name),
    }));
    return [...made, ...stored];
  }, [manifest, areas, level, locale, results, t]);
}

const inSentence = (label: string, locale: string) => (locale === "en" ? label.toLowerCase() : label);

function useResults(): readonly ResultTable[] {
  const [results, setResults] = useState<readonly ResultTable[]>([]);
  const database = useApp((state) => state.session.database);
  const run = useLocal(queries, (state) => state.run.status);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a run there may be other results
  useEffect(() => {
    if (database !== "ready") return;
    resultTables().then(setResults, () => {});
  }, [database, run]);
  return results;
}

import { useMemo, useState } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { clearFilters, resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { DataTable, type Sorting, type TableColumn } from "../../../ui/data-table.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { Facts, ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { Street, StreetsResult } from "./compute.ts";
import { control } from "./control.ts";
import { chooseStreet, marked, pointAtStreet } from "./marked-street.ts";
import { messages } from "./messages.ts";

/** Along which streets cases are densest: the question, the answer with its numbers, and the evidence. */
export function StreetsPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {result ? <Body result={result} /> : <ViewSkeleton />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Body({ result }: { readonly result: StreetsResult }) {
  const t = useTexts(messages);
  if (result.problem) {
    return (
      <EmptyState title={t(`problem.${result.problem}`)}>
        {result.problem === "no-cases" && <Button onClick={clearFilters}>{t("clear")}</Button>}
      </EmptyState>
    );
  }
  return (
    <>
      <Answer result={result} />
      <StreetList streets={result.streets} />
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result }: { readonly result: StreetsResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { pieces, streets, totalMetres, half, placed, lost } = result;
  const said = useMemo(() => {
    const highest = pieces.perKm.reduce((most, value) => Math.max(most, value), 0);
    const times = (highest * totalMetres) / 1000 / placed;
    return { highest: Math.round(highest), times };
  }, [pieces, totalMetres, placed]);
  const [first] = streets;
  const values = { ...said, times: format.number(Math.round(said.times * 10) / 10), half: format.percent(half) };
  const text =
    first && Math.round(first.highest) === said.highest
      ? t("answer", { ...values, name: first.name })
      : t("answerUnnamed", values);
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={text} />
      </p>
      <Warnings texts={lost > 0 ? [t("warning.lost", { count: lost })] : []} />
    </>
  );
}

type ColumnKey = "name" | "highest" | "cases" | "metres";

function StreetList({ streets }: { readonly streets: readonly Street[] }) {
  const [sorting, setSorting] = useState<Sorting<ColumnKey>>({ key: "highest", descending: true });
  const t = useTexts(messages);
  const format = useFormat();
  const rows = useMemo(() => inOrder(streets, sorting), [streets, sorting]);
  const { hovered, selected } = useLocal(marked, (state) => state);
  if (streets.length === 0) return null;
  const rowOf = (name: string | null) => {
    const row = name === null ? -1 : streets.findIndex((street) => street.name === name);
    return row < 0 ? null : row;
  };
  const number = (key: "highest" | "cases" | "metres", width: number): TableColumn<ColumnKey> => ({
    key,
    header: t(`column.${key}`),
    width,
    numeric: true,
    cell: (row) => {
      const value = streets[row]?.[key] ?? Number.NaN;
      return key === "metres" ? format.metres(value) : format.number(Math.round(value));
    },
  });
  return (
    <Section title={t("list")} aside={<span>{t("listCount", { count: streets.length })}</span>}>
      <DataTable
        label={t("list")}
        columns={[
          { key: "name", header: t("column.name"), cell: (row) => streets[row]?.name },
          number("highest", 96),
          number("cases", 56),
          number("metres", 80),
        ]}
        rows={rows}
        sorting={sorting}
        onSort={(key) => setSorting({ key, descending: sorting.key === key ? !sorting.descending : key !== "name" })}
        rowName={(row) => streets[row]?.name ?? ""}
        onRow={(row) => chooseStreet(streets[row]?.name ?? null)}
        onHover={(row) => pointAtStreet(row === null ? null : (streets[row]?.name ?? null))}
        selected={rowOf(selected)}
        hovered={rowOf(hovered)}
      />
    </Section>
  );
}

function inOrder(streets: readonly Street[], { key, descending }: Sorting<ColumnKey>): number[] {
  const sign = descending ? -1 : 1;
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  return [...streets.keys()].sort((a, b) => {
    const [one, other] = [streets[a], streets[b]];
    if (!one || !other) return 0;
    return sign * (key === "name" ? collator.compare(one.name, other.name) : one[key] - other[key]);
  });
}

function HowComputed({ result }: { readonly result: StreetsResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { input } = result;
  const facts: [string, string][] = [
    [t("fact.window"), format.dates(...input.window)],
    [t("fact.placed"), format.number(result.placed)],
    [t("fact.length"), format.metres(result.totalMetres)],
    [t("fact.pieces"), format.number(result.pieces.edge.length)],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <h3>{t("how.parameters")}</h3>
      <ParameterForm
        fields={formFields(params, input.params, { locale, texts: ownMessages[locale] })}
        onChange={(name, value) => setAnalysis("streets", { [name]: value })}
      />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("streets")}>
          {t("reset")}
        </Button>
      </span>
      <h3>{t("how.facts")}</h3>
      <Facts facts={facts} />
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { clearFilters } from "../../../state/actions.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { messages as own } from "../messages.ts";
import type { ClustersResult } from "./compute.ts";
import { control } from "./control.ts";
import { ClusterDetail } from "./detail.tsx";
import { HowComputed } from "./how.tsx";
import { ClusterList } from "./list.tsx";
import { messages } from "./messages.ts";
import { clusterRows, problemOf, unlikely } from "./reading.ts";
import { useWords } from "./words.ts";

/** Where and since when there are more cases than chance explains. */
export function ClustersPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const noAreas = useApp(({ session }) => session.phase === "ready" && session.areas.size === 0);
  const locale = useLocale();
  const t = useTexts(messages);
  const question = useTexts(own);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{question("question")}</h1>
      {noAreas ? <EmptyState title={t("noAreas")} /> : result ? <Body result={result} /> : <ViewSkeleton />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Body({ result }: { readonly result: ClustersResult }) {
  const t = useTexts(messages);
  const problem = problemOf(result);
  const rows = useMemo(() => clusterRows(result), [result]);
  if (problem !== "none") {
    return (
      <>
        <EmptyState title={t(`problem.${problem}`)}>
          {problem === "no-cases" && <Button onClick={clearFilters}>{t("clear")}</Button>}
        </EmptyState>
        <LeftOut result={result} />
        <HowComputed result={result} />
      </>
    );
  }
  return (
    <>
      <Answer result={result} />
      <LeftOut result={result} />
      {rows.length > 0 && <ClusterList rows={rows} />}
      {rows.length > 0 && <ClusterDetail result={result} rows={rows} />}
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result }: { readonly result: ClustersResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords();
  const rows = clusterRows(result);
  const [top] = rows;
  if (!top) return <p className="answer">{t("nothing")}</p>;
  const said = {
    today: format.date(daySecondsOf(result.cases.span[1])),
    days: result.input.params.studyDays,
    strong: rows.filter(({ p }) => p <= unlikely).length,
    place: words.place(top),
    window: format.dates(...top.window),
    observed: format.number(top.observed),
    expected: format.number(Math.round(top.expected * 10) / 10),
    recurrence: words.interval(top.recurrence),
    p: words.p(top.p),
  };
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={t(top.p <= unlikely ? "answer" : "answerNone", said)} />
    </p>
  );
}

function LeftOut({ result: { output } }: { readonly result: ClustersResult }) {
  const t = useTexts(messages);
  const [noArea = 0] = output.noArea;
  const [noDay = 0] = output.noDay;
  const [future = 0] = output.future;
  return <Warnings texts={noArea + noDay + future > 0 ? [t("leftOut", { noArea, noDay, future })] : []} />;
}

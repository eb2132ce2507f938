import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { thresholdsOf } from "../../../lib/surveillance/alerts.ts";
import { clearFilters, setAnalysis } from "../../../state/actions.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { messages as own } from "../messages.ts";
import { AlertDetail } from "./alert-detail.tsx";
import { alertsOf, isBlind, isCurrent, onlyDay, replayedDays } from "./alerts.ts";
import { Budget } from "./budget.tsx";
import type { WarningResult } from "./compute.ts";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { Inbox } from "./inbox.tsx";
import { messages } from "./messages.ts";
import { OtherWarnings } from "./other-warnings.tsx";
import { listedAlerts } from "./picture.ts";
import { settingsOf } from "./settings.ts";
import "./warning.css";

/** What is unusual now: the question, the answer, the inbox, and what the budget of false alarms buys. */
export function WarningPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const noAreas = useApp(({ session }) => session.phase === "ready" && session.areas.size === 0);
  const locale = useLocale();
  const t = useTexts(messages);
  const question = useTexts(own);
  return (
    <div className="view warning" aria-busy={run.status === "running"}>
      <h1>{question("question")}</h1>
      {noAreas ? (
        <EmptyState title={t("noAreas")} />
      ) : result ? (
        <Body result={result} />
      ) : (
        run.status !== "failed" && <ViewSkeleton />
      )}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Body({ result }: { readonly result: WarningResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const document = useApp((state) => state.document);
  const { params, shown } = settingsOf(document);
  const [first, today] = result.cases.span;
  const days = replayedDays(result);
  if (today < first) {
    return (
      <EmptyState title={t("noCases")}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  if (isBlind(result)) {
    const only = onlyDay(result);
    const why =
      only !== null
        ? t("oneDay", { day: format.date(daySecondsOf(only)) })
        : days === 0
          ? t("noHistory", { days: params.studyDays, known: today - first + 1 })
          : t("noDays", { days });
    return (
      <>
        <EmptyState title={why} />
        <Cautions result={result} />
        <OtherWarnings result={result} />
        <HowComputed result={result} />
      </>
    );
  }
  const alerts = alertsOf(result, shown.budget);
  const listed = listedAlerts(result, { document });
  return (
    <>
      <Answer result={result} />
      <Cautions result={result} />
      {alerts.length > 0 && <Inbox result={result} alerts={listed} />}
      {alerts.length > 0 && listed.length === 0 && (
        <EmptyState title={t("allClosed")}>
          <Button onClick={() => setAnalysis("warning", { list: "all" })}>{t("showAll")}</Button>
        </EmptyState>
      )}
      {listed.length > 0 && <AlertDetail result={result} alerts={listed} />}
      <Budget result={result} />
      <OtherWarnings result={result} />
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result }: { readonly result: WarningResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const budget = useApp(({ document }) => settingsOf(document).shown.budget);
  const alerts = alertsOf(result, budget);
  const [, today] = result.cases.span;
  const { clusterP, seriesQ } = thresholdsOf(budget);
  const said = {
    today: format.date(daySecondsOf(today)),
    days: replayedDays(result),
    current: alerts.filter((alert) => isCurrent(alert, today)).length,
    all: alerts.length,
    budget: format.number(budget),
    interval: format.number(Math.round(1 / Math.min(1, clusterP + seriesQ))),
  };
  if (alerts.length === 0) {
    return (
      <EmptyState title={t("noAlerts", said)}>
        <p className="view-note">{t("noAlertsHint")}</p>
      </EmptyState>
    );
  }
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={t("answer", said)} />
    </p>
  );
}

function Cautions({ result }: { readonly result: WarningResult }) {
  const { output, cases } = result;
  const t = useTexts(messages);
  const format = useFormat();
  const [noArea = 0] = output.noArea;
  const [noDay = 0] = output.noDay;
  const [future = 0] = output.future;
  const left = [
    noArea > 0 && t("left.noArea", { count: noArea }),
    noDay > 0 && t("left.noDay", { count: noDay }),
    future > 0 && t("left.future", { count: future }),
  ].filter((part) => part !== false);
  const texts = [
    cases.fine.rows < 2 && t("oneArea"),
    left.length > 0 && t("leftOut", { parts: format.list(left) }),
    !isBlind(result) && output.absent.length > 0 && t("absent", { days: output.absent.length }),
  ].filter((text) => text !== false);
  return <Warnings texts={texts} />;
}

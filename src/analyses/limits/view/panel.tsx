import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { clearFilters } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { figuresOf, type LimitsResult } from "./compute.ts";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { messages } from "./messages.ts";
import { OpenStates } from "./states.tsx";
import { AreaTable, GroupTable } from "./tables.tsx";
import { WorkList } from "./worklist.tsx";

/** What breaks its limit: the question, the answer with its numbers, and the evidence. */
export function LimitsPanel() {
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

function Body({ result }: { readonly result: LimitsResult }) {
  const t = useTexts(messages);
  const { decided, inTime, soon, suspended } = figuresOf(result, 0);
  if (result.cases === 0) {
    return (
      <EmptyState title={t("empty")}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  if (decided + inTime + soon + suspended === 0) {
    return (
      <>
        <EmptyState title={t("notAssessed")} />
        <HowComputed result={result} />
      </>
    );
  }
  return (
    <>
      <Answer result={result} />
      <OpenStates result={result} />
      <WorkList result={result} />
      <GroupTable result={result} />
      <AreaTable result={result} />
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result }: { readonly result: LimitsResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { decided, onTime, soon, overdue, inTime, expected } = figuresOf(result, 0);
  const interval = wilsonInterval(onTime, decided);
  const { params } = result.input.settings;
  const warnings = [
    !result.hasItems && t("warning.noItems"),
    result.hasItems && params.source === "catalogue" && !result.hasCalendar && t("warning.noCalendar"),
    result.hasLoosePauses && t("warning.noLog"),
    result.beforeGap > 0 && t("warning.gap", { cases: result.beforeGap }),
    (result.output.unforeseen[0] ?? 0) > 0 && t("warning.unforeseen", { cases: result.output.unforeseen[0] ?? 0 }),
  ].filter((text) => text !== false);
  const said = {
    open: format.number(inTime + soon + overdue),
    soon: format.number(soon),
    expected: format.number(Math.round(expected)),
    waiting: format.number(inTime + soon),
    overdue: format.number(overdue),
    share: format.percent(decided > 0 ? onTime / decided : null),
    low: format.percent(interval?.[0] ?? null),
    high: format.percent(interval?.[1] ?? null),
    decided: format.number(decided),
  };
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t("answer", said)} />
      </p>
      <Warnings texts={warnings} />
    </>
  );
}

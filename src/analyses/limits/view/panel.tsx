import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { percentsApart } from "../../../i18n/percents.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { clearFilters } from "../../../state/actions.ts";
import { useViewRun } from "../../../state/view-run.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { ViewFrame } from "../../../ui/view-frame.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { figuresOf, type LimitsResult } from "./compute.ts";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { messages } from "./messages.ts";
import { OpenStates } from "./states.tsx";
import { AreaTable, GroupTable } from "./tables.tsx";
import { WorkList } from "./worklist.tsx";

/** What breaks its limit: the question, the answer with its numbers, and the evidence. */
export function LimitsPanel() {
  const { result, frame } = useViewRun(control);
  const t = useTexts(messages);
  return (
    <ViewFrame question={t("question")} {...frame}>
      {result && <Body result={result} />}
    </ViewFrame>
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
  const shares = [decided > 0 ? onTime / decided : null, interval?.[0] ?? null, interval?.[1] ?? null];
  const locale = useLocale();
  const [share = "", low = "", high = ""] = percentsApart(shares, locale);
  const said = {
    open: format.number(inTime + soon + overdue),
    soon: format.number(soon),
    expected: format.number(Math.round(expected)),
    waiting: format.number(inTime + soon),
    overdue: format.number(overdue),
    share,
    low,
    high,
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

import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { CountChart } from "../../../ui/count-chart.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { AlertCases } from "./alert-cases.tsx";
import { type Alert, historyOf, recurrenceOf, shownDaysOf } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { looking } from "./control.ts";
import { decide, decisionOf, isClosed } from "./decisions.ts";
import { messages } from "./messages.ts";
import { showOnMap } from "./on-map.ts";
import { useWords } from "./words.ts";

const historyDays = 42;

interface DetailProps {
  readonly result: WarningResult;
  readonly alerts: readonly Alert[];
}

/** The chosen alert: what it was like before, its numbers, and what a person says of it. */
export function AlertDetail({ result, alerts }: DetailProps) {
  const t = useTexts(messages);
  const id = useLocal(looking, (state) => state.id);
  const alert = alerts.find((one) => one.id === id) ?? alerts[0];
  if (!alert) return null;
  const onMap = <Button onClick={() => showOnMap(result, alert)}>{t("onMap")}</Button>;
  return (
    <Section title={t("detail")} aside={onMap}>
      <History result={result} alert={alert} />
      <AlertFacts result={result} alert={alert} />
      <DecisionForm alert={alert} />
      <AlertCases result={result} alert={alert} />
    </Section>
  );
}

interface OneProps {
  readonly result: WarningResult;
  readonly alert: Alert;
}

function History({ result, alert }: OneProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords(result);
  const { first, counts, usual } = historyOf(result, alert, historyDays);
  const dayOf = (step: number) => format.date(daySecondsOf(first + step));
  const highest = counts.reduce((most, count) => Math.max(most, count || 0), 0);
  return (
    <CountChart
      label={t("chart")}
      counts={counts}
      expected={counts.map(() => usual)}
      marked={[alert.since - first, historyDays - 1]}
      nameOf={(step) => {
        const count = counts[step] ?? Number.NaN;
        return Number.isNaN(count) ? t("dayAbsent", { day: dayOf(step) }) : t("dayName", { day: dayOf(step), count });
      }}
      ends={[dayOf(0), dayOf(historyDays - 1)]}
      texts={{
        counts: t("key.counts"),
        marked: t("key.marked"),
        expected: t("key.expected"),
        most: t("most", { value: words.round(highest) }),
      }}
    />
  );
}

function AlertFacts({ result, alert }: OneProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords(result);
  const inside = historyOf(result, alert, historyDays).cases.length;
  const { grownBy } = alert;
  const recurrence = recurrenceOf(alert);
  const interval = words.interval(recurrence);
  const isFromTail = alert.kind === "cluster" && recurrence > shownDaysOf(alert, result);
  const grown =
    grownBy > 0 ? t("grown", { count: grownBy }) : grownBy < 0 ? t("shrunk", { count: -grownBy }) : t("same");
  const facts: [string, string][] = [
    [t("fact.window"), format.dates(daySecondsOf(alert.since), daySecondsOf(alert.lastDay + 1) - 1)],
    [t("fact.found"), format.date(daySecondsOf(alert.firstDay))],
    [t("fact.observed"), `${format.number(alert.observed)} / ${words.round(alert.expected)}`],
    [t("fact.p"), words.p(alert.p)],
    [t("fact.recurrence"), isFromTail ? t("fromTail", { interval }) : interval],
    [t("fact.inside"), format.number(inside)],
    ...(alert.kind === "cluster" ? [[t("fact.grown"), grown] as [string, string]] : []),
  ];
  return <Facts facts={facts} />;
}

function DecisionForm({ alert }: { readonly alert: Alert }) {
  const t = useTexts(messages);
  const document = useApp((state) => state.document);
  const decision = decisionOf(document, alert.id);
  const say = (verdict: typeof decision.verdict) => decide(alert.id, { ...decision, verdict });
  return (
    <div className="alert-decision">
      <label className="alert-comment">
        <span>{t("comment")}</span>
        <input
          key={alert.id}
          type="text"
          maxLength={200}
          defaultValue={decision.comment}
          onBlur={(event) => {
            const comment = event.target.value.trim();
            if (comment === decision.comment) return;
            decide(alert.id, { verdict: decision.verdict === "new" ? "seen" : decision.verdict, comment });
          }}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
        />
      </label>
      <span className="alert-buttons">
        {isClosed(decision) ? (
          <Button onClick={() => say("seen")}>{t("reopen")}</Button>
        ) : (
          <>
            {decision.verdict === "new" && <Button onClick={() => say("seen")}>{t("see")}</Button>}
            <Button onClick={() => say("real")}>{t("real")}</Button>
            <Button onClick={() => say("false")}>{t("false")}</Button>
          </>
        )}
      </span>
    </div>
  );
}

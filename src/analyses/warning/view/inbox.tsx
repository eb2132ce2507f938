import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type Alert, isCurrent } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { looking } from "./control.ts";
import { decisionOf } from "./decisions.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";
import { useWords } from "./words.ts";

interface InboxProps {
  readonly result: WarningResult;
  readonly alerts: readonly Alert[];
}

/** The alerts, latest first; one is chosen. */
export function Inbox({ result, alerts }: InboxProps) {
  const t = useTexts(messages);
  const list = useApp(({ document }) => settingsOf(document).shown.list);
  const id = useLocal(looking, (state) => state.id);
  const chosen = alerts.find((alert) => alert.id === id) ?? alerts[0];
  const choice = (
    <Segmented
      label={t("inbox")}
      options={(["open", "all"] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
      value={list}
      onChange={(value) => setAnalysis("warning", { list: value })}
    />
  );
  return (
    <Section title={t("inbox")} aside={choice}>
      <ul className="alerts" aria-label={t("inbox")}>
        {alerts.map((alert) => (
          <li key={alert.id}>
            <AlertLine result={result} alert={alert} chosen={alert === chosen} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface AlertLineProps {
  readonly result: WarningResult;
  readonly alert: Alert;
  readonly chosen: boolean;
}

function AlertLine({ result, alert, chosen }: AlertLineProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords(result);
  const decision = useApp(({ document }) => decisionOf(document, alert.id).verdict);
  const current = isCurrent(alert, result.cases.span[1]);
  return (
    <button
      type="button"
      className="alert-line"
      aria-pressed={chosen}
      onClick={() => looking.setState({ id: alert.id })}
    >
      <span className="alert-name">{t("line", { kind: t(`kind.${alert.kind}`), place: words.place(alert) })}</span>
      <span className={current ? "alert-state alert-current" : "alert-state"}>{t(current ? "current" : "over")}</span>
      <span className="alert-numbers">
        {t("line.numbers", {
          observed: format.number(alert.observed),
          expected: words.round(alert.expected),
          since: format.date(daySecondsOf(alert.since)),
        })}
      </span>
      <span className="alert-verdict">{t(`verdict.${decision}`)}</span>
    </button>
  );
}

import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { clearFilters, resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as own } from "../messages.ts";
import type { SeriesResult } from "./compute.ts";
import { control } from "./control.ts";
import { messages } from "./messages.ts";
import { SeriesTable } from "./series-table.tsx";

/** Which kind of case is unusual today, and where. */
export function SeriesPanel() {
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

function Body({ result }: { readonly result: SeriesResult }) {
  const t = useTexts(messages);
  const { days, output, absent } = result;
  if (days === 0) {
    return (
      <EmptyState title={t("empty")}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      {output.p.every((p) => Number.isNaN(p)) ? <EmptyState title={t("noHistory")} /> : <Answer result={result} />}
      <Warnings texts={absent > 0 ? [t("absent", { days: absent })] : []} />
      <SeriesTable result={result} />
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result: { output, cases, input } }: { readonly result: SeriesResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const none = output.p.reduce((count, p) => count + (Number.isNaN(p) ? 1 : 0), 0);
  const said = {
    today: format.date(daySecondsOf(cases.span[1])),
    all: output.p.length - none,
    alarms: output.alarm.reduce((count, one) => count + one, 0),
    share: format.percent(input.params.falseShare),
    none,
  };
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={t("answer", said)} />
    </p>
  );
}

function HowComputed({ result: { input } }: { readonly result: SeriesResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const fields = formFields(params, input.params, { locale, texts: own[locale] });
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("series", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("series")}>
          {t("reset")}
        </Button>
      </span>
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { clearFilters, resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { WhistleResult } from "./compute.ts";
import { control } from "./control.ts";
import { InGrid, Ladder } from "./escalation.tsx";
import { messages } from "./messages.ts";
import { Joint, ReportIn } from "./report-in.tsx";

/** Who answers: the question, the answer with its numbers, and the evidence. */
export function WhistlePanel() {
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

function Body({ result }: { readonly result: WhistleResult }) {
  const t = useTexts(messages);
  if (result.cases === 0) {
    return (
      <EmptyState title={t("empty")}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      <Answer result={result} />
      <ReportIn result={result} />
      <Ladder result={result} />
      <InGrid result={result} />
      <Joint result={result} />
      <How result={result} />
    </>
  );
}

function Answer({ result: { output, has } }: { readonly result: WhistleResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const at = (column: Float64Array) => column[0] ?? 0;
  const share = (of: Float64Array, over: Float64Array) => {
    const interval = wilsonInterval(at(of), at(over));
    return {
      share: format.percent(interval ? at(of) / at(over) : null),
      low: format.percent(interval?.[0] ?? null),
      high: format.percent(interval?.[1] ?? null),
    };
  };
  const parts = [
    has.whistles && has.arrivals
      ? t("answer.whistles", { whistles: format.number(at(output.whistles)), ...share(output.inTime, output.dueIn) })
      : t("answer.noWhistles"),
    has.calls ? t("answer.grid", share(output.inGrid, output.closedCases)) : t("answer.noCalls"),
    has.joint ? t("answer.joint", share(output.jointCases, output.cases)) : "",
  ];
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={parts.join("")} />
    </p>
  );
}

function How({ result }: { readonly result: WhistleResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const fields = formFields(params, result.input.settings.params, { locale, texts: ownMessages[locale] });
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("whistle", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("whistle")}>
          {t("reset")}
        </Button>
      </span>
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

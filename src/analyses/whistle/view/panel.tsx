import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { percentsApart } from "../../../i18n/percents.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { clearFilters, resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useViewRun } from "../../../state/view-run.ts";
import { Button } from "../../../ui/controls.tsx";
import { HowSection } from "../../../ui/how-section.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { ViewFrame } from "../../../ui/view-frame.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { WhistleResult } from "./compute.ts";
import { control } from "./control.ts";
import { InGrid, Ladder } from "./escalation.tsx";
import { messages } from "./messages.ts";
import { Joint, ReportIn } from "./report-in.tsx";

/** Who answers: the question, the answer with its numbers, and the evidence. */
export function WhistlePanel() {
  const { result, frame } = useViewRun(control);
  const t = useTexts(messages);
  return (
    <ViewFrame question={t("question")} {...frame}>
      {result && <Body result={result} />}
    </ViewFrame>
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
  const locale = useLocale();
  const at = (column: Float64Array) => column[0] ?? 0;
  const share = (of: Float64Array, over: Float64Array) => {
    const interval = wilsonInterval(at(of), at(over));
    const shares = [interval ? at(of) / at(over) : null, interval?.[0] ?? null, interval?.[1] ?? null];
    const [own = "", low = "", high = ""] = percentsApart(shares, locale);
    return { share: own, low, high };
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
    <HowSection
      title={t("how")}
      fields={fields}
      onChange={(name, value) => setAnalysis("whistle", { [name]: value })}
      resetLabel={t("reset")}
      onReset={() => resetAnalyses("whistle")}
    >
      <p className="view-note">{t("caveats")}</p>
    </HowSection>
  );
}

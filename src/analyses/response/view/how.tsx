import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { messages as ownMessages } from "../messages.ts";
import type { ResponseResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { formParams, settingsOf } from "./settings.ts";
import { durationWriter } from "./words.ts";

/** The parameters, and everything another person needs to compute the same. */
export function HowComputed({ result }: { readonly result: ResponseResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const fields = formFields(formParams, settingsOf({ analyses }).values, { locale, texts: ownMessages[locale] });
  const { output, input, targetHours, watch, hasCalendar } = result;
  if (!output) return null;
  const write = durationWriter(result, format, t);
  const at = (values: Float64Array) => values[0] ?? Number.NaN;
  const days = input.settings.values.meanWithinDays;
  const interval = (value: number, [low, high]: readonly [number, number], text: (value: number) => string) =>
    `${text(value)} (${text(low)} – ${text(high)})`;
  const [mean, error] = [at(output.mean), at(output.meanError)];
  const facts: [string, string][] = [
    [t("fact.cases"), format.number(at(output.cases))],
    [t("fact.open"), format.number(at(output.open))],
    [t("fact.late"), format.number(at(output.lateEntries))],
    [t("fact.mean", { days }), interval(mean, [mean - 1.96 * error, mean + 1.96 * error], write)],
    [t("column.p80"), interval(at(output.p80), [at(output.p80Low), at(output.p80High)], write)],
    [t("column.p90"), interval(at(output.p90), [at(output.p90Low), at(output.p90High)], write)],
    [t("fact.target"), write(targetHours * 3600)],
    [t("fact.done"), interval(at(output.done), [at(output.doneLow), at(output.doneHigh)], format.percent)],
    [
      t("fact.watch"),
      Number.isFinite(watch[0]) ? format.range(watch[0], watch[1]) : t("untilEnd", { end: format.dateTime(watch[1]) }),
    ],
    [t("fact.calendar"), t(hasCalendar ? "fact.calendarText" : "fact.weekText")],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("response", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("response")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
    </Section>
  );
}

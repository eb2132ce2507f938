import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { HowSection } from "../../../ui/how-section.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { ProcessResult } from "./compute.ts";
import { messages } from "./messages.ts";

/** The parameters, and what the result is made from. */
export function HowComputed({ result: { facts, input, output } }: { readonly result: ProcessResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const fields = formFields(params, input.settings.params, { locale, texts: ownMessages[locale] });
  const said: [string, string][] = [
    [t("fact.from"), t(`from.${facts.from}`)],
    [t("fact.events"), format.number(output.totals[1] ?? 0)],
    [t("fact.withEvents"), format.number(output.totals[0] ?? 0)],
    [t("fact.allCases"), format.number(facts.cases)],
    ...(input.imported > 0 ? [[t("fact.matched"), format.number(facts.matched)] as [string, string]] : []),
    ...(facts.persons > 0 ? [[t("fact.persons"), format.number(facts.persons)] as [string, string]] : []),
    [t("fact.asOf"), format.dateTime(facts.asOf)],
    [t("fact.data"), input.imported > 0 ? input.settings.log : input.dataVersion.slice(0, 12)],
  ];
  return (
    <HowSection
      title={t("how")}
      fields={fields}
      onChange={(name, value) => setAnalysis("process", { [name]: value })}
      resetLabel={t("reset")}
      onReset={() => resetAnalyses("process")}
    >
      <Facts facts={said} />
      <p className="view-note">{t("caveats")}</p>
    </HowSection>
  );
}

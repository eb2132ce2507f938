import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
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
    [t("fact.asOf"), format.dateTime(facts.asOf)],
    [t("fact.data"), input.imported > 0 ? input.settings.log : input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("process", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("process")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={said} />
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

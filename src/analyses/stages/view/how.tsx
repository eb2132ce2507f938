import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { type FormField, formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { StagesResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { standardName } from "./settings.ts";
import { useStageName } from "./words.ts";

/** The parameters, the standards, and what the result is made from. */
export function HowComputed({ result }: { readonly result: StagesResult }) {
  const { facts, input, output } = result;
  const { settings } = input;
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const stageName = useStageName(result);
  const fields = formFields(params, settings.params, { locale, texts: ownMessages[locale] });
  const standards = settings.stages.flatMap((stage, s): FormField[] =>
    s > 0 && output.assessed[s] === 1
      ? [
          {
            kind: "number",
            name: standardName(stage),
            label: stageName(s),
            value: settings.standards[s] ?? 0,
            min: 0,
            max: 10_000,
            step: 0.25,
            unit: t("hours"),
          },
        ]
      : [],
  );
  const change = (name: string, value: string | number | boolean) => setAnalysis("stages", { [name]: value });
  const said: [string, string][] = [
    [t("fact.cases"), format.number(facts.cases)],
    [t("fact.arrivals"), t(facts.arrivals ? "yes" : "no")],
    [t("fact.asOf"), format.dateTime(facts.asOf)],
    [t("fact.data"), input.imported > 0 ? settings.log : input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={change} />
      <h3>{t("standards")}</h3>
      <ParameterForm fields={standards} onChange={change} />
      <p className="view-note">{t("standardsHint")}</p>
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("stages")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={said} />
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

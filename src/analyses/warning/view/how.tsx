import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as own } from "../messages.ts";
import type { WarningResult } from "./compute.ts";
import { messages } from "./messages.ts";

/** The parameters, and what the result is made from. */
export function HowComputed({ result: { input, cases } }: { readonly result: WarningResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const fields = formFields(params, input.params, { locale, texts: own[locale] });
  const facts: [string, string][] = [
    [t("fact.level"), format.number(cases.fine.rows)],
    [t("fact.series"), format.number(cases.coarse.rows * cases.classes.length)],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("warning", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("warning")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

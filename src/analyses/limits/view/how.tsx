import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { verdicts } from "../../../lib/limits/case-limits.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { HowSection } from "../../../ui/how-section.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { LimitsResult } from "./compute.ts";
import { messages } from "./messages.ts";

const outside = ["void", "not-started", "bad-times", "no-limit"] as const;

/** The parameters, which cases are in no rate and why, and what the result is made from. */
export function HowComputed({ result }: { readonly result: LimitsResult }) {
  const { input, output, differing } = result;
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const fields = formFields(params, input.settings.params, { locale, texts: ownMessages[locale] });
  const count = (verdict: (typeof verdicts)[number]) => output.verdictCount[verdicts.indexOf(verdict)] ?? 0;
  const facts: [string, string][] = [
    [t("fact.cases"), format.number(result.cases)],
    ...outside.map((verdict): [string, string] => [t(`outside.${verdict}`), format.number(count(verdict))]),
    [t("fact.differing"), t("fact.differingOf", { cases: differing.cases, of: differing.of })],
    [t("fact.unforeseen"), format.number(output.unforeseen[0] ?? 0)],
    [t("fact.asOf"), format.dateTime(input.asOf)],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <HowSection
      title={t("how")}
      fields={fields}
      onChange={(name, value) => setAnalysis("limits", { [name]: value })}
      resetLabel={t("reset")}
      onReset={() => resetAnalyses("limits")}
    >
      <Facts facts={facts} />
      <p className="view-note">{t("caveats")}</p>
    </HowSection>
  );
}

import { useLocale, useTexts } from "../../../i18n/locale.tsx";
import type { FormField } from "../../../i18n/parameters.ts";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { canWeigh, type IndicatorCode, indicatorCodes } from "../kernel/indicators.ts";
import { params } from "../kernel/params.ts";
import { schemeIds } from "../kernel/schemes.ts";
import { messages as ownMessages } from "../messages.ts";
import { figureOf, type ScorecardResult } from "./compute.ts";
import { indicatorText } from "./indicator-texts.ts";
import { messages } from "./messages.ts";
import { weightName } from "./settings.ts";

const change = (name: string, value: string | number | boolean) => setAnalysis("scorecard", { [name]: value });

/** The scheme and its weights, each of which can be changed; choosing a scheme takes its own weights. */
export function Weights({ result }: { readonly result: ScorecardResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { settings } = result.input;
  const { lines, scheme } = settings;
  const field = (code: IndicatorCode, weight: number): FormField => ({
    kind: "number",
    name: weightName(code),
    label: indicatorText(code, locale).name + (figureOf(result, code, 0) === null ? t("lineMissing") : ""),
    value: weight,
    min: 0,
    max: 100,
    step: 1,
    unit: t("points"),
  });
  const used = lines.flatMap(({ code, weight }) => (code ? [field(code, weight)] : []));
  const others = indicatorCodes.filter((code) => canWeigh(code) && !lines.some((line) => line.code === code));
  const missing = lines.filter(({ code }) => code === null);
  const choose = (id: string) => {
    const forgotten = Object.fromEntries(indicatorCodes.map((code) => [weightName(code), ""]));
    setAnalysis("scorecard", { ...forgotten, scheme: id });
  };
  return (
    <Section title={t("weights")}>
      <Select
        labelled
        label={t("scheme")}
        options={schemeIds.map((value): { value: string; label: string } => ({ value, label: t(`scheme.${value}`) }))}
        value={scheme}
        onChange={choose}
      />
      <p className="view-note">{t(`schemeHint.${scheme}`)}</p>
      <ParameterForm fields={used} onChange={change} />
      {missing.length > 0 && (
        <p className="view-note">
          {t("withoutData", {
            lines: missing.map(({ name, weight }) => `${t(`line.${name ?? "basic"}`)} ${weight}`).join(" · "),
          })}
        </p>
      )}
      <Select
        labelled
        label={t("addLine")}
        options={[
          { value: "", label: t("choose") },
          ...others.map((code): { value: string; label: string } => ({
            value: code,
            label: indicatorText(code, locale).name,
          })),
        ]}
        value=""
        onChange={(code) => code !== "" && change(`weight.${code}`, 10)}
      />
      <ParameterForm
        fields={formFields(params, settings.params, { locale, texts: ownMessages[locale] })}
        onChange={change}
      />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("scorecard")}>
          {t("reset")}
        </Button>
      </span>
    </Section>
  );
}

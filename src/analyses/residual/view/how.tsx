import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { ResidualResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";
import { minutesWriter } from "./words.ts";

/** The parameters, the model's assumptions, and everything another person needs to compute the same. */
export function HowComputed({ result }: { readonly result: ResidualResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { output, input } = result;
  if (!output) return null;
  const fields = formFields(params, settingsOf({ analyses }).values, { locale, texts: ownMessages[locale] });
  const write = minutesWriter(result, format);
  const all = (values: Float64Array) => values[0] ?? Number.NaN;
  const short = (value: number) => format.number(Number(value.toPrecision(2)));
  const { travel } = input.settings;
  const facts: [string, string][] = [
    [t("fact.cases"), format.number(all(output.cases))],
    [t("fact.open"), format.number(all(output.open))],
    [
      t("fact.residual"),
      `${write(all(output.residual))} (${write(all(output.residualLow))} – ${write(all(output.residualHigh))})`,
    ],
    [
      t("fact.slope"),
      t("minutesEach", {
        value: short(all(output.slope)),
        low: short(all(output.slopeLow)),
        high: short(all(output.slopeHigh)),
      }),
    ],
    [t("fact.mode"), t(`mode.${travel.mode}`)],
    [t("fact.turnout"), write(travel.turnoutMinutes)],
    [t("fact.speeds"), t("speeds")],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("residual", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("residual")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
    </Section>
  );
}

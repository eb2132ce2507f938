import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { patchDocument, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { store } from "../../../state/store.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { messages as ownMessages } from "../messages.ts";
import type { CoverageResult } from "./compute.ts";
import { messages } from "./messages.ts";
import type { Reading } from "./reading.ts";
import { formParams, settingsOf } from "./settings.ts";

interface HowComputedProps {
  readonly result: CoverageResult;
  readonly reading: Reading;
}

/** The parameters, and everything another person needs to compute the same. */
export function HowComputed({ result, reading }: HowComputedProps) {
  const document = useApp((state) => state.document);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { form } = settingsOf(document);
  const facts: [string, string][] = [
    [t("fact.cameras"), format.number(reading.cameras)],
    [t("fact.roles"), `${reading.always} / ${reading.turning} / ${reading.out}`],
    [t("fact.buildings"), format.number(result.city.buildings.heightMetres.length)],
    [t("fact.cases"), format.number(result.cases)],
    [t("fact.cell"), `${result.output?.frame[6] ?? form.cellMetres} m`],
    [t("fact.data"), result.input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm
        fields={formFields(formParams, form, { locale, texts: ownMessages[locale] })}
        onChange={(name, value) => setAnalysis("coverage", { [name]: value })}
      />
      <span>
        <Button kind="quiet" onClick={reset}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
      <p className="view-note">{t("method")}</p>
      <p className="view-note">{t("caveat")}</p>
    </Section>
  );
}

function reset(): void {
  const { coverage: _, ...others } = store.getState().document.analyses;
  patchDocument({ analyses: others });
}

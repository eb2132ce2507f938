import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { messages as ownMessages } from "../messages.ts";
import { messages } from "./messages.ts";
import { formOfPage, formParams, settingsOf } from "./settings.ts";
import type { BoundaryResult } from "./types.ts";

/** The parameters of the open page and what the answer rests on. */
export function HowComputed({ result }: { readonly result: BoundaryResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { input, cross } = result;
  const { form, page } = settingsOf({ analyses });
  const asked: readonly string[] = formOfPage[page];
  const fields = formFields(formParams, form, { locale, texts: ownMessages[locale] });
  const people = cross?.residents.people.reduce((sum, count) => sum + count, 0);
  const facts: [string, string][] = [
    ...(people ? [[t("fact.residents"), format.number(Math.round(people))] as [string, string]] : []),
    [t("fact.data"), input.manifest.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <p className="view-note">{t("howText")}</p>
      <ParameterForm
        fields={fields.filter(({ name }) => asked.includes(name))}
        onChange={(name, value) => setAnalysis("boundary", { [name]: value })}
      />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("boundary")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
    </Section>
  );
}

import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { analyses } from "../../index.ts";
import { analysisTexts } from "../../texts.ts";
import { params } from "../kernel/params.ts";
import type { EmergingResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";

const day = 86_400;

/** The parameters, and everything another person needs to compute the same. */
export function HowComputed({ result }: { readonly result: EmergingResult }) {
  const document = useApp((state) => state.document);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { test, made, neighbours } = settingsOf(document);
  const { shape: _, ...cellParams } = analyses.cells.params;
  const graph = made ? "cells" : "neighbours";
  const testFields = formFields(params, test, { locale, texts: analysisTexts.emerging[locale] });
  const graphFields = made
    ? formFields(cellParams, made, { locale, texts: analysisTexts.cells[locale] })
    : formFields(analyses.neighbours.params, neighbours, { locale, texts: analysisTexts.neighbours[locale] });
  const { steps, cube, input } = result;
  const [first] = steps.windows;
  const left = first ? Math.max(0, Math.round((first[0] - input.window[0]) / day)) : 0;
  const facts: [string, string][] = [
    [t("fact.window"), format.dates(first?.[0] ?? input.window[0], input.window[1])],
    [t("fact.left"), t("days", { count: left })],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
    [t("fact.tests"), format.number(cube.length)],
  ];
  return (
    <Section title={t("how")} folded>
      <h3>{t("how.test")}</h3>
      <ParameterForm fields={testFields} onChange={(name, value) => setAnalysis("emerging", { [name]: value })} />
      <h3>{t(`how.${graph}`)}</h3>
      <ParameterForm fields={graphFields} onChange={(name, value) => setAnalysis(graph, { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("emerging", "neighbours", "cells")}>
          {t("reset")}
        </Button>
      </span>
      <h3>{t("how.facts")}</h3>
      <Facts facts={facts} />
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

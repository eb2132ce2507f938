import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { areaCount } from "../../../lib/csr.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { analyses } from "../../index.ts";
import { analysisTexts } from "../../texts.ts";
import type { HotspotsResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf, testParams } from "./settings.ts";
import { writeP } from "./words.ts";

/** The parameters, and everything another person needs to compute the same. */
export function HowComputed({ result }: { readonly result: HotspotsResult }) {
  const document = useApp((state) => state.document);
  const locale = useLocale();
  const t = useTexts(messages);
  const { subject, test, made, neighbours } = settingsOf(document);
  const graph = made ? "cells" : "neighbours";
  const { shape: _, ...cellParams } = analyses.cells.params;
  const testFields = formFields(
    testParams,
    { ...test, quantity: subject.quantity },
    { locale, texts: analysisTexts.hotspots[locale] },
  );
  const graphFields = made
    ? formFields(cellParams, made, { locale, texts: analysisTexts.cells[locale] })
    : formFields(analyses.neighbours.params, neighbours, { locale, texts: analysisTexts.neighbours[locale] });
  return (
    <Section title={t("how")} folded>
      <h3>{t("how.test")}</h3>
      <ParameterForm fields={testFields} onChange={(name, value) => setAnalysis("hotspots", { [name]: value })} />
      <h3>{t(`how.${graph}`)}</h3>
      <ParameterForm fields={graphFields} onChange={(name, value) => setAnalysis(graph, { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("hotspots", "cells", "neighbours")}>
          {t("reset")}
        </Button>
      </span>
      <h3>{t("how.facts")}</h3>
      <ResultFacts result={result} />
      <p className="view-note">{t("caveats")}</p>
    </Section>
  );
}

function ResultFacts({ result: { input, now } }: { readonly result: HotspotsResult }) {
  const filtered = useApp((state) => state.document.filters.areas !== undefined);
  const t = useTexts(messages);
  const format = useFormat();
  const areas = areaCount(now.csr);
  const average = areas > 0 ? now.csr.neighbour.length / areas : 0;
  const { output } = now;
  const facts: [string, string][] = [
    [t("fact.window"), format.dates(...now.window)],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
    [t("fact.tests"), format.number(output?.tests[0] ?? 0)],
    [t("fact.neighbours"), format.number(Math.round(average * 10) / 10)],
  ];
  const [least = 0] = output?.leastP ?? [];
  if (least > 0) facts.push([t("fact.leastP"), writeP(least)]);
  if (filtered) facts.push([t("fact.areas"), t("areasIgnored")]);
  return <Facts facts={facts} />;
}

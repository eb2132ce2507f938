import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { useViewRun } from "../../../state/view-run.ts";
import { HowSection } from "../../../ui/how-section.tsx";
import { Emphasised } from "../../../ui/panel.tsx";
import { ViewFrame } from "../../../ui/view-frame.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { CatalogueResult } from "./compute.ts";
import { control } from "./control.ts";
import { ItemCheck } from "./item-check.tsx";
import { messages } from "./messages.ts";
import { Staffing } from "./staffing.tsx";

/** Whether every item is somebody's and whether there is staff enough: the answer and the evidence. */
export function CataloguePanel() {
  const { result, frame } = useViewRun(control);
  const t = useTexts(messages);
  return (
    <ViewFrame question={t("question")} {...frame}>
      {result && <Body result={result} />}
    </ViewFrame>
  );
}

function Body({ result }: { readonly result: CatalogueResult }) {
  return (
    <>
      <Answer result={result} />
      <ItemCheck result={result} />
      <Staffing result={result} />
      <How result={result} />
    </>
  );
}

function Answer({ result: { items, staff, output, communities } }: { readonly result: CatalogueResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const wrong = output.itemFault.reduce((sum, faults) => sum + ((faults & 0b11111) === 0 ? 0 : 1), 0);
  const short = output.shortOfWorkers.reduce((sum, one) => sum + one, 0);
  const parts = [
    items ? t("answer.items", { items: items.ids.length, wrong: format.number(wrong) }) : t("noItems"),
    staff && communities ? t("answer.staff", { short: format.number(short), of: communities.rows }) : t("noStaff"),
  ];
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={parts.join(t("between"))} />
    </p>
  );
}

function How({ result }: { readonly result: CatalogueResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const fields = formFields(params, result.input.settings.params, { locale, texts: ownMessages[locale] });
  return (
    <HowSection
      title={t("how")}
      fields={fields}
      onChange={(name, value) => setAnalysis("catalogue", { [name]: value })}
      resetLabel={t("reset")}
      onReset={() => resetAnalyses("catalogue")}
    >
      <p className="view-note">{t("caveats")}</p>
    </HowSection>
  );
}

import { useMemo, useState } from "react";
import { stages } from "../../../domain/vocabulary.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { presetNames, stageLabel } from "../../../i18n/process.ts";
import { clearFilters, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { useViewRun } from "../../../state/view-run.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { ViewFrame } from "../../../ui/view-frame.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { type AskedCases, CaseList } from "./case-list.tsx";
import { Checks } from "./checks.tsx";
import type { ProcessResult } from "./compute.ts";
import { Actions, Conformance } from "./conformance.tsx";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { MapSection } from "./map-section.tsx";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";
import { Variants } from "./variants.tsx";

/** How cases go and whether it is the prescribed way: the question, the answer with its numbers, and the evidence. */
export function ProcessPanel() {
  const { result, frame } = useViewRun(control);
  const t = useTexts(messages);
  return (
    <ViewFrame question={t("question")} {...frame}>
      {result && <Body result={result} />}
    </ViewFrame>
  );
}

function Body({ result }: { readonly result: ProcessResult }) {
  const [asked, setAsked] = useState<AskedCases | null>(null);
  const t = useTexts(messages);
  const isEmpty = (result.output.totals[0] ?? 0) === 0;
  return (
    <>
      {isEmpty ? (
        <EmptyState title={t("empty")}>
          <Button onClick={clearFilters}>{t("clear")}</Button>
        </EmptyState>
      ) : (
        <>
          <Answer result={result} />
          <MapSection result={result} onAsk={setAsked} />
          <Variants result={result} onAsk={setAsked} />
          <Conformance result={result} onAsk={setAsked} />
          <Actions result={result} onAsk={setAsked} />
        </>
      )}
      <Checks result={result} />
      <HowComputed result={result} />
      {asked && <CaseList key={asked.title} result={result} asked={asked} onClose={() => setAsked(null)} />}
    </>
  );
}

function Answer({ result: { output, facts, input } }: { readonly result: ProcessResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const document = useApp((state) => state.document);
  const [cases = 0, , , checked = 0, clean = 0, variants = 0] = output.totals;
  const { preset } = input.settings.params;
  const worst = useMemo(() => {
    const steps = [...output.stepSkipped.keys()].filter((s) => output.stepAssessed[s] === 1);
    return steps.reduce((best, s) => ((output.stepSkipped[s] ?? 0) > (output.stepSkipped[best] ?? 0) ? s : best), 0);
  }, [output]);
  const nameOf = (s: number) => stageLabel(stages[output.stepStage[s] ?? 0] ?? "", locale, preset);
  const values = {
    cases: format.number(cases),
    variants: format.number(variants),
    top: format.percent((output.variantCases[0] ?? 0) / cases),
    kept: format.percent(checked > 0 ? clean / checked : null),
    off: format.number(checked - clean),
    preset: presetNames[preset][locale],
  };
  const skipped = output.stepSkipped[worst] ?? 0;
  const missing = [...output.stepAssessed.keys()].filter((s) => output.stepAssessed[s] === 0).map(nameOf);
  const count = (kind: string) => facts.issues.find((issue) => issue.kind === kind)?.count ?? 0;
  const leftOut = facts.issues.reduce((sum, issue) => sum + (issue.leftOut ? issue.count : 0), 0);
  const { log } = settingsOf(document);
  const warnings = [
    input.imported > 0 &&
      t(facts.matched > 0 ? "warning.joined" : "warning.imported", {
        name: input.settings.log,
        cases: format.number(facts.cases),
        matched: format.number(facts.matched),
      }),
    input.imported === 0 && log !== "" && t("warning.gone", { name: log }),
    facts.from === "moments" && t("warning.moments"),
    missing.length > 0 && t("warning.notAssessed", { steps: format.list(missing) }),
    leftOut > 0 && t("warning.leftOut", { count: leftOut }),
    count("unknown-stage") > 0 && t("warning.unknown", { count: count("unknown-stage") }),
  ].filter((text) => text !== false);
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t("answer", values)} />
        {skipped > 0 && <Emphasised text={` ${t("answerStep", { step: nameOf(worst), count: skipped })}`} />}
      </p>
      <Warnings texts={warnings} />
      {log !== "" && (
        <span>
          <Button kind="quiet" onClick={() => setAnalysis("process", { log: "" })}>
            {t("backToOwn")}
          </Button>
        </span>
      )}
    </>
  );
}

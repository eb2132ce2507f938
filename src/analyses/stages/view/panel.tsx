import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { clearFilters } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { useViewRun } from "../../../state/view-run.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { ViewFrame } from "../../../ui/view-frame.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { type StagesResult, stageShown } from "./compute.ts";
import { control } from "./control.ts";
import { Curve } from "./curve.tsx";
import { HowComputed } from "./how.tsx";
import { messages } from "./messages.ts";
import { Ranking } from "./ranking.tsx";
import { settingsOf } from "./settings.ts";
import { StageTable } from "./stage-table.tsx";
import { useGroupName, useStageName } from "./words.ts";

/** Where cases wait longest: the question, the answer with its numbers, and the evidence. */
export function StagesPanel() {
  const { result, frame } = useViewRun(control);
  const t = useTexts(messages);
  return (
    <ViewFrame question={t("question")} {...frame}>
      {result && <Body result={result} />}
    </ViewFrame>
  );
}

function Body({ result }: { readonly result: StagesResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const t = useTexts(messages);
  if (result.output.allCases.every((cases) => !(cases > 0))) {
    return (
      <EmptyState title={t("empty")}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  const stage = stageShown(result, settingsOf({ analyses }));
  return (
    <>
      <Answer result={result} stage={stage} />
      <p className="view-note view-remark">{t("caveat")}</p>
      <StageTable result={result} stage={stage} />
      <Curve result={result} stage={stage} />
      {result.groups.length > 0 && <Ranking result={result} stage={stage} />}
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result, stage }: { readonly result: StagesResult; readonly stage: number }) {
  const { input, output, facts, ranking, groups } = result;
  const t = useTexts(messages);
  const format = useFormat();
  const groupName = useGroupName(result);
  const stageName = useStageName(result);
  const [first] = ranking;
  const worst = first?.stage ?? stage;
  const width = Math.max(1, groups.length);
  const at = first ? first.stage * width + first.group : -1;
  const hours = (seconds: number | undefined) => format.duration((seconds ?? Number.NaN) / 3600);
  const values = {
    stage: stageName(worst),
    standard: format.duration(output.standardHours[worst] ?? Number.NaN),
    group: groups.length > 0 && first ? groupName(first.group) : "",
    excess: format.duration((first ? output.byExcess[at] : output.allExcess[worst]) ?? Number.NaN),
    cases: format.number((first && output.byCases[at]) ?? 0),
    total: format.duration(first?.totalHours ?? Number.NaN),
    median: hours(first ? output.byMedian[at] : output.allMedian[worst]),
    all: hours(output.allMedian[worst]),
  };
  const isUngrouped = groups.length === 0;
  const missing = [...output.assessed.keys()].filter((s) => output.assessed[s] === 0).map(stageName);
  const warnings = [
    input.imported > 0 &&
      t(facts.matched > 0 ? "warning.joined" : "warning.imported", {
        name: input.settings.log,
        cases: format.number(facts.cases),
        matched: format.number(facts.matched),
      }),
    facts.from === "moments" && t("warning.moments"),
    missing.length > 0 && t("warning.notAssessed", { stages: format.list(missing) }),
  ].filter((text) => text !== false);
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(isUngrouped ? "answerUngrouped" : first ? "answer" : "answerAll", values)} />
      </p>
      <Warnings texts={warnings} />
    </>
  );
}

import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { clearFilters } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { useViewRun } from "../../../state/view-run.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { ViewFrame } from "../../../ui/view-frame.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import { Catalogue } from "./catalogue.tsx";
import { figureOf, type ScorecardResult, unitsOf } from "./compute.ts";
import { control } from "./control.ts";
import { messages } from "./messages.ts";
import { Ranking } from "./ranking.tsx";
import { settingsOf } from "./settings.ts";
import { TwoWay } from "./two-way.tsx";
import { Weights } from "./weights.tsx";
import { useUnitName } from "./words.ts";

/** Who does well: the question, the answer with its uncertainty, and the evidence. */
export function ScorecardPanel() {
  const { result, frame } = useViewRun(control);
  const t = useTexts(messages);
  return (
    <ViewFrame question={t("question")} {...frame}>
      {result && <Body result={result} />}
    </ViewFrame>
  );
}

function Body({ result }: { readonly result: ScorecardResult }) {
  const t = useTexts(messages);
  if (result.cases === 0) {
    return (
      <EmptyState title={t("empty")}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      <Answer result={result} />
      <Ranking result={result} />
      <TwoWay result={result} />
      <Catalogue result={result} />
      <Weights result={result} />
      <p className="view-note view-remark">{t("caveats")}</p>
    </>
  );
}

/** A street asks so many residents a year; fewer say too little. */
const surveyed = 1000;

function Answer({ result }: { readonly result: ScorecardResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const analyses = useApp((state) => state.document.analyses);
  const { units, lines } = settingsOf({ analyses });
  const { first, ids } = unitsOf(result, units);
  const name = useUnitName(result, units);
  const { rank, bestRank, worstRank, score } = result.output;
  const ranked = [...ids.keys()].filter((unit) => (rank[first + unit] ?? 0) > 0);
  ranked.sort((a, b) => (rank[first + a] ?? 0) - (rank[first + b] ?? 0));
  const certain = ranked.filter((unit) => bestRank[first + unit] === worstRank[first + unit]);
  const [best] = ranked;
  const worst = ranked.at(-1);
  const points = (unit: number | undefined) => format.number(Math.round((score[first + (unit ?? 0)] ?? 0) * 10) / 10);
  const answers = figureOf(result, "satisfaction_score", 0)?.over ?? 0;
  const { years } = result.input;
  const missing = lines.reduce((sum, { code, weight }) => sum + (code && figureOf(result, code, 0) ? 0 : weight), 0);
  const total = lines.reduce((sum, { weight }) => sum + weight, 0);
  const few = [...ids.keys()].filter(
    (unit) => (figureOf(result, "satisfaction_score", first + unit)?.over ?? 0) / years < surveyed,
  );
  const warnings = [
    missing > 0 && t("warning.missing", { missing, total }),
    answers === 0
      ? t("warning.noSurvey")
      : few.length > 0 &&
        t("warning.survey", { few: few.length, of: ids.length, perYear: format.number(Math.round(answers / years)) }),
  ].filter((text) => text !== false);
  const said = {
    ranked: ranked.length,
    of: ids.length,
    best: best === undefined ? "" : name(best),
    worst: worst === undefined ? "" : name(worst),
    bestPoints: points(best),
    worstPoints: points(worst),
    certain: certain.length,
  };
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(answerKey(ranked.length, certain.length), said)} />
      </p>
      <Warnings texts={warnings} />
    </>
  );
}

function answerKey(ranked: number, certain: number) {
  if (ranked < 2) return ranked === 0 ? "answerNone" : "answerOne";
  return certain === 0 ? "answerOpen" : "answer";
}

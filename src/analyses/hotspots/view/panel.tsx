import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { clearFilters } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { Choices } from "./choices.tsx";
import { Comparison } from "./comparison.tsx";
import type { HotspotsResult } from "./compute.ts";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { messages } from "./messages.ts";
import { MoranPlot } from "./moran-plot.tsx";
import { type Reading, readingOf } from "./reading.ts";
import { SignificantAreas } from "./significant-areas.tsx";
import { answerOf, levelName, warningsOf } from "./words.ts";

/** Which areas are significantly high: the question, the answer with its numbers, and the evidence. */
export function HotspotsPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const noAreas = useApp(({ session }) => session.phase === "ready" && session.areas.size === 0);
  const level = useLevelName(result);
  const locale = useLocale();
  const quantity = result?.input.settings.subject.quantity ?? "count";
  const t = useTexts(messages);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t(`question.${quantity}`)}</h1>
      {noAreas && <EmptyState title={t("problem.no-areas")} />}
      {!noAreas && (result ? <Body result={result} level={level} /> : <ViewSkeleton />)}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function useLevelName(result: HotspotsResult | undefined): string {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  return result ? levelName(result.input.settings, result.input.areas.level, { t, manifest, locale }) : "";
}

interface BodyProps {
  readonly result: HotspotsResult;
  readonly level: string;
}

function Body({ result, level }: BodyProps) {
  const reading = useMemo(() => readingOf(result.now), [result]);
  const t = useTexts(messages);
  const { problem } = result.now;
  return (
    <>
      {reading ? (
        <Answer result={result} level={level} reading={reading} />
      ) : (
        <EmptyState title={problem ? t(`problem.${problem}`) : ""}>
          {problem === "no-cases" && <Button onClick={clearFilters}>{t("clear")}</Button>}
        </EmptyState>
      )}
      <Choices />
      <Comparison result={result} />
      {reading && <SignificantAreas result={result} reading={reading} />}
      {reading && <MoranPlot result={result} />}
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result, level, reading }: BodyProps & { readonly reading: Reading }) {
  const t = useTexts(messages);
  const format = useFormat();
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={answerOf(result, reading, { t, format, level })} />
      </p>
      <Warnings texts={warningsOf(result, reading, t)} />
    </>
  );
}

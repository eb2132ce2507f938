import { useMemo } from "react";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { clearFilters } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { emergingClasses } from "../kernel/classes.ts";
import { messages as ownMessages } from "../messages.ts";
import { Choices } from "./choices.tsx";
import type { EmergingResult } from "./compute.ts";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { messages } from "./messages.ts";
import { PatternList } from "./pattern-list.tsx";
import { Playback } from "./playback.tsx";
import { type Reading, readingOf } from "./reading.ts";
import { enoughSteps } from "./steps.ts";

/** Which hotspots are new, growing or fading: the question, the answer with its numbers, and the evidence. */
export function EmergingPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const noAreas = useApp(({ session }) => session.phase === "ready" && session.areas.size === 0);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const made = result?.input.settings.made;
  const level = made ? t(`made.${made.shape}`) : result ? levelLabel(manifest, result.areas.level, locale) : "";
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {noAreas && <EmptyState title={t("problem.no-areas")} />}
      {!noAreas && (result ? <Body result={result} level={level} /> : <ViewSkeleton />)}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

interface BodyProps {
  readonly result: EmergingResult;
  readonly level: string;
}

function Body({ result, level }: BodyProps) {
  const reading = useMemo(() => readingOf(result), [result]);
  const t = useTexts(messages);
  const { problem } = result;
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
      {reading && <Playback result={result} reading={reading} />}
      {reading && <PatternList result={result} reading={reading} />}
      <HowComputed result={result} />
    </>
  );
}

function Answer({ result, level, reading }: BodyProps & { readonly reading: Reading }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const { steps, areas, output } = result;
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (reading.counts[`${name}-hot`] ?? 0), 0);
  const said = { areas: areas.rows, level, steps: steps.windows.length, unit: t(`unit.${steps.unit}`) };
  const format = useFormat();
  const counts = {
    fresh: of("new", "consecutive"),
    growing: of("intensifying"),
    lasting: of("persistent"),
    fading: of("diminishing", "historical"),
    unsteady: of("sporadic", "oscillating"),
  };
  const kinds = ["fresh", "growing", "lasting", "fading", "unsteady"] as const;
  const parts = format.list(
    kinds.flatMap((kind) => (counts[kind] > 0 ? [t(`part.${kind}`, { count: counts[kind] })] : [])),
  );
  const [first = -1] = reading.rows;
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const pattern = texts[`class.${emergingClasses[output?.class[first] ?? 0]}`] ?? "";
  const top = reading.hot > 0 ? t("answerTop", { name: areas.names[first] ?? "", pattern }) : t("answerEnd");
  const count = steps.windows.length;
  const warnings = [
    ...(count < enoughSteps ? [t("warning.steps", { steps: count })] : []),
    ...(reading.emptySteps > 0 ? [t("warning.empty", { count: reading.emptySteps })] : []),
  ];
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={reading.hot > 0 ? t("answer", { ...said, parts }) + top : t("answerNone", said)} />
      </p>
      <Warnings texts={warnings} />
    </>
  );
}

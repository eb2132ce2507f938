import { useMemo } from "react";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { durationReasons } from "../../../lib/stage-durations.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { verdicts } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { ResidualResult } from "./compute.ts";
import { control } from "./control.ts";
import { HowComputed } from "./how.tsx";
import { messages } from "./messages.ts";
import { shownParams } from "./settings.ts";
import { AreaRanking, DepartmentRanking } from "./tables.tsx";
import { minutesWriter } from "./words.ts";

/** Where crews arrive later than the roads explain: the question, the answer with its interval, and the evidence. */
export function ResidualPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {!result && <ViewSkeleton />}
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {result?.output && <Body result={result} />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

interface BodyProps {
  readonly result: ResidualResult;
}

function Body({ result }: BodyProps) {
  const names = useDepartmentNames(result);
  return (
    <>
      <Answer result={result} names={names} />
      <Choices />
      <AreaRanking result={result} />
      <DepartmentRanking result={result} names={names} />
      <HowComputed result={result} />
    </>
  );
}

function useDepartmentNames({ departments }: ResidualResult): readonly string[] {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  return useMemo(
    () => departments.codes.map((code) => codeLabel(manifest, "dept", code, locale)),
    [departments, manifest, locale],
  );
}

function Choices() {
  const picture = useApp((state) => state.document.analyses.residual?.picture);
  const t = useTexts(messages);
  return (
    <div className="view-choices">
      <Segmented
        label={t("picture")}
        options={shownParams.picture.options.map((value) => ({ value, label: t(`picture.${value}`) }))}
        value={picture === "verdict" ? "verdict" : "excess"}
        onChange={(value) => setAnalysis("residual", { picture: value })}
      />
    </div>
  );
}

interface AnswerProps extends BodyProps {
  readonly names: readonly string[];
}

function Answer({ result, names }: AnswerProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { output, input } = result;
  const { table, settings } = input;
  const slowest = useMemo(() => slowestOf(result), [result]);
  if (!output) return null;
  const write = minutesWriter(result, format);
  const said = (row: number) => ({
    excess: write(output.excess[row]),
    interval: `${write(output.excessLow[row])} – ${write(output.excessHigh[row])}`,
    verdict: ownMessages[locale][`verdict.${verdicts[output.verdict[row] ?? 0] ?? "no-data"}`],
  });
  const area = slowest.area;
  const values = {
    observed: write(output.observed[0]),
    modelled: write(output.modelled[0]),
    worst: table.names[area - 1] || table.ids[area - 1] || "",
    ...said(area),
  };
  const dept = slowest.department;
  const faulty = (["no-start", "closed-before-opened", "negative", "skipped", "after-data"] as const).reduce(
    (sum, reason) => sum + (output.reasonCounts[durationReasons.indexOf(reason)] ?? 0),
    0,
  );
  const [unmodelled = 0] = output.unmodelled;
  const warnings = [
    faulty > 0 && t("leftOut", { count: faulty }),
    unmodelled > 0 && t("unmodelled", { count: unmodelled }),
    settings.values.clock === "item" && !result.hasUnits && t("noUnits"),
  ].filter((text) => text !== false);
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(area > 0 ? "answer" : "answerNone", values)} />
        {dept > 0 && <Emphasised text={t("department", { dept: names[dept - 1 - table.rows] ?? "", ...said(dept) })} />}
      </p>
      <p className="view-note view-remark">{t("remark")}</p>
      <Warnings texts={warnings} />
    </>
  );
}

/** The rows of the figures of the slowest area and the slowest department that are surely slow; 0 for none. */
function slowestOf({ output, input, departments }: ResidualResult) {
  const first = 1 + input.table.rows;
  const slow = (row: number) => verdicts[output?.verdict[row] ?? 0]?.endsWith("slow") === true;
  const among = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => from + i)
      .filter(slow)
      .reduce((a, b) => ((output?.excess[b] ?? 0) > (a === 0 ? 0 : (output?.excess[a] ?? 0)) ? b : a), 0);
  return { area: among(1, input.table.rows), department: among(first, departments.codes.length) };
}

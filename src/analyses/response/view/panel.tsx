import { useMemo } from "react";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { type Moment, moments } from "../../../lib/stage-durations.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { ResponseResult } from "./compute.ts";
import { control } from "./control.ts";
import { Curves } from "./curves.tsx";
import { HowComputed } from "./how.tsx";
import { LeftOutCases } from "./left-out.tsx";
import { messages } from "./messages.ts";
import { Profile } from "./profile.tsx";
import { settingsOf } from "./settings.ts";
import { AreaFigures, GroupFigures } from "./tables.tsx";
import { durationWriter, writeInterval } from "./words.ts";

/** How long cases take from one stage to another: the question, the answer with its interval, and the evidence. */
export function ResponsePanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const locale = useLocale();
  const t = useTexts(messages);
  const [from, to] = result?.pair ?? ["reported", "closed"];
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question", { from: t(`noun.${from}`), to: t(`noun.${to}`) })}</h1>
      {!result && <ViewSkeleton />}
      {result && result.problem !== "no-stages" && <Choices result={result} />}
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {result?.output && <Body result={result} />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

interface BodyProps {
  readonly result: ResponseResult;
}

function Body({ result }: BodyProps) {
  const groupNames = useGroupNames(result);
  return (
    <>
      <Answer result={result} />
      <Curves result={result} groupNames={groupNames} />
      <AreaFigures result={result} />
      <GroupFigures result={result} groupNames={groupNames} />
      <Profile result={result} />
      <LeftOutCases result={result} />
      <HowComputed result={result} />
    </>
  );
}

function useGroupNames({ groups, input }: ResponseResult): readonly string[] {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const { groupBy } = input.settings.values;
  return useMemo(
    () => groups.codes.map((code) => (groupBy === "hour" ? `${code}:00` : codeLabel(manifest, groupBy, code, locale))),
    [groups, groupBy, manifest, locale],
  );
}

function Choices({ result }: BodyProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const texts = ownMessages[locale];
  const { pair, present, input } = result;
  const [from, to] = pair;
  const { clock } = input.settings.values;
  const analyses = useApp((state) => state.document.analyses);
  const { picture, columns } = settingsOf({ analyses }).values;
  const moment = (key: "fromMoment" | "toMoment") => (value: Moment) => ({
    value,
    label: t(key, { moment: t(`noun.${value}`) }),
  });
  const after = present.filter((value) => moments.indexOf(value) > moments.indexOf(from));
  return (
    <div className="view-choices response-choices">
      <Select
        label={texts["param.from"]}
        options={present.slice(0, -1).map(moment("fromMoment"))}
        value={from}
        onChange={(value) => setAnalysis("response", { from: value })}
      />
      <Select
        label={texts["param.to"]}
        options={after.map(moment("toMoment"))}
        value={to}
        onChange={(value) => setAnalysis("response", { to: value })}
      />
      <Select
        label={texts["param.clock"]}
        options={params.clock.options.map((value) => ({ value, label: texts[`clock.${value}`] }))}
        value={clock}
        onChange={(value) => setAnalysis("response", { clock: value })}
      />
      <Segmented
        label={texts["param.picture"]}
        options={pictures.map((value) => ({ value, label: texts[`picture.${value}`] }))}
        value={picture}
        onChange={(value) => setAnalysis("response", { picture: value })}
      />
      <Segmented
        label={texts["param.columns"]}
        options={columnSets.map((value) => ({ value, label: texts[`columns.${value}`] }))}
        value={columns}
        onChange={(value) => setAnalysis("response", { columns: value })}
      />
    </div>
  );
}

const pictures = ["median", "share"] as const;
const columnSets = ["quantiles", "means"] as const;

function Answer({ result }: BodyProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const shownPicture = useApp((state) => state.document.analyses.response?.picture);
  const { output, input, pair, leftOut, hasCalendar, hasUnits, targetHours, stretches } = result;
  const { table, settings } = input;
  const worst = useMemo(() => worstArea(result), [result]);
  if (!output) return null;
  const write = durationWriter(result, format, t);
  const at = (values: Float64Array, row = 0) => values[row] ?? Number.NaN;
  const decided = at(output.decided);
  const to = t(`moment.${pair[1]}`);
  const values = {
    cases: at(output.cases),
    to,
    median: write(at(output.median)),
    interval: writeInterval(write, at(output.medianLow), at(output.medianHigh)),
    share: format.percent(decided > 0 ? at(output.within) / decided : null),
    worst: table.names[worst] || table.ids[worst] || "",
    worstMedian: write(at(output.median, worst + 1)),
  };
  const known = !Number.isNaN(at(output.median));
  const { clock, smallCases } = settings.values;
  const warnings = [
    at(output.cases) < smallCases && t("fewCases", { cases: at(output.cases) }),
    clock !== "continuous" && !hasCalendar && t("noCalendar"),
    clock === "item" && !hasUnits && t("noUnits"),
    ...stretches.slice(1).map(([next], i) => {
      const [, last] = stretches[i] ?? [next, next];
      return t("gaps", { from: format.date(last), to: format.date(next) });
    }),
    leftOut.caseIds.length > 0 && t("leftOutWarning", { count: leftOut.caseIds.length }),
  ].filter((text) => text !== false);
  const [open, closed] = [at(output.open), write(at(output.closedMedian))];
  const map = shownPicture === "share" ? t("mapShare") : t("mapTarget", { target: write(targetHours * 3600) });
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(!known ? "answerUnreached" : worst < 0 ? "answerEven" : "answer", values)} />
      </p>
      <p className="view-note">{map}</p>
      <p className="view-note view-remark">
        {open > 0 ? t(closed === values.median ? "gapSame" : "gap", { open, to, closed }) : t("noOpen")}
      </p>
      <Warnings texts={warnings} />
    </>
  );
}

/** The area with the longest median among those with enough cases, -1 where there are not two. */
function worstArea({ output, input }: ResponseResult): number {
  if (!output) return -1;
  const { smallCases } = input.settings.values;
  const rows = [...input.table.ids.keys()].filter(
    (row) => (output.cases[row + 1] ?? 0) >= smallCases && !Number.isNaN(output.median[row + 1]),
  );
  if (rows.length < 2) return -1;
  return rows.reduce((a, b) => ((output.median[b + 1] ?? 0) > (output.median[a + 1] ?? 0) ? b : a));
}

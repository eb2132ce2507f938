import { travelModes } from "../../../domain/travel.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { type Group, groups, speedParams, formParams as travelParams } from "../../../state/travel-settings.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { analysisTexts } from "../../texts.ts";
import { messages as ownMessages } from "../messages.ts";
import type { WhatIfResult } from "./compute.ts";
import { control } from "./control.ts";
import { deltaOf } from "./figures.ts";
import { local } from "./local.ts";
import { messages } from "./messages.ts";
import { addInTheMiddle, setChanges } from "./pointer.ts";
import { Scenarios } from "./scenarios.tsx";
import { formParams, mapKinds, settingsOf } from "./settings.ts";
import { Solver } from "./solver.tsx";
import { StationList } from "./station-list.tsx";
import { AreaChanges, Summary } from "./tables.tsx";
import { warningsOf } from "./words.ts";

/** What happens if stations are moved, added or closed. */
export function StationsPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {!result && <ViewSkeleton />}
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {result?.output && (
        <>
          <Answer result={result} />
          <p className="view-note view-remark">{t("caveat")}</p>
          <Choices />
          <StationList result={result} />
          <Solver result={result} />
          <Summary result={result} />
          <AreaChanges result={result} />
          <Scenarios />
          <HowComputed />
        </>
      )}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Answer({ result }: { readonly result: WhatIfResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const preview = useLocal(local, (state) => state.preview);
  const t = useTexts(messages);
  const format = useFormat();
  const { group, target } = settingsOf({ analyses }).now;
  const change = deltaOf(result, result.input.travel.table.rows, group);
  const share = (within: number) => format.percent(change.total > 0 ? within / change.total : null);
  const said = { group: t(`group.${group}`), minutes: format.number(target) };
  const signed = (value: number) =>
    `${value > 0 ? "+" : value < 0 ? "−" : ""}${format.number(Math.abs(Math.round(value)))}`;
  const isSame = change.later === 0 && change.sooner === 0;
  const text = preview
    ? t("dragging", { ...said, share: format.percent(preview.share) })
    : isSame
      ? t("untouched", { ...said, share: share(change.after.within) })
      : t("answer", {
          ...said,
          before: share(change.before.within),
          after: share(change.after.within),
          points: format.points(change.within / change.total),
          people: signed(change.within),
          sooner: format.number(Math.round(change.sooner)),
          later: format.number(Math.round(change.later)),
        });
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={text} />
      </p>
      {!preview && <Worse result={result} group={group} />}
      <Warnings texts={warningsOf(result, { t, format })} />
    </>
  );
}

/** So many areas are named. */
const namedAreas = 3;

/** The areas where most are reached later. */
function Worse({ result, group }: { readonly result: WhatIfResult; readonly group: Group }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { table } = result.input.travel;
  const worse = [...table.ids.keys()]
    .map((row) => ({ row, later: deltaOf(result, row, group).later }))
    .filter(({ later }) => later >= 0.5)
    .sort((a, b) => b.later - a.later);
  if (worse.length === 0) return null;
  const list = worse
    .slice(0, namedAreas)
    .map(({ row, later }) =>
      t("worseArea", { area: table.names[row] || (table.ids[row] ?? ""), count: format.number(Math.round(later)) }),
    )
    .join(t("listComma"));
  const more = worse.length - namedAreas;
  return (
    <p className="view-note">
      {t("worse", { group: t(`group.${group}`), list })}
      {more > 0 && t("worseMore", { count: more })}
    </p>
  );
}

function Choices() {
  const analyses = useApp((state) => state.document.analyses);
  const tool = useLocal(local, (state) => state.tool);
  const t = useTexts(messages);
  const format = useFormat();
  const { now, changes, map } = settingsOf({ analyses });
  return (
    <>
      <div className="view-actions">
        <Button pressed={tool === "add"} onClick={() => local.setState({ tool: tool === "add" ? "look" : "add" })}>
          {t(tool === "add" ? "adding" : "add")}
        </Button>
        {tool !== "add" && <Button onClick={addInTheMiddle}>{t("addMiddle")}</Button>}
        {changes.length > 0 && (
          <Button kind="quiet" onClick={() => setChanges([])}>
            {t("reset")}
          </Button>
        )}
      </div>
      <div className="view-choices">
        <Select
          label={t("group")}
          options={groups.map((value) => ({ value, label: t(`group.${value}`) }))}
          value={now.group}
          onChange={(group) => setAnalysis("isochrones", { group })}
        />
        <Select
          label={t("target")}
          options={now.breaks.map((minutes) => ({
            value: String(minutes),
            label: t("minutes", { minutes: format.number(minutes) }),
          }))}
          value={String(now.target)}
          onChange={(minutes) => setAnalysis("isochrones", { target: Number(minutes) })}
        />
      </div>
      <div className="view-actions">
        <Segmented
          label={t("map")}
          options={mapKinds.map((value) => ({ value, label: t(`map.${value}`) }))}
          value={map}
          onChange={(value) => setAnalysis("stations", { map: value })}
        />
      </div>
    </>
  );
}

function HowComputed() {
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const { form, travel } = settingsOf({ analyses });
  const own: Readonly<Record<string, string>> = ownMessages[locale];
  const texts: Readonly<Record<string, string>> = analysisTexts.isochrones[locale];
  const speeds = speedParams(travel.form.mode);
  const values = Object.fromEntries(Object.keys(speeds).map((name, code) => [name, travel.kmh[code] ?? 0]));
  const change = (name: string, value: string | number | boolean) => setAnalysis("stations", { [name]: value });
  const { turnoutMinutes } = travelParams;
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={formFields(formParams, form, { locale, texts: own })} onChange={change} />
      <h3>{t("travel")}</h3>
      <Select
        labelled
        label={t("mode")}
        options={travelModes.map((value) => ({ value, label: texts[`mode.${value}`] ?? value }))}
        value={travel.form.mode}
        onChange={(mode) => change("mode", mode)}
      />
      <ParameterForm fields={formFields({ turnoutMinutes }, travel.form, { locale, texts })} onChange={change} />
      <ParameterForm fields={formFields(speeds, values, { locale, texts })} onChange={change} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("stations")}>
          {t("resetForm")}
        </Button>
      </span>
    </Section>
  );
}

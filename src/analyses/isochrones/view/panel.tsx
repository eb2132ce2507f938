import { useMemo } from "react";
import { travelModes } from "../../../domain/travel.ts";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { patchDocument, resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { store } from "../../../state/store.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { formParams, groups, settingsOf, speedParams, withoutSpeeds } from "../../../state/travel-settings.ts";
import { kindCode } from "../../../state/travel-stations.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { Facts, ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { messages as ownMessages } from "../messages.ts";
import { control } from "./control.ts";
import { reachedIn, shareOf } from "./figures.ts";
import { messages } from "./messages.ts";
import { OdTable } from "./od.tsx";
import { AreaTable, ReachTable, StationTable } from "./tables.tsx";
import { warningsOf } from "./words.ts";

/** Who can be reached in time from stations, and who not. */
export function IsochronesPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const kind = result?.kind ? codeLabel(manifest, "facility_type", kindCode(result.kind), locale) : "";
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question", { kind })}</h1>
      {!result && <ViewSkeleton />}
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {result?.output && (
        <>
          <Answer result={result} />
          <p className="view-note view-remark">{t("caveat")}</p>
        </>
      )}
      {result && <Choices result={result} />}
      {result?.output && (
        <>
          <AreaTable result={result} />
          <ReachTable result={result} />
          <StationTable result={result} />
          <OdTable result={result} />
          <HowComputed result={result} />
        </>
      )}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Answer({ result }: { readonly result: TravelResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { group, target, form } = settingsOf({ analyses });
  const { table } = result.input;
  const worst = useMemo(() => {
    const rows = Array.from({ length: table.rows }, (_, row) => ({
      row,
      share: shareOf(result, row, { group, target }),
    }));
    return rows.filter(({ share }) => !Number.isNaN(share)).sort((a, b) => a.share - b.share)[0];
  }, [result, table, group, target]);
  const { total, reached } = reachedIn(result, table.rows, { group, target });
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const values = {
    group: t(`group.${group}`),
    minutes: format.number(target),
    mode: texts[`mode.${form.mode}`] ?? "",
    turnout: format.number(form.turnoutMinutes),
    share: format.percent(reached / total),
    missing: format.number(Math.round(total - reached)),
    worst: table.names[worst?.row ?? -1] ?? "",
    worstShare: format.percent(worst?.share ?? null),
  };
  const key = total === 0 ? "answerNobody" : total - reached < 0.5 ? "answerAll" : "answer";
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(key, values)} />
      </p>
      <Warnings texts={warningsOf(result, { t, format })} />
    </>
  );
}

function Choices({ result }: { readonly result: TravelResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { group, target, form, breaks, byArea } = settingsOf({ analyses });
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  return (
    <>
      <div className="view-choices">
        <Select
          label={t("kind")}
          options={result.kinds.map((value) => ({
            value,
            label: codeLabel(manifest, "facility_type", kindCode(value), locale),
          }))}
          value={result.kind}
          onChange={(kind) => setAnalysis("isochrones", { kind })}
        />
        <Select
          label={t("mode")}
          options={travelModes.map((value) => ({ value, label: texts[`mode.${value}`] ?? value }))}
          value={form.mode}
          onChange={chooseMode}
        />
        <Select
          label={t("target")}
          options={breaks.map((minutes) => ({
            value: String(minutes),
            label: t("minutes", { minutes: format.number(minutes) }),
          }))}
          value={String(target)}
          onChange={(minutes) => setAnalysis("isochrones", { target: Number(minutes) })}
        />
      </div>
      <div className="view-actions">
        <Segmented
          label={t("group")}
          options={groups.map((value) => ({ value, label: t(`group.${value}`) }))}
          value={group}
          onChange={(value) => setAnalysis("isochrones", { group: value })}
        />
      </div>
      <div className="view-actions">
        <Segmented
          label={t("map")}
          options={[
            { value: "isochrones", label: t("map.isochrones") },
            { value: "areas", label: t("map.areas") },
          ]}
          value={byArea ? "areas" : "isochrones"}
          onChange={(value) => setAnalysis("isochrones", { byArea: value === "areas" })}
        />
      </div>
    </>
  );
}

function chooseMode(mode: string): void {
  const { analyses } = store.getState().document;
  patchDocument({ analyses: { ...analyses, isochrones: { ...withoutSpeeds(analyses.isochrones ?? {}), mode } } });
}

function HowComputed({ result }: { readonly result: TravelResult }) {
  const analyses = useApp((state) => state.document.analyses);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const { form, kmh } = settingsOf({ analyses });
  const { mode: _, ...asked } = formParams;
  const speeds = speedParams(form.mode);
  const values = Object.fromEntries(Object.keys(speeds).map((name, code) => [name, kmh[code] ?? 0]));
  const change = (name: string, value: string | number | boolean) => setAnalysis("isochrones", { [name]: value });
  const { output, stations, places, input } = result;
  const facts: [string, string][] = [
    [t("fact.stations"), format.number(stations.ids.length)],
    [t("fact.edges"), format.number(output?.roads[2] ?? 0)],
    [t("fact.places"), format.number(places.placeLon.length)],
    [t("fact.raster"), format.metres(Math.round(output?.frame[2] ?? 0))],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={formFields(asked, form, { locale, texts })} onChange={change} />
      <h3>{t("speeds")}</h3>
      <ParameterForm fields={formFields(speeds, values, { locale, texts })} onChange={change} />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("isochrones")}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
    </Section>
  );
}

import { useMemo } from "react";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { patchDocument, setAnalysis, setCamera } from "../../../state/actions.ts";
import { areaNameAt } from "../../../state/area-levels.ts";
import { doingOf } from "../../../state/doing.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { store } from "../../../state/store.ts";
import { Button, Segmented, Select } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Facts, ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { messages as ownMessages } from "../messages.ts";
import { control, local } from "./control.ts";
import { Curve } from "./curve.tsx";
import { messages } from "./messages.ts";
import { formParams, settingsOf, subjects } from "./settings.ts";
import type { SitingResult } from "./types.ts";
import { answerOf, warningsOf } from "./words.ts";

/** Where more should be built: the question, the answer with its gap to the best, and the evidence. */
export function SitingPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {!result && <ViewSkeleton />}
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {result?.output && (
        <>
          <p className="answer" aria-live="polite">
            <Emphasised text={answerOf(result, { t, format })} />
          </p>
          <Warnings texts={warningsOf(result, { t, format })} />
        </>
      )}
      <p className="view-note view-remark">{t("caveat")}</p>
      {result && <Choices result={result} />}
      {result?.output && <BeforeAfter />}
      {result?.output && <Sites result={result} />}
      {result?.output && <Marginal result={result} />}
      {result && <HowComputed result={result} />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

const counts = ["1", "2", "3", "5", "8", "10", "15", "20", "30", "50"];

function Choices({ result }: { readonly result: SitingResult }) {
  const document = useApp((state) => state.document);
  const manifest = useApp((state) => state.session.manifest);
  const drawing = useLocal(local, (state) => state.drawing);
  const locale = useLocale();
  const t = useTexts(messages);
  const { form, drawn } = settingsOf(document);
  const options = [...new Set([...counts, String(form.sites)])].sort((a, b) => Number(a) - Number(b));
  return (
    <>
      <div className="view-choices">
        <div className="siting-wide">
          <Segmented
            label={t("subject")}
            options={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
            value={form.subject === "camera" ? "camera" : "facility"}
            onChange={(subject) => setAnalysis("siting", { subject })}
          />
        </div>
        {form.subject === "facility" && (
          <Select
            label={t("kind")}
            options={result.kinds.map((value) => ({
              value,
              label: codeLabel(manifest, "facility_type", value, locale),
            }))}
            value={result.kind}
            onChange={(kind) => setAnalysis("siting", { kind })}
          />
        )}
        <Select
          label={t("sites")}
          options={options.map((value) => ({ value, label: t("count", { count: Number(value) }) }))}
          value={String(form.sites)}
          onChange={(sites) => setAnalysis("siting", { sites: Number(sites) })}
        />
      </div>
      <div className="view-actions">
        <Button pressed={drawing} onClick={() => local.setState({ drawing: !drawing })}>
          {t(drawing ? "drawing" : "draw")}
        </Button>
        {drawn.length > 0 && (
          <Button kind="quiet" onClick={() => setAnalysis("siting", { drawn: "", onlyDrawn: false })}>
            {t("drawn", { count: drawn.length / 2 })} · {t("clear")}
          </Button>
        )}
      </div>
    </>
  );
}

/** The map as it is, or with what is chosen. */
function BeforeAfter() {
  const shown = useLocal(local, (state) => state.shown);
  const t = useTexts(messages);
  return (
    <Segmented
      label={t("shown")}
      options={shownOptions.map((value) => ({ value, label: t(`shown.${value}`) }))}
      value={shown}
      onChange={(value) => local.setState({ shown: value })}
    />
  );
}

const shownOptions = ["before", "after"] as const;

function Sites({ result }: { readonly result: SitingResult }) {
  const areas = useApp((state) => state.session.areas);
  const t = useTexts(messages);
  const format = useFormat();
  const { chosen, input } = result;
  const { subject } = input.settings.form;
  const columns = useMemo((): SortedColumn[] => {
    const place = (row: number) => areaNameAt(areas, chosen[row]?.lon, chosen[row]?.lat);
    const adds = (row: number) => chosen[row]?.adds || 0;
    const azimuth = (row: number) => chosen[row]?.azimuth ?? Number.NaN;
    const facing: SortedColumn = {
      key: "azimuth",
      header: t("column.azimuth"),
      width: 64,
      value: azimuth,
      cell: (row) => `${Math.round(azimuth(row))}°`,
    };
    return [
      { key: "place", header: t("column.place"), value: place, cell: (row) => `${row + 1}  ${place(row)}` },
      ...(subject === "camera" ? [facing] : []),
      {
        key: "adds",
        header: t("column.adds"),
        width: 92,
        value: adds,
        cell: (row) => format.number(Math.round(adds(row))),
      },
    ];
  }, [areas, chosen, subject, t, format]);
  if (chosen.length === 0) return null;
  return (
    <Section title={t("list")} aside={<span>{chosen.length}</span>}>
      <p className="view-note">{t("addsHint")}</p>
      <SortedTable
        label={t("list")}
        columns={columns}
        rows={chosen.length}
        rowName={(row) => `${row + 1}`}
        onRow={(row) => setCamera({ lon: chosen[row]?.lon ?? 0, lat: chosen[row]?.lat ?? 0, zoom: 16 })}
      />
    </Section>
  );
}

function Marginal({ result }: { readonly result: SitingResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { model, subject } = result.input.settings.form;
  const curve = result.output?.curve ?? new Float64Array();
  if (curve.length < 2) return null;
  const median = model === "p-median";
  const y = t(median ? "curveY.median" : subject === "camera" ? "curveY.camera" : "curveY.facility");
  const values = median ? curve.map((metres) => metres / 1e4) : curve;
  return (
    <Section title={t("curve")}>
      <Curve label={t("curve")} values={values} titles={{ x: t("curveX"), y }} format={format.compact} />
      <p className="view-note">{t("curveAbout")}</p>
    </Section>
  );
}

function HowComputed({ result }: { readonly result: SitingResult }) {
  const document = useApp((state) => state.document);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { table, candidates, output, input, solver } = result;
  const facts: [string, string][] = [
    [t("fact.candidates"), format.number(candidates.lon.length)],
    [t("fact.existing"), format.number(table?.fixed.reduce((sum, is) => sum + is, 0) ?? 0)],
    [t("fact.demand"), format.number(table?.weight.length ?? 0)],
    [t("fact.bound"), format.number(Math.round(output?.bound[0] ?? Number.NaN))],
    [t("fact.solver"), t(`solver.${solver}`, { seconds: input.settings.form.seconds })],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  const fields = formFields(formParams, settingsOf(document).form, { locale, texts: ownMessages[locale] });
  return (
    <Section title={t("how")} folded>
      <ParameterForm fields={fields} onChange={(name, value) => setAnalysis("siting", { [name]: value })} />
      <span>
        <Button kind="quiet" onClick={reset}>
          {t("reset")}
        </Button>
      </span>
      <Facts facts={facts} />
    </Section>
  );
}

function reset(): void {
  const { siting: _, ...others } = store.getState().document.analyses;
  patchDocument({ analyses: others });
}

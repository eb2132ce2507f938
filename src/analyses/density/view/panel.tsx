import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { formFields } from "../../../i18n/parameters.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import { clearFilters, resetAnalyses, setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { ParameterForm } from "../../../ui/parameter-form.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { Facts, ViewSkeleton } from "../../../ui/view-parts.tsx";
import { params } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { DensityResult } from "./compute.ts";
import { control } from "./control.ts";
import { messages } from "./messages.ts";

/** Where cases are densest: the question, the answer with its numbers, and how it was made. */
export function DensityPanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const noAreas = useApp(({ session }) => session.phase === "ready" && session.areas.size === 0);
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {noAreas && <EmptyState title={t("problem.no-areas")} />}
      {!noAreas && (result ? <Body result={result} /> : <ViewSkeleton />)}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

function Body({ result }: { readonly result: DensityResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const name = usePlaceName(result.at);
  if (result.problem) {
    return (
      <EmptyState title={t(`problem.${result.problem}`)}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  const { highest, cases, km2, bandwidthMetres } = result;
  const times = (highest * km2) / cases;
  const values = {
    name: name ?? t("outside"),
    highest: Math.round(highest),
    times: format.number(Math.round(times * 10) / 10),
    bandwidth: format.metres(bandwidthMetres),
  };
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t("answer", values)} />
      </p>
      <p className="view-note view-caveat">{t("caveat")}</p>
      <HowComputed result={result} />
    </>
  );
}

/** The name of the area of the counted level at a place. */
function usePlaceName([lon, lat]: DensityResult["at"]): string | undefined {
  const areas = useApp((state) =>
    state.linked?.areaLevel ? state.session.areas.get(state.linked.areaLevel) : undefined,
  );
  if (!areas) return undefined;
  const index = remembered(areas, "index", () => createPolygonIndex(ringsOfFeatures(areas.polygons)));
  const row = index.locateOne(lon, lat);
  return areas.names[row] || areas.ids[row];
}

function HowComputed({ result }: { readonly result: DensityResult }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { input, raster } = result;
  const facts: [string, string][] = [
    [t("fact.window"), format.dates(...input.window)],
    [t("fact.cases"), format.number(result.cases)],
    [t("fact.bandwidth"), format.metres(result.bandwidthMetres)],
    [t("fact.cell"), `${format.metres(raster.cellMetres)} · ${raster.columns} × ${raster.rows}`],
    [t("fact.data"), input.dataVersion.slice(0, 12)],
  ];
  return (
    <Section title={t("how")} folded={false}>
      <h3>{t("how.parameters")}</h3>
      <ParameterForm
        fields={formFields(params, input.params, { locale, texts: ownMessages[locale] })}
        onChange={(name, value) => setAnalysis("density", { [name]: value })}
      />
      <span>
        <Button kind="quiet" onClick={() => resetAnalyses("density")}>
          {t("reset")}
        </Button>
      </span>
      <h3>{t("how.facts")}</h3>
      <Facts facts={facts} />
      <p className="view-note">{t("compare")}</p>
    </Section>
  );
}

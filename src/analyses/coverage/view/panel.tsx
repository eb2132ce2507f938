import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { doingOf } from "../../../state/doing.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp, useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { Button, Select } from "../../../ui/controls.tsx";
import { Emphasised, EmptyState, Stat } from "../../../ui/panel.tsx";
import { RunStatus } from "../../../ui/run-status.tsx";
import { ViewSkeleton, Warnings } from "../../../ui/view-parts.tsx";
import { CameraCard } from "./camera-card.tsx";
import type { CoverageResult } from "./compute.ts";
import { control, local } from "./control.ts";
import { HowComputed } from "./how.tsx";
import type { Figures } from "./live.ts";
import { messages } from "./messages.ts";
import "./panel.css";
import { spotsOf } from "./picture.ts";
import { BlindPlaces } from "./places.tsx";
import { Ranking } from "./ranking.tsx";
import type { Reading } from "./reading.ts";
import { formParams, settingsOf } from "./settings.ts";
import { SinglePoints } from "./single-points.tsx";
import { BlindSpots } from "./spots-table.tsx";
import { answerOf, warningsOf } from "./words.ts";
import { WrongCameras } from "./wrong-cameras.tsx";

/** Where nothing is seen: the question, the answer with its numbers, and the evidence. */
export function CoveragePanel() {
  const run = useRun(control);
  const result = shownResult(run);
  const figures = useLocal(local, (state) => state.figures);
  const reading = useLocal(local, (state) => state.reading);
  const locale = useLocale();
  const t = useTexts(messages);
  return (
    <div className="view" aria-busy={run.status === "running"}>
      <h1>{t("question")}</h1>
      {result?.problem && <EmptyState title={t(`problem.${result.problem}`)} />}
      {!result && <ViewSkeleton />}
      {result && figures && reading && <Body result={result} figures={figures} reading={reading} />}
      <RunStatus doing={doingOf(run, locale)} onStop={control.stop} onAgain={control.again} />
    </div>
  );
}

export interface PartProps {
  readonly result: CoverageResult;
  readonly figures: Figures;
  readonly reading: Reading;
}

function Body(props: PartProps) {
  const { result, figures, reading } = props;
  const blindPercent = useApp((state) => settingsOf(state.document).form.blindPercent);
  const t = useTexts(messages);
  const format = useFormat();
  const shown = useMemo(() => withBlindPercent(result, blindPercent), [result, blindPercent]);
  const spots = spotsOf(shown);
  const reach = format.percent(reading.reachableM2 / reading.openM2);
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={answerOf({ result, figures, reading, spots }, { t, format })} />
      </p>
      {reading.turning > 0 && reading.always > 0 && (
        <p className="view-note">{t("turning", { turning: reading.turning, reach })}</p>
      )}
      <p className="view-note view-remark">{t("caveat")}</p>
      <Warnings texts={warningsOf(result, reading, { t, format })} />
      <Choices />
      <CameraCard result={result} />
      <Shares figures={figures} reading={reading} />
      <BlindSpots result={shown} spots={spots} />
      <BlindPlaces result={result} figures={figures} />
      <Ranking result={result} figures={figures} />
      <SinglePoints result={result} reading={reading} />
      <WrongCameras result={result} reading={reading} />
      <HowComputed result={result} reading={reading} />
    </>
  );
}

/** What counts as blind is only shown differently: nothing is computed anew. */
function withBlindPercent(result: CoverageResult, blindPercent: number): CoverageResult {
  const { settings } = result.input;
  return { ...result, input: { ...result.input, settings: { ...settings, form: { ...settings.form, blindPercent } } } };
}

/** How clearly something must be seen, and the way back from cameras that were switched off. */
function Choices() {
  const document = useApp((state) => state.document);
  const t = useTexts(messages);
  const { form, off } = settingsOf(document);
  const options = formParams.level.options.map((value) => ({
    value,
    label: `${t(`level.${value}`)} · ${densities[value]} px/m`,
  }));
  return (
    <div className="view-choices">
      <Select
        label={t("levelLabel")}
        options={options}
        value={form.level}
        onChange={(level) => setAnalysis("coverage", { level })}
      />
      {off.length > 0 && (
        <Button onClick={() => setAnalysis("coverage", { off: "" })}>
          {t("switchedOff", { count: off.length })} · {t("allOn")}
        </Button>
      )}
    </div>
  );
}

const densities = { detect: "25", observe: "62.5", recognise: "125", identify: "250" } as const;

function Shares({ figures, reading }: Pick<PartProps, "figures" | "reading">) {
  const t = useTexts(messages);
  const format = useFormat();
  const { streetMetres, streetSeen } = figures;
  const share = (k: 0 | 1 | 2) => format.percent(streetSeen[k] / streetMetres);
  const note = `${t("atLeast", { k: 2, share: share(1) })} · ${t("atLeast", { k: 3, share: share(2) })}`;
  return (
    <dl className="stats">
      {streetMetres > 0 && <Stat label={t("streetSeen")} value={share(0)} note={note} />}
      <Stat label={t("openSeen")} value={format.percent(figures.seenM2 / reading.openM2)} />
    </dl>
  );
}

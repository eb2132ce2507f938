import { useMemo, useState } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button, IconButton, RangeField, Segmented } from "../../../ui/controls.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { wantedKinds } from "../kernel/list.ts";
import type { AskedCases } from "./case-list.tsx";
import type { ProcessResult } from "./compute.ts";
import { type DrawnGraph, drawnGraph } from "./graph.ts";
import { messages } from "./messages.ts";
import { type Picked, ProcessMap } from "./process-map.tsx";
import { drawing, settingsOf } from "./settings.ts";
import { useActivityName } from "./words.ts";

interface MapSectionProps {
  readonly result: ProcessResult;
  readonly onAsk: (asked: AskedCases) => void;
}

/** The process map with what is drawn of it, its legend, and the details of what is chosen. */
export function MapSection({ result, onAsk }: MapSectionProps) {
  const [large, setLarge] = useState(false);
  const t = useTexts(messages);
  const drawn = <DrawnMap result={result} onAsk={onAsk} large={false} onEnlarge={() => setLarge(true)} />;
  return (
    <Section title={t("map")}>
      {drawn}
      {large && (
        <Dialog title={t("map")} closeLabel={t("close")} onClose={() => setLarge(false)}>
          <div className="process-wide">
            <DrawnMap result={result} onAsk={onAsk} large />
          </div>
        </Dialog>
      )}
    </Section>
  );
}

interface DrawnMapProps extends MapSectionProps {
  readonly large: boolean;
  readonly onEnlarge?: () => void;
}

const zooms = [0.5, 0.65, 0.8, 1, 1.25, 1.6, 2];

function DrawnMap({ result, onAsk, large, onEnlarge }: DrawnMapProps) {
  const analyses = useApp((state) => state.document.analyses);
  const { measure, paths } = settingsOf({ analyses }).drawing;
  const [picked, setPicked] = useState<Picked | null>(null);
  const [zoom, setZoom] = useState(large ? 3 : 2);
  const nameOf = useActivityName(result);
  const t = useTexts(messages);
  const format = useFormat();
  const { output } = result;
  const graph = useMemo(() => drawnGraph(output, paths / 100), [output, paths]);
  const share = format.percent(paths / 100);
  const clock = t(`clock.${result.input.settings.params.clock}`);
  return (
    <>
      <Segmented
        label={t("measureLabel")}
        options={drawing.measure.options.map((value) => ({ value, label: t(`measure.${value}`) }))}
        value={measure}
        onChange={(value) => setAnalysis("process", { measure: value })}
      />
      <RangeField
        label={t("paths")}
        text={t("pathsText", { share })}
        value={paths}
        bounds={[drawing.paths.min, drawing.paths.max, 1]}
        onChange={(value) => setAnalysis("process", { paths: value })}
      />
      <ProcessMap
        output={output}
        graph={graph}
        measure={measure}
        nameOf={nameOf}
        picked={picked}
        onPick={setPicked}
        zoom={zooms[zoom] ?? 1}
      />
      <div className="process-tools">
        <span className="view-note">{t(`legend.${measure}`, { clock })}</span>
        <span>
          <IconButton icon="minus" label={t("zoomOut")} onClick={() => setZoom(Math.max(0, zoom - 1))} />
          <IconButton icon="plus" label={t("zoomIn")} onClick={() => setZoom(Math.min(zooms.length - 1, zoom + 1))} />
          {onEnlarge && <IconButton icon="zoom" label={t("enlarge")} onClick={onEnlarge} />}
        </span>
      </div>
      <Hidden graph={graph} />
      {picked ? <Details result={result} picked={picked} onAsk={onAsk} /> : <p className="view-note">{t("pick")}</p>}
    </>
  );
}

function Hidden({ graph: { hiddenArcs, hiddenShare } }: { readonly graph: DrawnGraph }) {
  const t = useTexts(messages);
  const format = useFormat();
  if (hiddenArcs === 0) return null;
  return <p className="view-note">{t("hidden", { count: hiddenArcs, share: format.percent(hiddenShare) })}</p>;
}

interface DetailsProps extends MapSectionProps {
  readonly picked: Picked;
}

function Details({ result, picked, onAsk }: DetailsProps) {
  const nameOf = useActivityName(result);
  const t = useTexts(messages);
  const format = useFormat();
  const { output } = result;
  const hours = (seconds: number | undefined) => format.duration((seconds ?? Number.NaN) / 3600);
  const number = (value: number | undefined) => format.number(value ?? Number.NaN);
  if ("activity" in picked) {
    const a = picked.activity;
    const activity = nameOf(a);
    const facts: [string, string][] = [
      [t("fact.times"), number(output.activityEvents[a])],
      [t("fact.cases"), number(output.activityCases[a])],
      [t("fact.starts"), number(output.activityStarts[a])],
      [t("fact.ends"), number(output.activityEnds[a])],
    ];
    const ask = () => onAsk({ title: t("list.activity", { activity }), wanted: wantedOf("activity", a) });
    return <DetailCard title={activity} facts={facts} onList={ask} />;
  }
  const row = picked.arc;
  const [a, b] = [output.arcFrom[row] ?? 0, output.arcTo[row] ?? 0];
  const [from, to] = [nameOf(a), nameOf(b)];
  const facts: [string, string][] = [
    [t("fact.times"), number(output.arcCount[row])],
    [t("fact.cases"), number(output.arcCases[row])],
    [t("fact.median"), hours(output.arcMedian[row])],
    [t("fact.p90"), hours(output.arcP90[row])],
    [t("fact.dependency"), number(output.arcDependency[row])],
    [t("fact.loop"), number(output.arcLoop[row])],
  ];
  const ask = () => onAsk({ title: t("list.arc", { from, to }), wanted: wantedOf("arc", a, b) });
  return <DetailCard title={t("arcTitle", { from, to })} facts={facts} onList={ask} />;
}

const wantedOf = (kind: (typeof wantedKinds)[number], a: number, b = 0) => ({ kind: wantedKinds.indexOf(kind), a, b });

interface DetailCardProps {
  readonly title: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly onList: () => void;
}

function DetailCard({ title, facts, onList }: DetailCardProps) {
  const t = useTexts(messages);
  return (
    <div aria-live="polite">
      <h3>{title}</h3>
      <Facts facts={facts} />
      <span>
        <Button kind="quiet" onClick={onList}>
          {t("showCases")}
        </Button>
      </span>
    </div>
  );
}

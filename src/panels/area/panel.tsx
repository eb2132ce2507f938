import { useMemo } from "react";
import type { AreaTable } from "../../domain/area-table.ts";
import type { AreaRef } from "../../domain/document.ts";
import { caseFigures, overdueShare } from "../../domain/indicators.ts";
import { noValue } from "../../i18n/format.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { select, setAreas, setCamera, setStyle } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import { type Linked, store } from "../../state/store.ts";
import { Button, IconButton } from "../../ui/controls.tsx";
import { IntervalBar } from "../../ui/interval-bar.tsx";
import { EmptyState, Stat } from "../../ui/panel.tsx";
import { useNames } from "../use-names.ts";
import { type AreaFigures, areaBox, areaCamera, areaFigures } from "./area.ts";
import { messages } from "./messages.ts";
import "./panel.css";

/** The figures of the area that is chosen in a table or on the map. */
export function AreaPanel() {
  const selection = useApp((state) => state.document.selection);
  const linked = useApp((state) => state.linked);
  const t = useTexts(messages);
  if (!selection || !linked) return null;
  return (
    <section className="area float" aria-label={t("label")}>
      <AreaCard selection={selection} linked={linked} />
    </section>
  );
}

interface AreaCardProps {
  readonly selection: AreaRef;
  readonly linked: Linked;
}

function AreaCard({ selection, linked }: AreaCardProps) {
  const areas = useApp((state) => state.session.areas.get(selection.level));
  const t = useTexts(messages);
  const names = useNames();
  const row = areas?.ids.indexOf(selection.id) ?? -1;
  const counted = linked.areaLevel === selection.level;
  return (
    <>
      <header className="area-head">
        <div>
          <p>{names.level(selection.level)}</p>
          <h2>{names.area(selection)}</h2>
        </div>
        <IconButton icon="close" label={t("close")} onClick={() => select(null)} />
      </header>
      {(!areas || row < 0) && <EmptyState title={t("unknown", { id: selection.id })} />}
      {areas && row >= 0 && counted && <Figures areas={areas} row={row} linked={linked} />}
      {areas && row >= 0 && !counted && <OtherLevel selection={selection} linked={linked} />}
      {areas && row >= 0 && <Actions selection={selection} areas={areas} row={row} />}
    </>
  );
}

function OtherLevel({ selection, linked }: AreaCardProps) {
  const t = useTexts(messages);
  const names = useNames();
  return (
    <EmptyState title={linked.areaLevel ? t("otherLevel", { level: names.level(linked.areaLevel) }) : ""}>
      <Button onClick={() => setStyle({ level: selection.level })}>
        {t("switchLevel", { level: names.level(selection.level) })}
      </Button>
    </EmptyState>
  );
}

interface FiguresProps {
  readonly areas: AreaTable;
  readonly row: number;
  readonly linked: Linked;
}

function Figures({ areas, row, linked }: FiguresProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const figures = useMemo(() => areaFigures(linked.answer, areas, row), [linked, areas, row]);
  if (!figures) return null;
  const { cases, open, limited, overdue, small, overdueInterval, medianHours, residents } = figures;
  const number = (value: number | null) => (value === null ? noValue : format.number(Math.round(value * 10) / 10));
  const town = overdueShare(caseFigures(linked.answer.current.outcomes));
  return (
    <>
      <dl className="stats stats-small">
        <Stat
          label={t("cases")}
          value={format.number(cases)}
          note={t("share", { share: format.percent(figures.share) })}
        />
        <Stat
          label={t("open")}
          value={format.number(open)}
          note={t("openShare", { share: format.percent(cases > 0 ? open / cases : null) })}
        />
        <Stat label={t("perKm2")} value={number(figures.perKm2)} note={format.area(areas.areaKm2[row] ?? Number.NaN)} />
        <Stat
          label={t("perResident")}
          value={number(figures.per1000)}
          note={residents === null ? noValue : t("residents", { count: residents })}
        />
        <Stat
          label={t("overdue")}
          value={format.percent(figures.overdueShare)}
          note={overdueInterval ? <Interval figures={figures} town={town} /> : noValue}
          hint={t("ofLimited", { overdue, limited })}
        />
        {medianHours !== undefined && (
          <Stat label={t("median")} value={format.duration(medianHours)} note={t("medianNote")} />
        )}
      </dl>
      {small && <p className="area-note">{t("small")}</p>}
      <Trend row={row} linked={linked} />
    </>
  );
}

/** How sure the overdue share is, against that of all cases that pass. */
function Interval({ figures, town }: { readonly figures: AreaFigures; readonly town: number | null }) {
  const t = useTexts(messages);
  const format = useFormat();
  const [low, high] = figures.overdueInterval ?? [0, 1];
  return (
    <>
      <IntervalBar value={figures.overdueShare ?? 0} low={low} high={high} mark={town} />
      {t("interval", { low: format.percent(low).replace(/\s?%$/, ""), high: format.percent(high) })}
    </>
  );
}

/** The area's cases against the equal period before. */
function Trend({ row, linked }: { readonly row: number; readonly linked: Linked }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { areaOutcomes, previousAreaOutcomes } = linked.answer;
  if (!areaOutcomes || !previousAreaOutcomes) return <p className="area-note">{t("noEarlier")}</p>;
  const [now, before] = [caseFigures(areaOutcomes, row + 1).cases, caseFigures(previousAreaOutcomes, row + 1).cases];
  const value = `${t("cases")} ${format.number(before)}`;
  const change = before ? t("before", { value, change: format.change(now / before - 1) }) : t("beforePlain", { value });
  return <p className="area-note">{change}</p>;
}

function Actions({
  selection,
  areas,
  row,
}: {
  readonly selection: AreaRef;
  readonly areas: AreaTable;
  readonly row: number;
}) {
  const filter = useApp((state) => state.document.filters.areas);
  const t = useTexts(messages);
  const only = filter?.level === selection.level && filter.ids.length === 1 && filter.ids[0] === selection.id;
  function zoom() {
    const viewport = store.getState().viewport ?? { widthPx: 800, heightPx: 600 };
    setCamera(areaCamera(areaBox(areas, row), viewport));
  }
  return (
    <div className="area-actions">
      <Button icon="filter" pressed={only} onClick={() => setAreas(selection.level, only ? [] : [selection.id])}>
        {t(only ? "onlyActive" : "only")}
      </Button>
      <Button icon="zoom" onClick={zoom}>
        {t("zoom")}
      </Button>
    </div>
  );
}

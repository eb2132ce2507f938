import { useEffect, useState } from "react";
import { useFormat, useLocale, useTexts } from "../../i18n/locale.tsx";
import { useLocal } from "../../state/local-store.ts";
import { type ChartData, chart, drawChart, suggestedAxes } from "../../state/query/chart.ts";
import { type QueryTable, queries } from "../../state/query/store.ts";
import { useApp } from "../../state/react.ts";
import { shownResult } from "../../state/runs.ts";
import { Segmented, Select } from "../../ui/controls.tsx";
import { EmptyState } from "../../ui/panel.tsx";
import { ChartBars, ChartLine } from "../../ui/quick-chart.tsx";
import { nameOfCode } from "./cell-text.ts";
import { messages } from "./messages.ts";

const mostBars = 30;

/** A quick chart of two columns: bars in the order of the table, or a line over times and numbers. */
export function ResultChart({ table }: { readonly table: QueryTable }) {
  const shaping = useLocal(queries, (state) => state.shaping);
  const shown = useLocal(queries, (state) => state.shown);
  const run = useLocal(chart, (state) => state.run);
  const suggested = suggestedAxes(table.columns);
  const [chosen, setAxes] = useState<{ readonly table: string; readonly x: string; readonly y: string } | null>(null);
  const [line, setLine] = useState<boolean | null>(null);
  const t = useTexts(messages);
  const axes = chosen?.table === table.table ? chosen : suggested;
  const [x, y] = [axes?.x, axes?.y];
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows make another chart
  useEffect(() => {
    if (x !== undefined && y !== undefined) drawChart({ x, y });
  }, [x, y, table, shaping, shown]);
  if (!axes) return <Empty text={t("noChart")} />;
  const data = shownResult(run);
  const fresh = data && data.x === axes.x && data.y === axes.y ? data : null;
  const asLine = fresh?.places ? (line ?? (fresh.isTime && fresh.names.length > 2)) : false;
  const numbers = table.columns.filter(({ kind }) => kind === "number");
  const set = (change: { readonly x?: string; readonly y?: string }) =>
    setAxes({ table: table.table, x: axes.x, y: axes.y, ...change });
  const option = ({ name }: { readonly name: string }) => ({ value: name, label: name });
  return (
    <div className="query-chart">
      <div className="query-chart-tools">
        <Select
          labelled
          label={t("axisY")}
          options={numbers.map(option)}
          value={axes.y}
          onChange={(name) => set({ y: name })}
        />
        <Select
          labelled
          label={t("axisX")}
          options={table.columns.filter(({ kind }) => kind !== "bytes").map(option)}
          value={axes.x}
          onChange={(name) => set({ x: name })}
        />
        {fresh?.places && (
          <Segmented
            label={t("kind")}
            options={[
              { value: "bars", label: t("bars") },
              { value: "line", label: t("line") },
            ]}
            value={asLine ? "line" : "bars"}
            onChange={(kind) => setLine(kind === "line")}
          />
        )}
      </div>
      {fresh && <Drawn data={fresh} asLine={asLine} />}
    </div>
  );
}

function Empty({ text }: { readonly text: string }) {
  return (
    <div className="query-result-notice">
      <EmptyState title={text} />
    </div>
  );
}

function Drawn({ data, asLine }: { readonly data: ChartData; readonly asLine: boolean }) {
  const { x, y, names, places, values, isTime, rows } = data;
  const format = useFormat();
  const locale = useLocale();
  const manifest = useApp((state) => state.session.manifest);
  const t = useTexts(messages);
  const label = t("chartLabel", { x, y });
  const count = asLine ? names.length : Math.min(mostBars, names.length);
  const nameOf = (row: number) => {
    const place = places?.[row] ?? Number.NaN;
    if (isTime && !Number.isNaN(place)) return place % 86_400 === 0 ? format.date(place) : format.dateTime(place);
    return nameOfCode(manifest, x, { code: names[row] ?? "", locale });
  };
  return (
    <>
      {asLine && places ? (
        <ChartLine
          label={label}
          titles={{ x, y }}
          x={places}
          y={values}
          formatX={(value) => (isTime ? format.date(value) : format.number(value))}
          formatY={format.compact}
        />
      ) : (
        <ChartBars
          label={label}
          title={y}
          bars={Array.from({ length: count }, (_, row) => ({
            name: nameOf(row),
            value: values[row] ?? Number.NaN,
            text: format.number(values[row] ?? Number.NaN),
          }))}
        />
      )}
      {count < rows && <p className="query-result-note">{t("chartFirst", { shown: count, rows })}</p>}
    </>
  );
}

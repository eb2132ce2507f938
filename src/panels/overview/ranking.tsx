import { type ReactNode, useMemo, useState } from "react";
import type { AreaTable } from "../../domain/area-table.ts";
import { type Measure, measures } from "../../domain/filters.ts";
import { noValue } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/locale.tsx";
import { hover, select, setStyle } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import type { Linked } from "../../state/store.ts";
import { SearchField, Select } from "../../ui/controls.tsx";
import { DataTable, type Sorting, type TableColumn } from "../../ui/data-table.tsx";
import { EmptyState, Section } from "../../ui/panel.tsx";
import { useNames } from "../use-names.ts";
import { measureOfAreas, orderedRows } from "./figures.ts";
import { messages } from "./messages.ts";

type ColumnKey = "name" | Measure;

const beside: readonly Measure[] = ["count", "open", "overdue_share"];
const searchFrom = 20;

/** The areas of the chosen level in order of a measure; pointing and choosing are shared with the map. */
export function Ranking({ linked }: { readonly linked: Linked }) {
  const { areaLevel } = linked;
  const areas = useApp((state) => (areaLevel ? state.session.areas.get(areaLevel) : undefined));
  const t = useTexts(messages);
  const present = Boolean(areas && linked.answer.areaOutcomes);
  return (
    <Section title={t("ranking")} aside={present && <Choices level={areaLevel} />}>
      {areas && present ? <RankingTable linked={linked} areas={areas} /> : <EmptyState title={t("noAreas")} />}
    </Section>
  );
}

function Choices({ level }: { readonly level: Linked["areaLevel"] }) {
  const levels = useApp((state) => state.session.areas);
  const measure = useApp((state) => state.document.style.measure);
  const t = useTexts(messages);
  const names = useNames();
  const levelOptions = [...levels.keys()].map((value) => ({ value, label: names.level(value) }));
  const measureOptions = measures.map((value) => ({ value, label: names.measure(value) }));
  return (
    <div className="ranking-choices">
      {level && (
        <Select
          label={t("level")}
          options={levelOptions}
          value={level}
          onChange={(value) => setStyle({ level: value })}
        />
      )}
      <Select
        label={t("measure")}
        options={measureOptions}
        value={measure}
        onChange={(value) => setStyle({ measure: value })}
      />
    </div>
  );
}

interface RankingTableProps {
  readonly linked: Linked;
  readonly areas: AreaTable;
}

function RankingTable({ linked, areas }: RankingTableProps) {
  const { answer } = linked;
  const measure = useApp((state) => state.document.style.measure);
  const selection = useApp((state) => state.document.selection);
  const hovered = useApp((state) => state.hovered);
  const [sorting, setSorting] = useState<Sorting<ColumnKey> | null>(null);
  const [wanted, setWanted] = useState("");
  const t = useTexts(messages);
  const names = useNames();

  const shown = useMemo(() => [measure, ...beside.filter((other) => other !== measure).slice(0, 2)], [measure]);
  const byMeasure = useMemo(
    () => new Map(shown.map((key) => [key, measureOfAreas(answer, areas, key)])),
    [answer, areas, shown],
  );
  const present = sorting && shown.some((key) => key === sorting.key) ? sorting : { key: measure, descending: true };
  const order: Sorting<ColumnKey> = sorting?.key === "name" ? sorting : present;
  const rows = useMemo(() => {
    const all =
      order.key === "name"
        ? byName(areas, order.descending)
        : orderedRows(byMeasure.get(order.key)?.values ?? [], order.descending);
    const text = wanted.trim().toLowerCase();
    return text ? all.filter((row) => `${areas.names[row]} ${areas.ids[row]}`.toLowerCase().includes(text)) : all;
  }, [areas, byMeasure, order.key, order.descending, wanted]);

  const main = byMeasure.get(measure);
  const rowOf = (ref: typeof selection) => (ref?.level === areas.level ? areas.ids.indexOf(ref.id) : -1);
  const orNull = (row: number) => (row < 0 ? null : row);
  const refOf = (row: number) => ({ level: areas.level, id: areas.ids[row] ?? "" });
  return (
    <>
      {areas.rows > searchFrom && <SearchField label={t("search")} value={wanted} onChange={setWanted} />}
      <DataTable
        label={`${t("ranking")}：${names.level(areas.level)}`}
        columns={columnsOf({ shown, byMeasure, areas, names, t })}
        rows={rows}
        sorting={order}
        onSort={(key) => setSorting({ key, descending: order.key === key ? !order.descending : key !== "name" })}
        rowName={(row) => `${areas.names[row]} ${areas.ids[row]}`}
        onRow={(row) => select(rowOf(selection) === row ? null : refOf(row))}
        onHover={(row) => hover(row === null ? null : refOf(row))}
        selected={orNull(rowOf(selection))}
        hovered={orNull(rowOf(hovered))}
        pale={(row) => main?.small[row] === 1}
      />
      {main?.small.includes(1) && (
        <p className="ranking-note">{t(measure === "per_1000" ? "fewResidentsNote" : "smallNote")}</p>
      )}
    </>
  );
}

function byName({ names }: AreaTable, descending: boolean): number[] {
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const sign = descending ? -1 : 1;
  return names.map((_, row) => row).sort((a, b) => sign * collator.compare(names[a] ?? "", names[b] ?? ""));
}

interface ColumnSource {
  readonly shown: readonly Measure[];
  readonly byMeasure: ReadonlyMap<Measure, ReturnType<typeof measureOfAreas>>;
  readonly areas: AreaTable;
  readonly names: ReturnType<typeof useNames>;
  readonly t: (key: keyof (typeof messages)["en"]) => string;
}

function columnsOf({ shown, byMeasure, areas, names, t }: ColumnSource): TableColumn<ColumnKey>[] {
  const [main, ...others] = shown;
  const written = (measure: Measure, row: number) => {
    const value = byMeasure.get(measure)?.values[row] ?? Number.NaN;
    return Number.isNaN(value) ? noValue : names.measured(measure, value);
  };
  const columns: TableColumn<ColumnKey>[] = [
    { key: "name", header: t("area"), cell: (row): ReactNode => areas.names[row] || areas.ids[row] },
  ];
  if (main) {
    const values = byMeasure.get(main)?.values ?? new Float64Array();
    const largest = values.reduce((most, value) => Math.max(most, value || 0), 0);
    columns.push({
      key: main,
      header: t(`short.${main}`),
      hint: `${names.measure(main)} (${names.unit(main)})`,
      width: 112,
      numeric: true,
      cell: (row) => <BarValue text={written(main, row)} share={(values[row] ?? 0) / largest} />,
    });
  }
  for (const measure of others) {
    columns.push({
      key: measure,
      header: t(`short.${measure}`),
      hint: names.measure(measure),
      width: 72,
      numeric: true,
      cell: (row) => written(measure, row),
    });
  }
  return columns;
}

function BarValue({ text, share }: { readonly text: string; readonly share: number }) {
  return (
    <span className="bar-value-cell">
      <span className="bar-value-bar">{share > 0 && <span style={{ width: `${Math.max(1, share * 100)}%` }} />}</span>
      {text}
    </span>
  );
}

import { areaLevels } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { percentsApart } from "../../../i18n/percents.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented, Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { figuresOf, type LimitsResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { groupings, settingsOf } from "./settings.ts";
import { useCodeName } from "./words.ts";

interface Shown {
  readonly result: LimitsResult;
}

function useColumns({ result }: Shown, first: number, name: (row: number) => string): SortedColumn[] {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const figures = (row: number) => figuresOf(result, first + row);
  const share = (row: number) => {
    const { broken, decided } = figures(row);
    return decided > 0 ? broken / decided : Number.NaN;
  };
  const hint = (row: number) => {
    const { broken, decided } = figures(row);
    const interval = wilsonInterval(broken, decided);
    if (!interval) return t("noneDecided");
    const [, low = "", high = ""] = percentsApart([broken / decided, ...interval], locale);
    return t("interval", { broken, decided, low, high });
  };
  return [
    { key: "name", header: t("column.name"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
    {
      key: "share",
      header: t("column.share"),
      hint: t("hint.share"),
      width: 66,
      value: (row) => (Number.isNaN(share(row)) ? -1 : share(row)),
      cell: (row) => (
        <span title={hint(row)} className={figures(row).decided < 5 ? "limit-small" : undefined}>
          {format.percent(share(row))}
        </span>
      ),
    },
    {
      key: "overdue",
      header: t("state.overdue"),
      width: 62,
      value: (row) => figures(row).overdue,
      cell: (row) => format.number(figures(row).overdue),
    },
    {
      key: "soon",
      header: t("column.soon"),
      hint: t("hint.soon"),
      width: 62,
      value: (row) => figures(row).soon,
      cell: (row) => format.number(figures(row).soon),
    },
    {
      key: "expected",
      header: t("column.expected"),
      hint: t("hint.expected"),
      width: 70,
      value: (row) => figures(row).expected,
      cell: (row) => format.number(Math.round(figures(row).expected * 10) / 10),
    },
  ];
}

/** Limits by department, type, class or source. */
export function GroupTable({ result }: Shown) {
  const t = useTexts(messages);
  const { by } = result.input.settings.shown;
  const codeName = useCodeName(by);
  const { rows } = result.input.table;
  const name = (row: number) => codeName(result.groups[row] ?? "");
  const columns = useColumns({ result }, 1 + rows, name);
  const options = groupings.map((value) => ({ value, label: t(`by.${value}`) }));
  const aside = (
    <Select label={t("by")} options={options} value={by} onChange={(value) => setAnalysis("limits", { by: value })} />
  );
  return (
    <Section title={t("groups")} aside={aside}>
      <SortedTable
        key={`${by} ${result.groups.length}`}
        label={t("groups")}
        columns={columns}
        rows={result.groups.length}
        first={{ key: "share", descending: true }}
        rowName={name}
      />
    </Section>
  );
}

/** Limits by area; what is on the map. */
export function AreaTable({ result }: Shown) {
  const t = useTexts(messages);
  const locale = useLocale();
  const analyses = useApp((state) => state.document.analyses);
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const selection = useApp((state) => state.document.selection);
  const { table } = result.input;
  const name = (row: number) => table.names[row] || (table.ids[row] ?? "");
  const columns = useColumns({ result }, 1, name);
  const refOf = (row: number) => ({ level: table.level, id: table.ids[row] ?? "" });
  const { picture } = settingsOf({ analyses }).shown;
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const choose = (value: string) => setAnalysis("limits", { areas: areaLevels.find((known) => known === value) ?? "" });
  const aside = <Select label={t("level")} options={options} value={table.level} onChange={choose} />;
  return (
    <Section title={t("areas")} aside={aside}>
      <Segmented
        label={t("onMap")}
        options={(["late", "soon"] as const).map((value) => ({ value, label: t(`map.${value}`) }))}
        value={picture}
        onChange={(value) => setAnalysis("limits", { picture: value })}
      />
      <SortedTable
        key={table.level}
        label={t("areas")}
        columns={columns}
        rows={table.rows}
        first={{ key: "share", descending: true }}
        rowName={name}
        onRow={(row) => select(refOf(row))}
        onHover={(row) => hover(row === null ? null : refOf(row))}
        selected={selection?.level === table.level ? table.ids.indexOf(selection.id) : null}
      />
    </Section>
  );
}

import { useMemo } from "react";
import { areaLevels } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { messages as ownMessages } from "../messages.ts";
import type { AccessResult } from "./compute.ts";
import { messages } from "./messages.ts";

interface AreaTablesProps {
  readonly result: AccessResult;
  readonly kind: string;
}

/** Residents in reach, supply and the six centres of every area. */
export function AreaTables({ result, kind }: AreaTablesProps) {
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const { table } = result.input;
  const level = levelLabel(manifest, table.level, locale);
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const choose = (value: string) => setAnalysis("access", { areas: areaLevels.find((known) => known === value) ?? "" });
  return (
    <>
      <Section
        title={t("ranking")}
        aside={<Select label={t("level")} options={options} value={table.level} onChange={choose} />}
      >
        <Reach result={result} level={level} />
      </Section>
      <Supply result={result} level={level} kind={kind} />
      <Centres result={result} level={level} />
    </>
  );
}

interface TableProps {
  readonly result: AccessResult;
  readonly level: string;
}

function nameColumn({ input }: AccessResult, header: string): SortedColumn {
  const name = (row: number) => input.table.names[row] || input.table.ids[row] || "";
  return { key: "name", header, value: name, cell: name };
}

function useLinked({ input }: AccessResult) {
  const { table } = input;
  const hovered = useApp((state) => state.hovered);
  const selection = useApp((state) => state.document.selection);
  const rowOf = (ref: typeof selection) => (ref?.level === table.level ? table.ids.indexOf(ref.id) : -1);
  const refOf = (row: number) => ({ level: table.level, id: table.ids[row] ?? "" });
  return {
    rowName: (row: number) => table.names[row] ?? "",
    hovered: rowOf(hovered),
    selected: rowOf(selection),
    onHover: (row: number | null) => hover(row === null ? null : refOf(row)),
    onRow: (row: number) => select(rowOf(selection) === row ? null : refOf(row)),
  };
}

function Reach({ result, level }: TableProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const linked = useLinked(result);
  const columns = useMemo((): SortedColumn[] => {
    const { within, total, output } = result;
    const share = (row: number) => ((total[row] ?? 0) > 0 ? (within[row] ?? 0) / (total[row] ?? 1) : 2);
    const out = (row: number) => Math.round((total[row] ?? 0) - (within[row] ?? 0));
    const facilities = (row: number) => output?.facilities[row] ?? 0;
    return [
      nameColumn(result, t("column.name", { level })),
      {
        key: "share",
        header: t("column.share"),
        width: 72,
        value: share,
        cell: (row) => format.percent(share(row) > 1 ? null : share(row)),
      },
      { key: "people", header: t("column.people"), width: 84, value: out, cell: (row) => format.number(out(row)) },
      {
        key: "facilities",
        header: t("column.facilities"),
        width: 68,
        value: facilities,
        cell: (row) => format.number(facilities(row)),
      },
    ];
  }, [result, level, t, format]);
  return (
    <SortedTable
      key={result.input.table.level}
      label={t("ranking")}
      columns={columns}
      rows={result.input.table.rows}
      first={{ key: "share", descending: false }}
      {...linked}
    />
  );
}

function Supply({ result, level, kind }: TableProps & { readonly kind: string }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const linked = useLinked(result);
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const { method, catchmentMetres } = result.input.settings.form;
  const rational = method === "rational";
  const columns = useMemo((): SortedColumn[] => {
    const value = (row: number) => (result.supply[row] ?? Number.NaN) * (rational ? 1 : 1000);
    const order = (row: number) => (Number.isNaN(value(row)) ? (rational ? -1 : 1e12) : value(row));
    const header = t(rational ? "column.cost" : "column.supply");
    return [
      nameColumn(result, t("column.name", { level })),
      {
        key: "supply",
        header,
        width: 96,
        value: order,
        cell: (row) => format.number(Number(value(row).toPrecision(3))),
      },
    ];
  }, [result, level, rational, t, format]);
  const said = { method: texts[`column.${method}`] ?? method, kind, metres: format.metres(catchmentMetres) };
  return (
    <Section title={t("supply")}>
      <p className="view-note">{t(rational ? "supplyHintRational" : "supplyHint", said)}</p>
      <SortedTable
        key={`${result.input.table.level} ${rational}`}
        label={t("supply")}
        columns={columns}
        rows={result.input.table.rows}
        first={{ key: "supply", descending: rational }}
        {...linked}
      />
    </Section>
  );
}

const centreKeys = ["centre.0", "centre.1", "centre.2", "centre.3", "centre.4", "centre.5"] as const;

function Centres({ result, level }: TableProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const linked = useLinked(result);
  const columns = useMemo((): SortedColumn[] => {
    const present = (row: number) => result.centres[row]?.filter((has) => has).length ?? 0;
    const missing = (row: number) =>
      format.list(centreKeys.flatMap((key, i) => (result.centres[row]?.[i] ? [] : [t(key)]))) || t("complete");
    return [
      nameColumn(result, t("column.name", { level })),
      { key: "centres", header: t("column.centres"), width: 56, value: present, cell: (row) => `${present(row)} / 6` },
      { key: "missing", header: t("column.missing"), width: 176, value: missing, cell: missing },
    ];
  }, [result, level, t, format]);
  return (
    <Section title={t("centres")} folded>
      <p className="view-note">{t("centresHint")}</p>
      <SortedTable
        key={result.input.table.level}
        label={t("centres")}
        columns={columns}
        rows={result.input.table.rows}
        first={{ key: "centres", descending: true }}
        {...linked}
      />
    </Section>
  );
}

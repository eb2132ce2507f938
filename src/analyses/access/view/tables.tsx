import { useMemo } from "react";
import type { AreaTable } from "../../../domain/area-table.ts";
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
import { type Method, methods } from "./settings.ts";

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
      <Centres result={result} />
    </>
  );
}

interface TableProps {
  readonly result: AccessResult;
  readonly level: string;
}

function nameColumn(table: AreaTable, header: string): SortedColumn {
  const name = (row: number) => table.names[row] || table.ids[row] || "";
  return { key: "name", header, value: name, cell: name };
}

function useLinked(table: AreaTable) {
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
  const linked = useLinked(result.input.table);
  const columns = useMemo((): SortedColumn[] => {
    const { within, total, output } = result;
    const share = (row: number) => ((total[row] ?? 0) > 0 ? (within[row] ?? 0) / (total[row] ?? 1) : 2);
    const out = (row: number) => Math.round((total[row] ?? 0) - (within[row] ?? 0));
    const facilities = (row: number) => output?.facilities[row] ?? 0;
    return [
      nameColumn(result.input.table, t("column.name", { level })),
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

/** Supply by the four methods side by side: what one of them overlooks, another shows. */
function Supply({ result, level, kind }: TableProps & { readonly kind: string }) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const linked = useLinked(result.input.table);
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const { catchmentMetres } = result.input.settings.form;
  const columns = useMemo((): SortedColumn[] => {
    const of = (method: Method) => {
      const cost = method === "rational";
      const value = (row: number) => (result.supply[method][row] ?? Number.NaN) * (cost ? 1 : 1000);
      return {
        key: method,
        header: texts[`method.${method}`] ?? method,
        hint: `${texts[`column.${method}`] ?? method} \u00b7 ${t(cost ? "column.cost" : "column.supply")}`,
        width: 62,
        value: (row: number) => (Number.isNaN(value(row)) ? (cost ? -1 : 1e12) : value(row)),
        cell: (row: number) => (Number.isNaN(value(row)) ? "\u2014" : format.number(Number(value(row).toPrecision(3)))),
      };
    };
    return [nameColumn(result.input.table, t("column.name", { level })), ...methods.map(of)];
  }, [result, level, texts, t, format]);
  return (
    <Section title={t("supply")}>
      <p className="view-note">{t("supplyHint", { kind, metres: format.metres(catchmentMetres) })}</p>
      <SortedTable
        key={result.input.table.level}
        label={t("supply")}
        columns={columns}
        rows={result.input.table.rows}
        first={{ key: "twoStep", descending: false }}
        {...linked}
      />
    </Section>
  );
}

const centreKeys = ["centre.0", "centre.1", "centre.2", "centre.3", "centre.4", "centre.5"] as const;

/** Which of the six centres every management unit has. */
function Centres({ result }: Pick<TableProps, "result">) {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { units, centres } = result;
  const linked = useLinked(units);
  const level = levelLabel(manifest, units.level, locale);
  const columns = useMemo((): SortedColumn[] => {
    const present = (row: number) => centres[row]?.filter((has) => has).length ?? 0;
    const missing = (row: number) =>
      format.list(centreKeys.flatMap((key, i) => (centres[row]?.[i] ? [] : [t(key)]))) || t("complete");
    return [
      nameColumn(units, t("column.name", { level })),
      { key: "centres", header: t("column.centres"), width: 56, value: present, cell: (row) => `${present(row)} / 6` },
      {
        key: "missing",
        header: t("column.missing"),
        width: 150,
        value: missing,
        cell: (row) => <span title={missing(row)}>{missing(row)}</span>,
      },
    ];
  }, [units, centres, level, t, format]);
  return (
    <Section title={t("centres")}>
      <p className="view-note">{t("centresHint", { level })}</p>
      <SortedTable
        key={units.level}
        label={t("centres")}
        columns={columns}
        rows={units.rows}
        first={{ key: "centres", descending: false }}
        {...linked}
      />
    </Section>
  );
}

import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { useLocal } from "../../../state/local-store.ts";
import { Section } from "../../../ui/panel.tsx";
import { SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { looking } from "./control.ts";
import { messages } from "./messages.ts";
import type { ClusterRow } from "./reading.ts";
import { useWords } from "./words.ts";

/** The clusters in order, as their numbers are on the map. */
export function ClusterList({ rows }: { readonly rows: readonly ClusterRow[] }) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords();
  const chosen = useLocal(looking, ({ row }) => row);
  const at = (row: number) => rows[row];
  const name = (row: number) => {
    const own = at(row);
    return own ? words.place(own) : "";
  };
  const pair = (row: number) => {
    const own = at(row);
    return own ? `${format.number(own.observed)} (${format.number(Math.round(own.expected * 10) / 10)})` : "";
  };
  const columns = [
    {
      key: "number",
      header: t("column.number"),
      width: 44,
      value: (row: number) => row,
      cell: (row: number) => row + 1,
    },
    { key: "place", header: t("column.place"), value: name, cell: (row: number) => <TwoLines text={name(row)} /> },
    {
      key: "cases",
      header: t("column.cases"),
      hint: t("hint.cases"),
      width: 120,
      value: (row: number) => at(row)?.observed ?? 0,
      cell: pair,
    },
    {
      key: "recurrence",
      header: t("column.recurrence"),
      hint: t("hint.recurrence"),
      width: 96,
      value: (row: number) => at(row)?.recurrence ?? 0,
      cell: (row: number) => words.interval(at(row)?.recurrence ?? 0),
    },
  ];
  return (
    <Section title={t("list")}>
      <SortedTable
        label={t("list")}
        columns={columns}
        rows={rows.length}
        rowName={name}
        onRow={(row) => looking.setState({ row })}
        selected={chosen}
      />
    </Section>
  );
}

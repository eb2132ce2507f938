import { useMemo, useState } from "react";
import { useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hexOf } from "../../../lib/colour.ts";
import { useLinkedRows } from "../../../state/linked-rows.ts";
import { useApp } from "../../../state/react.ts";
import { DataTable, type Sorting, type TableColumn } from "../../../ui/data-table.tsx";
import { Section, Swatch } from "../../../ui/panel.tsx";
import { StateStrip } from "../../../ui/state-strip.tsx";
import { emergingClasses } from "../kernel/classes.ts";
import { messages as ownMessages } from "../messages.ts";
import type { EmergingResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { patternColour, shownAreasOf } from "./picture.ts";
import { type Reading, rankOf } from "./reading.ts";

type ColumnKey = "name" | "pattern" | "states";

interface PatternListProps {
  readonly result: EmergingResult;
  readonly reading: Reading;
}

/** The areas with a pattern and what they were in every step; pointing and choosing are shared with the map. */
export function PatternList({ result, reading }: PatternListProps) {
  const [sorting, setSorting] = useState<Sorting<ColumnKey>>({ key: "pattern", descending: false });
  const link = useLinkedRows(shownAreasOf(result));
  const t = useTexts(messages);
  const columns = useColumns(result);
  const { areas } = result;
  const rows = useMemo(() => inOrder(result, reading, sorting), [result, reading, sorting]);
  if (reading.rows.length === 0) return null;
  return (
    <Section title={t("list")} aside={<span>{t("listCount", { count: reading.rows.length })}</span>}>
      <DataTable
        label={t("list")}
        columns={columns}
        rows={rows}
        sorting={sorting}
        onSort={(key) => setSorting({ key, descending: sorting.key === key ? !sorting.descending : key === "states" })}
        rowName={(row) => areas.names[row] ?? ""}
        {...link}
      />
    </Section>
  );
}

function useColumns({ output, areas, steps }: EmergingResult): TableColumn<ColumnKey>[] {
  const theme = useApp((state) => state.document.theme);
  const locale = useLocale();
  const t = useTexts(messages);
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const { names, ids, rows } = areas;
  const codeOf = (row: number) => emergingClasses[output?.class[row] ?? 0] ?? "none";
  const swatch = (row: number) => {
    const colour = patternColour(codeOf(row), theme);
    return colour ? hexOf(colour) : "transparent";
  };
  const statesOf = (row: number) => steps.windows.map((_, step) => output?.state[step * rows + row] ?? 0);
  return [
    { key: "name", header: t("column.name"), cell: (row) => names[row] || ids[row] },
    {
      key: "pattern",
      header: t("column.pattern"),
      width: 112,
      cell: (row) => (
        <span className="class-name">
          <Swatch colour={swatch(row)} />
          <span>{texts[`short.${codeOf(row)}`]}</span>
        </span>
      ),
    },
    {
      key: "states",
      header: t("column.states"),
      hint: t("statesHint"),
      width: 128,
      cell: (row) => <StateStrip states={statesOf(row)} label={t("statesHint")} />,
    },
  ];
}

function inOrder(
  { output, areas }: EmergingResult,
  { rows }: Reading,
  { key, descending }: Sorting<ColumnKey>,
): number[] {
  if (!output) return [];
  const sign = descending ? -1 : 1;
  const { names } = areas;
  if (key === "name") {
    const collator = new Intl.Collator("zh-CN", { numeric: true });
    return rows.toSorted((a, b) => sign * collator.compare(names[a] ?? "", names[b] ?? ""));
  }
  const numberOf = (row: number) =>
    key === "pattern"
      ? rankOf(emergingClasses[output.class[row] ?? 0] ?? "none")
      : (output.hotSteps[row] ?? 0) - (output.coldSteps[row] ?? 0);
  return rows.toSorted((a, b) => sign * (numberOf(a) - numberOf(b)));
}

import { useMemo, useState } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { hexOf } from "../../../lib/colour.ts";
import { useLinkedRows } from "../../../state/linked-rows.ts";
import { useApp } from "../../../state/react.ts";
import { DataTable, type Sorting, type TableColumn } from "../../../ui/data-table.tsx";
import { Section, Swatch } from "../../../ui/panel.tsx";
import { hotspotClasses } from "../kernel/classes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import { messages } from "./messages.ts";
import { colourOf, shownAreasOf } from "./picture.ts";
import { type Reading, scoreOf } from "./reading.ts";
import type { Quantity } from "./settings.ts";
import { plainValue } from "./study.ts";
import { type ViewTexts, type Words, writeP, writeValue, writeZ } from "./words.ts";

type ColumnKey = "name" | "value" | "z" | "p" | "q";

interface SignificantAreasProps {
  readonly result: HotspotsResult;
  readonly reading: Reading;
}

/** The significant areas with the numbers behind their class; pointing and choosing are shared with the map. */
export function SignificantAreas({ result, reading }: SignificantAreasProps) {
  const t = useTexts(messages);
  const { significant } = reading;
  if (significant.length === 0) return null;
  return (
    <Section title={t("list")} aside={<span>{t("listCount", { count: significant.length })}</span>}>
      <AreaList result={result} rows={significant} />
    </Section>
  );
}

interface AreaListProps {
  readonly result: HotspotsResult;
  readonly rows: readonly number[];
}

function AreaList({ result, rows }: AreaListProps) {
  const [sorting, setSorting] = useState<Sorting<ColumnKey>>({ key: "z", descending: true });
  const theme = useApp((state) => state.document.theme);
  const t = useTexts(messages);
  const format = useFormat();
  const { now } = result;
  const { quantity } = result.input.settings.subject;
  const ordered = useMemo(() => inOrder(rows, now, sorting), [rows, now, sorting]);
  const link = useLinkedRows(shownAreasOf(result));
  const swatch = (row: number) => {
    const colour = colourOf(hotspotClasses[now.output?.class[row] ?? 0] ?? "", theme);
    return colour ? hexOf(colour) : "transparent";
  };
  return (
    <DataTable
      label={t("list")}
      columns={columnsOf({ now, quantity, swatch, words: { t, format } })}
      rows={ordered}
      sorting={sorting}
      onSort={(key) =>
        setSorting({
          key,
          descending: sorting.key === key ? !sorting.descending : key !== "p" && key !== "q" && key !== "name",
        })
      }
      rowName={(row) => now.study.areas.names[row] ?? ""}
      {...link}
    />
  );
}

interface ColumnSource {
  readonly now: Tested;
  readonly quantity: Quantity;
  readonly swatch: (row: number) => string;
  readonly words: Words;
}

function columnsOf({ now, quantity, swatch, words: { t, format } }: ColumnSource): TableColumn<ColumnKey>[] {
  const { study, output } = now;
  const at = (values: Float64Array | undefined, row: number) => values?.[row] ?? Number.NaN;
  const number = (key: "z" | "p" | "q", cell: (row: number) => string, width: number): TableColumn<ColumnKey> => ({
    key,
    header: t(`column.${key}`),
    hint: t(`hint.${key}`),
    width,
    numeric: true,
    cell,
  });
  return [
    {
      key: "name",
      header: t("column.name"),
      cell: (row) => <ClassName colour={swatch(row)} name={nameOf(study, row)} />,
    },
    {
      key: "value",
      header: unitHeader(quantity, t),
      width: 54,
      numeric: true,
      cell: (row) => writeValue(quantity, plainValue(study, row), format),
    },
    number("z", (row) => writeZ(output ? scoreOf(output, row) : Number.NaN), 46),
    number("p", (row) => writeP(at(output?.p, row)), 60),
    number("q", (row) => writeP(at(output?.q, row)), 68),
  ];
}

function ClassName({ colour, name }: { readonly colour: string; readonly name: string }) {
  return (
    <span className="class-name">
      <Swatch colour={colour} />
      <span>{name}</span>
    </span>
  );
}

function unitHeader(quantity: Quantity, t: ViewTexts): string {
  return quantity === "overdue_share" ? t("column.value") : t(`unit.${quantity}`);
}

function nameOf({ areas }: Tested["study"], row: number): string {
  return areas.names[row] || areas.ids[row] || "";
}

function inOrder(
  rows: readonly number[],
  { study, output }: Tested,
  { key, descending }: Sorting<ColumnKey>,
): number[] {
  if (!output) return [];
  const sign = descending ? -1 : 1;
  if (key === "name") {
    const collator = new Intl.Collator("zh-CN", { numeric: true });
    return rows.toSorted((a, b) => sign * collator.compare(nameOf(study, a), nameOf(study, b)));
  }
  const numberOf = (row: number) =>
    key === "value" ? plainValue(study, row) : key === "z" ? scoreOf(output, row) : (output[key][row] ?? Number.NaN);
  return rows.toSorted((a, b) => sign * (numberOf(a) - numberOf(b)));
}

import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { wantedKinds } from "../kernel/list.ts";
import type { AskedCases } from "./case-list.tsx";
import type { ProcessResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { useActivityName } from "./words.ts";

interface VariantsProps {
  readonly result: ProcessResult;
  readonly onAsk: (asked: AskedCases) => void;
}

/** The sequences of steps that cases go through, the most frequent first. */
export function Variants({ result, onAsk }: VariantsProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const nameOf = useActivityName(result);
  const { output } = result;
  const names = useMemo(
    () =>
      Array.from(output.variantCases, (_, v) =>
        Array.from(output.variantActivity.subarray(output.variantStart[v], output.variantStart[v + 1]), nameOf).join(
          " → ",
        ),
      ),
    [output, nameOf],
  );
  const total = output.totals[0] ?? 0;
  const cases = (row: number) => output.variantCases[row] ?? 0;
  const columns: SortedColumn[] = [
    {
      key: "variant",
      header: t("column.variant"),
      value: (row) => names[row] ?? "",
      cell: (row) => <TwoLines text={names[row] ?? ""} />,
    },
    { key: "cases", header: t("column.cases"), width: 72, value: cases, cell: (row) => format.number(cases(row)) },
    {
      key: "share",
      header: t("column.share"),
      width: 64,
      value: cases,
      cell: (row) => format.percent(cases(row) / total),
    },
  ];
  const count = output.variantCount[0] ?? 0;
  const shown = output.variantCases.length;
  const ask = (row: number) =>
    onAsk({
      title: t("list.variant"),
      wanted: { kind: wantedKinds.indexOf("variant"), a: output.variantId[row] ?? 0, b: 0 },
    });
  return (
    <Section title={t("variants")}>
      <p className="view-note">{t("variantsHint")}</p>
      <SortedTable
        label={t("variants")}
        columns={columns}
        rows={shown}
        first={{ key: "cases", descending: true }}
        rowName={(row) => names[row] ?? ""}
        onRow={ask}
      />
      {count > shown && <p className="view-note">{t("variantsMore", { shown, count })}</p>}
    </Section>
  );
}

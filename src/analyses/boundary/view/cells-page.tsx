import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { type BrokenRule, codeProfiles } from "../kernel/cell-rules.ts";
import { crossingCells } from "./cells.ts";
import { choose } from "./control.ts";
import { messages } from "./messages.ts";
import type { BoundaryResult, CellCheck } from "./types.ts";
import { writeM2, zoomFor } from "./words.ts";

interface Breach {
  readonly rule: BrokenRule["rule"] | "crossing";
  readonly cell: number;
}

/** Unit cells against the rules that they are drawn and numbered by. */
export function CellsPage({ result }: { readonly result: BoundaryResult }) {
  const { cells, input } = result;
  const t = useTexts(messages);
  const format = useFormat();
  const { crossShare, profile } = input.settings.form;
  const breaches = useMemo((): readonly Breach[] => {
    if (!cells) return [];
    const crossing = crossingCells(cells, crossShare).map(({ row }) => ({ rule: "crossing", cell: row }) as const);
    return [...crossing, ...cells.broken];
  }, [cells, crossShare]);
  if (!cells) return <EmptyState title={t("noCells")} />;
  const sizes = cells.table.areaKm2.toSorted();
  const values = {
    count: format.number(cells.table.rows),
    broken: format.number(breaches.length),
    median: writeM2((sizes[sizes.length >> 1] ?? Number.NaN) * 1e6, format),
  };
  const { community, serial } = codeProfiles[profile];
  return (
    <>
      <p className="answer" aria-live="polite">
        <Emphasised text={t(breaches.length > 0 ? "answerCells" : "answerCellsNone", values)} />
      </p>
      <Rules check={cells} breaches={breaches} digits={community + serial} />
      {breaches.length > 0 && <Breaches check={cells} breaches={breaches} />}
    </>
  );
}

interface BreachesProps {
  readonly check: CellCheck;
  readonly breaches: readonly Breach[];
}

function Rules({ check, breaches, digits }: BreachesProps & { readonly digits: number }) {
  const t = useTexts(messages);
  const format = useFormat();
  const state = (...rules: readonly Breach["rule"][]) => {
    const count = breaches.filter(({ rule }) => rules.includes(rule)).length;
    return count === 0 ? t("rule.met") : t("rule.broken", { count: format.number(count) });
  };
  return (
    <Section title={t("rules")}>
      <Facts
        facts={[
          [t("rule.size"), state("small", "large")],
          [t("rule.crossing"), check.communities ? state("crossing") : t("notAssessed")],
          [t("rule.code", { digits }), state("length", "digits", "prefix", "twice")],
          [t("rule.order"), state("order")],
        ]}
      />
    </Section>
  );
}

function Breaches({ check: { table }, breaches }: BreachesProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const columns = useMemo((): SortedColumn[] => {
    const cell = (row: number) => breaches[row]?.cell ?? -1;
    const id = (row: number) => table.ids[cell(row)] ?? "";
    const rule = (row: number) => t(`broken.${breaches[row]?.rule ?? "small"}`);
    const m2 = (row: number) => (table.areaKm2[cell(row)] ?? Number.NaN) * 1e6;
    return [
      { key: "cell", header: t("column.cell"), width: 140, value: id, cell: id },
      { key: "rule", header: t("column.rule"), value: rule, cell: rule },
      { key: "size", header: t("column.area"), width: 90, value: m2, cell: (row) => writeM2(m2(row), format) },
    ];
  }, [table, breaches, t, format]);
  return (
    <Section title={t("cells")} aside={<span>{format.number(breaches.length)}</span>}>
      <SortedTable
        label={t("cells")}
        columns={columns}
        rows={breaches.length}
        rowName={(row) => table.ids[breaches[row]?.cell ?? -1] ?? ""}
        onRow={(row) => {
          const cell = breaches[row]?.cell ?? -1;
          const place = [
            table.labelPoints[2 * cell] ?? Number.NaN,
            table.labelPoints[2 * cell + 1] ?? Number.NaN,
          ] as const;
          choose(row, place, zoomFor(2 * Math.sqrt((table.areaKm2[cell] ?? 0.01) * 1e6)));
        }}
      />
    </Section>
  );
}

import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { useLocal } from "../../../state/local-store.ts";
import { Emphasised, EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import { codeProfiles } from "../kernel/cell-rules.ts";
import { type Breach, breachesOf, estatesOfOneCell } from "./cells.ts";
import { choose, local } from "./control.ts";
import { messages } from "./messages.ts";
import type { BoundaryResult, CellCheck } from "./types.ts";
import { writeM2, zoomFor } from "./words.ts";

/** Unit cells against the rules that they are drawn and numbered by. */
export function CellsPage({ result }: { readonly result: BoundaryResult }) {
  const { cells, input } = result;
  const t = useTexts(messages);
  const format = useFormat();
  const { crossShare, profile } = input.settings.form;
  if (!cells) return <EmptyState title={t("noCells")} />;
  const breaches = breachesOf(cells, crossShare);
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
  const counted = (count: number) => (count === 0 ? t("rule.met") : t("rule.broken", { count: format.number(count) }));
  const state = (...rules: readonly Breach["rule"][]) =>
    counted(breaches.filter(({ rule }) => rules.includes(rule)).length);
  const { buildings, estates, communities, streets, seams } = check;
  const looked = (text: string, count: number) => t("rule.of", { state: text, count: format.number(count) });
  return (
    <Section title={t("rules")}>
      <Facts
        facts={[
          [t("rule.size"), state("small", "large")],
          [t("rule.crossing"), communities || streets ? state("crossing") : t("rule.needs.crossing")],
          [t("rule.seams"), counted(seams.kind.length)],
          [
            t("rule.buildings"),
            buildings ? looked(state("building"), buildings.outlines.names.length) : t("rule.needs.buildings"),
          ],
          [t("rule.estates"), estates ? looked(state("estate"), estatesOfOneCell(estates)) : t("rule.needs.estates")],
          [t("rule.code", { digits }), state("length", "digits", "prefix", "twice")],
          [t("rule.order"), state("order")],
        ]}
      />
      <p className="view-note">{t("rule.about")}</p>
    </Section>
  );
}

function Breaches({ check: { table }, breaches }: BreachesProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const chosen = useLocal(local, (state) => (state.list === "" ? state.chosen : null));
  const columns = useMemo((): SortedColumn[] => {
    const at = (row: number) => breaches[row];
    const id = (row: number) => table.ids[at(row)?.cell ?? -1] ?? "";
    const rule = (row: number) => {
      const { rule = "small", name = "", parts = 1 } = at(row) ?? {};
      return t(`broken.${rule}`, { name: name || t("nameless"), parts });
    };
    const m2 = (row: number) => (table.areaKm2[at(row)?.cell ?? -1] ?? Number.NaN) * 1e6;
    return [
      { key: "cell", header: t("column.cell"), width: 136, value: id, cell: id },
      { key: "rule", header: t("column.rule"), value: rule, cell: (row) => <span title={rule(row)}>{rule(row)}</span> },
      { key: "size", header: t("column.area"), width: 80, value: m2, cell: (row) => writeM2(m2(row), format) },
    ];
  }, [table, breaches, t, format]);
  return (
    <Section title={t("cells")} aside={<span>{format.number(breaches.length)}</span>}>
      <p className="view-note">{t("bothWays")}</p>
      <SortedTable
        label={t("cells")}
        columns={columns}
        rows={breaches.length}
        rowName={(row) => table.ids[breaches[row]?.cell ?? -1] ?? ""}
        selected={chosen}
        onRow={(row) => {
          const breach = breaches[row];
          const km2 = table.areaKm2[breach?.cell ?? -1] ?? 0.01;
          if (breach) choose(row, [breach.lon, breach.lat], zoomFor(2 * Math.sqrt(km2 * 1e6)));
        }}
      />
    </Section>
  );
}

import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { stageLabel } from "../../../i18n/process.ts";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import type { LimitsResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";
import { useCodeName } from "./words.ts";

/** What an open case waits for next, by the stage it has reached (`openStages`). */
const nextStages = ["register", "register", "dispatch", "start", "handle", "close"] as const;

/** The open cases whose limit runs out next, or has run out: what, where, when, and how likely it is broken. */
export function WorkList({ result }: { readonly result: LimitsResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const analyses = useApp((state) => state.document.analyses);
  const { list } = settingsOf({ analyses }).shown;
  const { caseRisk, caseLeft } = result.output;
  const riskFrom = result.input.settings.params.riskFrom / 100;
  const rows = useMemo(() => {
    const wanted = {
      soon: (row: number) => (caseRisk[row] ?? 0) >= riskFrom,
      open: (row: number) => (caseLeft[row] ?? 0) >= 0,
      overdue: (row: number) => (caseLeft[row] ?? 0) < 0,
    }[list];
    return [...caseRisk.keys()].filter(wanted);
  }, [caseRisk, caseLeft, list, riskFrom]);
  return (
    <Section title={t("worklist")} aside={<span className="view-note">{t("listed", { cases: rows.length })}</span>}>
      <p className="view-note">{t("worklistHint", { moment: format.dateTime(result.input.asOf) })}</p>
      <Segmented
        label={t("worklist")}
        options={(["soon", "open", "overdue"] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
        value={list}
        onChange={(value) => setAnalysis("limits", { list: value })}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("nothingListed")} />
      ) : (
        <CaseTable key={`${list} ${rows.length}`} result={result} rows={rows} hasRisk={list !== "overdue"} />
      )}
    </Section>
  );
}

interface CaseTableProps {
  readonly result: LimitsResult;
  /** Rows of the worklist to show. */
  readonly rows: readonly number[];
  readonly hasRisk: boolean;
}

function CaseTable({ result: { output, worklist, input }, rows, hasRisk }: CaseTableProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const deptName = useCodeName("dept");
  const itemName = useCodeName(worklist.itemField);
  const at = (row: number) => rows[row] ?? 0;
  const item = (row: number) => itemName(worklist.items[at(row)] ?? "");
  const area = (row: number) => input.table.names[worklist.areas[at(row)] ?? -1] ?? "";
  const left = (row: number) => Math.abs(output.caseLeft[at(row)] ?? 0) / 3600;
  const risk = (row: number) => output.caseRisk[at(row)] ?? Number.NaN;
  const due = (row: number) => output.caseDue[at(row)] ?? 0;
  const riskColumn: SortedColumn = {
    key: "risk",
    header: t("column.risk"),
    hint: t("hint.risk"),
    width: 58,
    value: (row) => (Number.isNaN(risk(row)) ? -1 : risk(row)),
    cell: (row) => riskText(risk(row)),
  };
  const columns: SortedColumn[] = [
    { key: "item", header: t("column.item"), value: item, cell: (row) => <TwoLines text={item(row)} /> },
    { key: "area", header: t("column.area"), width: 88, value: area, cell: (row) => <TwoLines text={area(row)} /> },
    {
      key: "due",
      header: t("column.left"),
      hint: t("hint.left"),
      width: 66,
      value: due,
      cell: (row) => format.duration(left(row)),
    },
    ...(hasRisk ? [riskColumn] : []),
  ];
  const refOf = (row: number) => {
    const id = input.table.ids[worklist.areas[at(row)] ?? -1];
    return id ? { level: input.table.level, id } : null;
  };
  const rowName = (row: number) =>
    t("rowName", {
      id: worklist.ids[at(row)] ?? "",
      item: item(row),
      dept: deptName(worklist.depts[at(row)] ?? ""),
      stage: stageLabel(nextStages[output.caseStage[at(row)] ?? 0] ?? "", locale),
      due: format.dateTime(due(row)),
    });
  return (
    <SortedTable
      label={t("worklist")}
      columns={columns}
      rows={rows.length}
      first={{ key: "due", descending: false }}
      rowName={rowName}
      onRow={(row) => select(refOf(row))}
      onHover={(row) => hover(row === null ? null : refOf(row))}
    />
  );
}

/** A probability in whole percent; nothing that is foreseen is certain. */
function riskText(risk: number): string {
  if (Number.isNaN(risk)) return "—";
  if (risk >= 0.995) return ">99%";
  return risk < 0.005 ? "<1%" : `${Math.round(risk * 100)}%`;
}

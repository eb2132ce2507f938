import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { stageLabel } from "../../../i18n/process.ts";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
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
  const locale = useLocale();
  const analyses = useApp((state) => state.document.analyses);
  const { list } = settingsOf({ analyses }).shown;
  const { output, worklist, input } = result;
  const { caseRisk, caseLeft, caseDue, caseStage } = output;
  const riskFrom = input.settings.params.riskFrom / 100;
  const rows = useMemo(() => {
    const wanted = {
      soon: (row: number) => (caseRisk[row] ?? 0) >= riskFrom,
      open: (row: number) => (caseLeft[row] ?? 0) >= 0,
      overdue: (row: number) => (caseLeft[row] ?? 0) < 0,
    }[list];
    return [...caseRisk.keys()].filter(wanted);
  }, [caseRisk, caseLeft, list, riskFrom]);
  const deptName = useCodeName("dept");
  const itemName = useCodeName(worklist.itemField);
  const at = (row: number) => rows[row] ?? 0;
  const item = (row: number) => itemName(worklist.items[at(row)] ?? "");
  const area = (row: number) => input.table.names[worklist.areas[at(row)] ?? -1] ?? "";
  const stage = (row: number) => stageLabel(nextStages[caseStage[at(row)] ?? 0] ?? "", locale);
  const left = (row: number) => (caseLeft[at(row)] ?? 0) / 3600;
  const risk = (row: number) => caseRisk[at(row)] ?? Number.NaN;
  const due = (row: number) => caseDue[at(row)] ?? 0;
  const columns: SortedColumn[] = [
    { key: "item", header: t("column.item"), value: item, cell: item },
    { key: "area", header: t("column.area"), width: 92, value: area, cell: area },
    { key: "stage", header: t("column.waitsFor"), hint: t("hint.waitsFor"), width: 50, value: stage, cell: stage },
    {
      key: "due",
      header: t("column.left"),
      hint: t("hint.left"),
      width: 66,
      value: due,
      cell: (row) => format.duration(Math.abs(left(row))),
    },
    ...(list === "overdue"
      ? []
      : [
          {
            key: "risk",
            header: t("column.risk"),
            hint: t("hint.risk"),
            width: 46,
            value: (row: number) => (Number.isNaN(risk(row)) ? -1 : risk(row)),
            cell: (row: number) => (Number.isNaN(risk(row)) ? "—" : `${Math.round(risk(row) * 100)}%`),
          },
        ]),
  ];
  const refOf = (row: number) => {
    const id = input.table.ids[worklist.areas[at(row)] ?? -1];
    return id ? { level: input.table.level, id } : null;
  };
  return (
    <Section title={t("worklist")} aside={<span className="view-note">{t("listed", { cases: rows.length })}</span>}>
      <p className="view-note">{t("worklistHint", { moment: format.dateTime(input.asOf) })}</p>
      <Segmented
        label={t("worklist")}
        options={(["soon", "open", "overdue"] as const).map((value) => ({ value, label: t(`list.${value}`) }))}
        value={list}
        onChange={(value) => setAnalysis("limits", { list: value })}
      />
      {rows.length === 0 ? (
        <EmptyState title={t("nothingListed")} />
      ) : (
        <SortedTable
          key={`${list} ${rows.length}`}
          label={t("worklist")}
          columns={columns}
          rows={rows.length}
          first={{ key: "due", descending: false }}
          rowName={(row) =>
            t("rowName", {
              id: worklist.ids[at(row)] ?? "",
              item: item(row),
              dept: deptName(worklist.depts[at(row)] ?? ""),
              due: format.dateTime(due(row)),
            })
          }
          onRow={(row) => select(refOf(row))}
          onHover={(row) => hover(row === null ? null : refOf(row))}
        />
      )}
    </Section>
  );
}

import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { durationReasons } from "../../../lib/stage-durations.ts";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import type { ResponseResult } from "./compute.ts";
import { messages } from "./messages.ts";

/** So many cases are listed; all are counted, and in the result table. */
const listedAtMost = 500;

/** What is not among the figures and why: counted by reason, and listed where the data are at fault. */
export function LeftOutCases({ result }: { readonly result: ResponseResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { output, pair, leftOut } = result;
  const listed = Math.min(listedAtMost, leftOut.caseIds.length);
  const columns = useMemo((): SortedColumn[] => {
    const caseId = (row: number) => leftOut.caseIds[row] ?? "";
    const reported = (row: number) => leftOut.reported[row] ?? Number.NaN;
    const reason = (row: number) =>
      t(`reason.${durationReasons[leftOut.reason[row] ?? 0] ?? "used"}`, {
        from: t(`moment.${pair[0]}`),
        to: t(`moment.${pair[1]}`),
      });
    return [
      { key: "case", header: t("column.case"), value: caseId, cell: caseId },
      { key: "reason", header: t("column.reason"), width: 150, value: reason, cell: reason },
      {
        key: "reported",
        header: t("column.reported"),
        width: 88,
        value: reported,
        cell: (row) => (Number.isNaN(reported(row)) ? "—" : format.date(reported(row))),
      },
    ];
  }, [leftOut, pair, t, format]);
  if (!output) return null;
  const facts = durationReasons.flatMap((reason, code): [string, string][] => {
    const count = output.reasonCounts[code] ?? 0;
    const name = t(`reason.${reason}`, { from: t(`moment.${pair[0]}`), to: t(`moment.${pair[1]}`) });
    return count > 0 ? [[name, format.number(count)]] : [];
  });
  return (
    <Section title={t("leftOut")} folded>
      <Facts facts={facts} />
      {listed > 0 && (
        <>
          <p className="view-note">{t("leftOutAbout", { listed: listedAtMost })}</p>
          <SortedTable
            label={t("leftOut")}
            columns={columns}
            rows={listed}
            rowName={(row) => leftOut.caseIds[row] ?? ""}
          />
        </>
      )}
    </Section>
  );
}

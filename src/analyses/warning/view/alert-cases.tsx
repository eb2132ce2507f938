import { useEffect, useState } from "react";
import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { caseRows, caseTexts } from "../../../state/case-rows.ts";
import { useApp } from "../../../state/react.ts";
import { documentToHash } from "../../../state/url.ts";
import { SortedTable } from "../../../ui/sorted-table.tsx";
import { type Alert, historyOf } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { filtersOf } from "./filters-of.ts";
import { messages } from "./messages.ts";

/** More cases than this are not listed: the link shows them all. */
const mostListed = 200;

interface OneProps {
  readonly result: WarningResult;
  readonly alert: Alert;
}

/** The cases inside an alert, latest first: number, time, kind and the area they lie in; nothing about persons. */
export function AlertCases({ result, alert }: OneProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const document = useApp((state) => state.document);
  const manifest = useApp((state) => state.session.manifest);
  const { cases } = result;
  const inside = historyOf(result, alert, 1 + alert.lastDay - alert.since).cases;
  const details = useDetails(result, inside);
  const shown = details.toSorted((a, b) => b.time - a.time).slice(0, mostListed);
  const at = (row: number) => shown[row];
  const kind = (row: number) => codeLabel(manifest, cases.classField, at(row)?.kind ?? "", locale);
  const columns = [
    {
      key: "id",
      header: t("column.case"),
      width: 118,
      value: (row: number) => at(row)?.id ?? "",
      cell: (row: number) => at(row)?.id,
    },
    {
      key: "time",
      header: t("column.time"),
      width: 124,
      value: (row: number) => at(row)?.time ?? 0,
      cell: (row: number) => format.dateTime(at(row)?.time ?? 0),
    },
    {
      key: "kind",
      header: t("column.kindArea"),
      value: kind,
      cell: (row: number) => <KindCell kind={kind(row)} area={at(row)?.area ?? ""} />,
    },
  ];
  return (
    <>
      <h3>{t("cases", { count: inside.length })}</h3>
      <div className="alert-cases">
        <SortedTable label={t("caseList")} columns={columns} rows={shown.length} rowName={(row) => at(row)?.id ?? ""} />
      </div>
      <p className="view-note">
        {shown.length < inside.length && <>{t("caseLimit", { shown: shown.length, all: inside.length })} </>}
        <a href={documentToHash({ ...document, view: "overview", filters: filtersOf(result.cases, alert, document) })}>
          {t("showCases")}
        </a>
      </p>
    </>
  );
}

/** What a case is about, and below where: names are long and the panel is not. */
function KindCell({ kind, area }: { readonly kind: string; readonly area: string }) {
  return (
    <span className="alert-case-kind" title={`${kind} · ${area}`}>
      {kind}
      <small>{area}</small>
    </span>
  );
}

interface CaseDetail {
  readonly id: string;
  /** Seconds of its report. */
  readonly time: number;
  readonly kind: string;
  readonly area: string;
}

function useDetails(result: WarningResult, inside: readonly number[]): readonly CaseDetail[] {
  const [details, setDetails] = useState<readonly CaseDetail[]>([]);
  const key = inside.join(" ");
  useEffect(() => {
    let wanted = true;
    detailsOf(result, key === "" ? [] : key.split(" ").map(Number)).then(
      (found) => wanted && setDetails(found),
      () => wanted && setDetails([]),
    );
    return () => {
      wanted = false;
    };
  }, [result, key]);
  return details;
}

async function detailsOf({ input, cases }: WarningResult, inside: readonly number[]): Promise<CaseDetail[]> {
  if (inside.length === 0) return [];
  const [columns, ids] = await Promise.all([
    caseRows(input.handle, ["reported_at"]),
    caseTexts(input.handle, "case_id"),
  ]);
  const times = columns.numbers("reported_at");
  const classes = Math.max(1, cases.classes.length);
  return inside.map((i) => {
    const row = cases.rows[i] ?? 0;
    const series = cases.series[i] ?? 0;
    const area = Math.floor(series / classes);
    return {
      id: ids[row] ?? "",
      time: times[row] ?? Number.NaN,
      kind: cases.classes[series % classes] ?? "",
      area: cases.coarse.names[area] || (cases.coarse.ids[area] ?? ""),
    };
  });
}

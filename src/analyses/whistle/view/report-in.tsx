import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { percentsApart } from "../../../i18n/percents.ts";
import { wilsonInterval } from "../../../lib/wilson.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented } from "../../../ui/controls.tsx";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { firstRow, type WhistleResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";

interface Shown {
  readonly result: WhistleResult;
}

/** By department or item: the choice, the codes, their names and the row of the output where they begin. */
function useGroups(result: WhistleResult) {
  const analyses = useApp((state) => state.document.analyses);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const { by } = settingsOf({ analyses });
  const codes = by === "dept" ? result.depts : result.kinds;
  const field = by === "dept" ? "dept" : result.kindField;
  return {
    by,
    codes,
    first: firstRow(result, by),
    name: (row: number) => codeLabel(manifest, field, codes[row] ?? "", locale),
  };
}

export function ByChoice() {
  const t = useTexts(messages);
  const analyses = useApp((state) => state.document.analyses);
  return (
    <Segmented
      label={t("by")}
      options={(["dept", "kind"] as const).map((value) => ({ value, label: t(`by.${value}`) }))}
      value={settingsOf({ analyses }).by}
      onChange={(by) => setAnalysis("whistle", { by })}
    />
  );
}

/** Whistles of each department or item: reported in on time, solved, rated. */
export function ReportIn({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const { output, has } = result;
  const { by, codes, first, name } = useGroups(result);
  const rows = [...codes.keys()].filter((row) => (output.whistles[first + row] ?? 0) > 0);
  const at = (column: Float64Array, row: number) => column[first + (rows[row] ?? 0)] ?? Number.NaN;
  const label = (row: number) => name(rows[row] ?? 0);
  const share = (of: Float64Array, over: Float64Array, row: number) =>
    at(over, row) > 0 ? at(of, row) / at(over, row) : Number.NaN;
  const pale = (row: number) => (at(output.dueIn, row) < 5 ? "whistle-pale" : undefined);
  const hint = (row: number) => {
    const interval = wilsonInterval(at(output.inTime, row), at(output.dueIn, row));
    const [of, over] = [at(output.inTime, row), at(output.dueIn, row)];
    const [, low = "", high = ""] = percentsApart([of / over, ...(interval ?? [])], locale);
    return interval ? t("interval", { of, over, low, high }) : "";
  };
  const shareColumn = (
    key: "inTime" | "solved" | "rated",
    [of, over]: readonly [Float64Array, Float64Array],
    isAssessed: boolean,
  ): SortedColumn => ({
    key,
    header: t(`column.${key}`),
    hint: t(`hint.${key}`),
    width: 68,
    value: (row) => (Number.isNaN(share(of, over, row)) || !isAssessed ? -1 : share(of, over, row)),
    cell: (row) =>
      isAssessed ? (
        <span className={pale(row)} title={key === "inTime" ? hint(row) : undefined}>
          {format.percent(share(of, over, row))}
        </span>
      ) : (
        "—"
      ),
  });
  const columns: SortedColumn[] = [
    { key: "name", header: t(`by.${by}`), value: label, cell: (row) => <TwoLines text={label(row)} /> },
    {
      key: "whistles",
      header: t("column.whistles"),
      width: 58,
      value: (row) => at(output.whistles, row),
      cell: (row) => format.number(at(output.whistles, row)),
    },
    shareColumn("inTime", [output.inTime, output.dueIn], has.arrivals),
    shareColumn("solved", [output.solved, output.whistles], true),
    shareColumn("rated", [output.rated, output.whistles], has.ratings),
  ];
  return (
    <Section title={t("reportIn")}>
      {!has.whistles ? (
        <EmptyState title={t("noWhistles")} />
      ) : (
        <>
          <p className="view-note">{t("reportInHint")}</p>
          <ByChoice />
          {!has.ratings && <p className="view-note">{t("noRatings")}</p>}
          <SortedTable
            key={`${by} ${rows.length}`}
            label={t("reportIn")}
            columns={columns}
            rows={rows.length}
            first={{ key: "inTime", descending: false }}
            rowName={label}
          />
        </>
      )}
    </Section>
  );
}

/** Cases of more than one department: how many, who has them, and how much longer they take. */
export function Joint({ result }: Shown) {
  const t = useTexts(messages);
  const format = useFormat();
  const { output, has } = result;
  const { by, codes, first, name } = useGroups(result);
  const rows = [...codes.keys()].filter((row) => (output.cases[first + row] ?? 0) > 0);
  const at = (column: Float64Array, row: number) => column[first + (rows[row] ?? 0)] ?? Number.NaN;
  const share = (row: number) => at(output.jointCases, row) / at(output.cases, row);
  const label = (row: number) => name(rows[row] ?? 0);
  const hours = (column: Float64Array, place: number) => format.duration((column[place] ?? Number.NaN) / 3600);
  const columns: SortedColumn[] = [
    { key: "name", header: t(`by.${by}`), value: label, cell: (row) => <TwoLines text={label(row)} /> },
    {
      key: "joint",
      header: t("column.joint"),
      width: 70,
      value: (row) => at(output.jointCases, row),
      cell: (row) => format.number(at(output.jointCases, row)),
    },
    {
      key: "cases",
      header: t("column.cases"),
      width: 70,
      value: (row) => at(output.cases, row),
      cell: (row) => format.number(at(output.cases, row)),
    },
    { key: "share", header: t("column.share"), width: 70, value: share, cell: (row) => format.percent(share(row)) },
  ];
  return (
    <Section title={t("joint")}>
      {!has.joint ? (
        <EmptyState title={t("noJoint")} />
      ) : (
        <>
          <p className="view-note">
            {t("jointHint", {
              joint: hours(output.closing, 1),
              jointLow: hours(output.closingLow, 1),
              jointHigh: hours(output.closingHigh, 1),
              single: hours(output.closing, 0),
            })}
          </p>
          <ByChoice />
          <SortedTable
            key={`${by} ${rows.length}`}
            label={t("joint")}
            columns={columns}
            rows={rows.length}
            first={{ key: "share", descending: true }}
            rowName={label}
          />
        </>
      )}
    </Section>
  );
}

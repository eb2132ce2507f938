import { useMemo } from "react";
import type { Format } from "../../../i18n/format.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import type { Texts } from "../../../i18n/texts.ts";
import { mostExactUnits } from "../../../lib/hypercube.ts";
import { hover, select } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import type { WhatIfResult } from "./compute.ts";
import { deltaOf, loadOf } from "./figures.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";

interface TableProps {
  readonly result: WhatIfResult;
}

interface Words {
  readonly t: Texts<keyof (typeof messages)["en"]>;
  readonly format: Format;
}

const tenth = (value: number) => Math.round(value * 10) / 10;

/** A change of minutes with its sign; what becomes or ceases to be reached is said. */
function signedMinutes(change: number, { t, format }: Words): string {
  if (change === Infinity) return t("lost");
  if (change === -Infinity) return t("newly");
  return signed(tenth(change), format);
}

function signed(value: number, format: Format): string {
  const size = format.number(Math.abs(value));
  return value > 0 ? `+${size}` : value < 0 ? `−${size}` : size;
}

/** Change of median, P90 and number in time of every area, those who lose most first. */
export function AreaChanges({ result }: TableProps) {
  const analyses = useApp((state) => state.document.analyses);
  const manifest = useApp((state) => state.session.manifest);
  const hovered = useApp((state) => state.hovered);
  const selection = useApp((state) => state.document.selection);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const { table } = result.input.travel;
  const { group } = settingsOf({ analyses }).now;
  const level = levelLabel(manifest, table.level, locale);
  const rowOf = (ref: typeof selection) => (ref?.level === table.level ? table.ids.indexOf(ref.id) : -1);
  const refOf = (row: number) => ({ level: table.level, id: table.ids[row] ?? "" });
  const columns = useMemo((): SortedColumn[] => {
    const name = (row: number) => table.names[row] || table.ids[row] || "";
    const at = (row: number) => deltaOf(result, row, group);
    const order = (value: number) => (Number.isNaN(value) ? 0 : Math.max(-1e9, Math.min(1e9, value)));
    const timed = (key: "median" | "p90"): SortedColumn => ({
      key,
      header: t(`column.${key}`),
      hint: t(`hint.${key}`),
      width: 60,
      value: (row) => order(at(row)[key]),
      cell: (row) => signedMinutes(at(row)[key], { t, format }),
    });
    const gained = (key: "residents" | "cases"): SortedColumn => {
      const within = (row: number) => deltaOf(result, row, key).within;
      return {
        key,
        header: t(`column.${key}`),
        hint: t(`hint.${key}`),
        width: 62,
        value: (row) => order(within(row)),
        cell: (row) => signed(Math.round(within(row)), format),
      };
    };
    return [
      {
        key: "name",
        header: t("column.name", { level }),
        value: name,
        cell: (row) => <TwoLines text={name(row)} />,
      },
      timed("median"),
      timed("p90"),
      gained("residents"),
      gained("cases"),
      {
        key: "later",
        header: t("column.later"),
        hint: t("hint.later", { group: t(`group.${group}`) }),
        width: 54,
        value: (row) => at(row).later,
        cell: (row) => format.number(Math.round(at(row).later)),
      },
    ];
  }, [result, table, group, level, t, format]);
  return (
    <Section title={`${t("ranking")} · ${t(`group.${group}`)}`}>
      <SortedTable
        key={table.level}
        label={t("ranking")}
        columns={columns}
        rows={table.rows}
        first={{ key: "later", descending: true }}
        rowName={(row) => table.names[row] ?? ""}
        hovered={rowOf(hovered)}
        selected={rowOf(selection)}
        onHover={(row) => hover(row === null ? null : refOf(row))}
        onRow={(row) => select(rowOf(selection) === row ? null : refOf(row))}
      />
    </Section>
  );
}

/** The figures before and after, with the workload of crews. */
export function Summary({ result }: TableProps) {
  const analyses = useApp((state) => state.document.analyses);
  const t = useTexts(messages);
  const format = useFormat();
  const { now, form, compare } = settingsOf({ analyses });
  const { group, target } = now;
  const rows = useMemo(
    () => figuresOf(result, { group, target, words: { t, format } }),
    [result, group, target, t, format],
  );
  const columns = useMemo((): SortedColumn[] => {
    const cell = (side: 1 | 2) => (row: number) => rows[row]?.[side] ?? "";
    const name = (row: number) => rows[row]?.[0] ?? "";
    const before = compare === "" || compare === "=" ? t("asIs") : compare;
    return [
      { key: "figure", header: t("column.figure"), value: name, cell: name },
      { key: "before", header: before, width: 112, value: cell(1), cell: cell(1) },
      { key: "after", header: t("thisPlan"), width: 112, value: cell(2), cell: cell(2) },
    ];
  }, [rows, compare, t]);
  const units = result.after?.open.crews.reduce((sum, crews) => sum + crews, 0) ?? 0;
  const said = {
    calls: format.number(result.callsPerHour),
    service: format.number(form.serviceMinutes),
    method: t(units > mostExactUnits ? "approximate" : "exact"),
  };
  const { status } = loadOf(result.output?.afterLoad);
  return (
    <Section title={t("summary")}>
      <SortedTable label={t("summary")} columns={columns} rows={rows.length} rowName={(row) => rows[row]?.[0] ?? ""} />
      <p className="view-note">
        {t("loadHint", said)} {status === 2 && t("overloaded")}
      </p>
    </Section>
  );
}

/** Name, before and after of each figure. */
function figuresOf(
  result: WhatIfResult,
  { group, target, words }: { group: Parameters<typeof deltaOf>[2]; target: number; words: Words },
): [string, string, string][] {
  const { t, format } = words;
  const change = deltaOf(result, result.input.travel.table.rows, group);
  const [before, after] = [loadOf(result.output?.beforeLoad), loadOf(result.output?.afterLoad)];
  const minutes = (value: number) => (value === Infinity ? t("notReached") : format.number(tenth(value)));
  const share = (value: number) => format.percent(change.total > 0 ? value / change.total : null);
  const loaded = (load: ReturnType<typeof loadOf>, text: string) =>
    load.status === 1 ? text : t(load.status === 2 ? "overloadedShort" : "notAssessed");
  const busiest = (busy: Float64Array | undefined) => format.percent(Math.max(...(busy ?? []).filter(Number.isFinite)));
  const crews = (values: Float64Array | undefined) => format.number(values?.reduce((sum, one) => sum + one, 0) ?? 0);
  return [
    [t("row.within", { minutes: format.number(target) }), share(change.before.within), share(change.after.within)],
    [t("row.median"), minutes(change.before.median), minutes(change.after.median)],
    [t("row.p90"), minutes(change.before.p90), minutes(change.after.p90)],
    [t("row.crews"), crews(result.before?.open.crews), crews(result.after?.open.crews)],
    [
      t("row.busy"),
      loaded(before, busiest(result.output?.beforeBusy)),
      loaded(after, busiest(result.output?.afterBusy)),
    ],
    [t("row.away"), loaded(before, format.percent(before.away)), loaded(after, format.percent(after.away))],
    [t("row.travel"), loaded(before, minutes(before.travel)), loaded(after, minutes(after.travel))],
    [t("row.waiting"), loaded(before, format.percent(before.waiting)), loaded(after, format.percent(after.waiting))],
  ];
}

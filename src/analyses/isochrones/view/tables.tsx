import { useCallback, useMemo } from "react";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hover, select } from "../../../state/actions.ts";
import { useLevelOptions } from "../../../state/level-options.ts";
import { useApp } from "../../../state/react.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { type Group, groups, settingsOf } from "../../../state/travel-settings.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { ruleStatuses } from "../kernel/rule.ts";
import { messages as ownMessages } from "../messages.ts";
import { reachedIn } from "./figures.ts";
import { messages } from "./messages.ts";
import { order, useMinutes } from "./minutes.ts";

interface TableProps {
  readonly result: TravelResult;
}

/** Share, number beyond, median and P90 of every area. */
export function AreaTable({ result }: TableProps) {
  const analyses = useApp((state) => state.document.analyses);
  const manifest = useApp((state) => state.session.manifest);
  const hovered = useApp((state) => state.hovered);
  const selection = useApp((state) => state.document.selection);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const minutes = useMinutes();
  const { table } = result.input;
  const { group, target } = settingsOf({ analyses });
  const level = levelLabel(manifest, table.level, locale);
  const rowOf = (ref: typeof selection) => (ref?.level === table.level ? table.ids.indexOf(ref.id) : -1);
  const refOf = (row: number) => ({ level: table.level, id: table.ids[row] ?? "" });
  const columns = useMemo((): SortedColumn[] => {
    const at = (row: number) => reachedIn(result, row, { group, target });
    const share = (row: number) => (at(row).total > 0 ? at(row).reached / at(row).total : 2);
    const beyond = (row: number) => Math.round(at(row).total - at(row).reached);
    const name = (row: number) => table.names[row] || table.ids[row] || "";
    const timed = (key: "median" | "p90"): SortedColumn => ({
      key,
      header: t(`column.${key}`),
      hint: t(`hint.${key}`),
      width: 60,
      value: (row) => order(at(row)[key]),
      cell: (row) => minutes(at(row)[key]),
    });
    return [
      { key: "name", header: t("column.name", { level }), value: name, cell: name },
      {
        key: "share",
        header: t("column.share", { minutes: format.number(target) }),
        width: 80,
        value: share,
        cell: (row) => format.percent(share(row) > 1 ? null : share(row)),
      },
      {
        key: "beyond",
        header: t("column.missing"),
        width: 70,
        value: beyond,
        cell: (row) => format.number(beyond(row)),
      },
      timed("median"),
      timed("p90"),
    ];
  }, [result, table, group, target, level, t, format, minutes]);
  const levels = useLevelOptions("isochrones");
  return (
    <Section
      title={`${t("ranking")} · ${t(`group.${group}`)}`}
      aside={<Select label={t("level")} options={levels.options} value={table.level} onChange={levels.choose} />}
    >
      <SortedTable
        key={table.level}
        label={t("ranking")}
        columns={columns}
        rows={table.rows}
        first={{ key: "share", descending: false }}
        rowName={(row) => table.names[row] ?? ""}
        hovered={rowOf(hovered)}
        selected={rowOf(selection)}
        onHover={(row) => hover(row === null ? null : refOf(row))}
        onRow={(row) => select(rowOf(selection) === row ? null : refOf(row))}
      />
    </Section>
  );
}

/** Shares of residents, cases and key places within every break; their numbers first. */
export function ReachTable({ result }: TableProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const { settings, table } = result.input;
  const rowName = useCallback(
    (row: number) => {
      const minutes = settings.breaks[row - 1];
      return minutes === undefined ? t("column.total") : t("column.share", { minutes: format.number(minutes) });
    },
    [settings, t, format],
  );
  const columns = useMemo((): SortedColumn[] => {
    const at = (group: Group, row: number) => {
      const target = settings.breaks[Math.max(0, row - 1)] ?? 0;
      return reachedIn(result, table.rows, { group, target });
    };
    const written = (group: Group, row: number) => {
      const { total, reached } = at(group, row);
      return row === 0 ? format.number(Math.round(total)) : format.percent(total > 0 ? reached / total : null);
    };
    return [
      { key: "break", header: t("target"), value: (row) => row, cell: rowName },
      ...groups.map(
        (group): SortedColumn => ({
          key: group,
          header: t(`group.${group}`),
          width: 88,
          value: (row) => row,
          cell: (row) => written(group, row),
        }),
      ),
    ];
  }, [result, settings, table, t, format, rowName]);
  return (
    <Section title={t("reach")}>
      <SortedTable label={t("reach")} columns={columns} rows={settings.breaks.length + 1} rowName={rowName} />
    </Section>
  );
}

/** Every station's area, by the rule for fire stations. */
export function StationTable({ result }: TableProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const texts: Readonly<Record<string, string>> = ownMessages[locale];
  const { output, stations, kind, input } = result;
  const columns = useMemo((): SortedColumn[] => {
    const name = (row: number) => stations.names[row] ?? "";
    const km2 = (row: number) => output?.stationKm2[row] ?? 0;
    const snap = (row: number) => output?.stationSnapMetres[row] ?? Number.NaN;
    const status = (codes: Uint8Array | undefined) => (row: number) =>
      texts[`ruleStatus.${ruleStatuses[codes?.[row] ?? 0] ?? "not-assessed"}`] ?? "";
    const [size, crossing] = [status(output?.sizeStatus), status(output?.crossingStatus)];
    return [
      {
        key: "station",
        header: t("column.station"),
        value: name,
        cell: (row: number) => <TwoLines text={name(row)} />,
      },
      { key: "km2", header: t("column.km2"), width: 56, value: km2, cell: (row) => format.number(km2(row)) },
      { key: "size", header: t("column.size"), width: 72, value: size, cell: size },
      { key: "crossing", header: t("column.crossing"), width: 72, value: crossing, cell: crossing },
      {
        key: "snap",
        header: t("column.snap"),
        width: 60,
        value: (row) => order(snap(row)),
        cell: (row) => (snap(row) === Infinity ? t("notReached") : format.metres(snap(row))),
      },
    ];
  }, [stations, output, texts, t, format]);
  const grade = texts[`fireGrade.${input.settings.form.fireGrade}`] ?? "";
  return (
    <Section title={t("rule")} folded={!kind.endsWith(":fire_station")}>
      <p className="view-note">
        {t("ruleHint", { grade })} {!kind.endsWith(":fire_station") && t("ruleOther")}
      </p>
      <SortedTable
        key={kind}
        label={t("rule")}
        columns={columns}
        rows={stations.ids.length}
        first={{ key: "km2", descending: true }}
        rowName={(row) => stations.names[row] ?? ""}
      />
    </Section>
  );
}

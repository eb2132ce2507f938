import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { setAnalysis } from "../../../state/actions.ts";
import { useLevelOptions } from "../../../state/level-options.ts";
import { useLinkedRows } from "../../../state/linked-rows.ts";
import { useApp } from "../../../state/react.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { messages as ownMessages } from "../messages.ts";
import type { ResponseResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { groupings, settingsOf } from "./settings.ts";
import "./tables.css";
import { durationWriter } from "./words.ts";

/** The figures of every area; pointing and choosing are shared with the map. */
export function AreaFigures({ result }: { readonly result: ResponseResult }) {
  const t = useTexts(messages);
  const { table } = result.input;
  const levels = useLevelOptions("response");
  const link = useLinkedRows({ areas: table, made: false });
  const name = (row: number) => table.names[row] || table.ids[row] || "";
  const columns = useColumns(result, { first: 1, name });
  return (
    <Section
      title={t("areas")}
      aside={<Select label={t("level")} options={levels.options} value={table.level} onChange={levels.choose} />}
    >
      <SortedTable
        key={table.level}
        label={t("areas")}
        columns={columns}
        rows={table.rows}
        first={{ key: "median", descending: true }}
        rowName={name}
        {...link}
      />
    </Section>
  );
}

interface GroupFiguresProps {
  readonly result: ResponseResult;
  readonly groupNames: readonly string[];
}

/** The figures of every group. */
export function GroupFigures({ result, groupNames }: GroupFiguresProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const texts = ownMessages[locale];
  const name = (row: number) => groupNames[row] ?? "";
  const columns = useColumns(result, { first: 1 + result.input.table.rows, name });
  const options = groupings.map((value) => ({ value, label: texts[`groupBy.${value}`] }));
  const { groupBy } = result.input.settings.values;
  return (
    <Section
      title={t("groups")}
      aside={
        <Select
          label={texts["param.groupBy"]}
          options={options}
          value={groupBy}
          onChange={(value) => setAnalysis("response", { groupBy: value })}
        />
      }
    >
      <SortedTable
        key={groupBy}
        label={t("groups")}
        columns={columns}
        rows={groupNames.length}
        {...(groupBy !== "hour" && { first: { key: "median", descending: true } })}
        rowName={name}
      />
    </Section>
  );
}

interface RowsAt {
  /** The row of the figures at which these begin. */
  readonly first: number;
  readonly name: (row: number) => string;
}

function useColumns(result: ResponseResult, { first, name }: RowsAt): SortedColumn[] {
  const analyses = useApp((state) => state.document.analyses);
  const t = useTexts(messages);
  const format = useFormat();
  const shown = settingsOf({ analyses }).values.columns;
  return useMemo((): SortedColumn[] => {
    const { output, input } = result;
    if (!output) return [];
    const write = durationWriter(result, format, t);
    const { smallCases } = input.settings.values;
    const at = (values: Float64Array, row: number) => values[first + row] ?? Number.NaN;
    const few = (row: number) => at(output.cases, row) < smallCases;
    const hint = (row: number) => {
      const all = t("withInterval", {
        value: write(at(output.median, row)),
        low: write(at(output.medianLow, row)),
        high: write(at(output.medianHigh, row)),
        p80: write(at(output.p80, row)),
        p90: write(at(output.p90, row)),
        mean: write(at(output.mean, row)),
        error: write(at(output.meanError, row)),
        closed: write(at(output.closedMedian, row)),
        cases: at(output.cases, row),
        open: at(output.open, row),
      });
      return few(row) ? `${all} · ${t("small", { count: smallCases })}` : all;
    };
    const time = (key: "median" | "p80" | "p90" | "mean" | "closedMedian"): SortedColumn => ({
      key,
      header: t(`column.${key}`),
      hint: t(`hint.${key}`, { days: input.settings.values.meanWithinDays }),
      width: 58,
      // What is never reached is longer than all that is, and nothing is shorter.
      value: (row) => (at(output.cases, row) === 0 ? -1 : orElse(at(output[key], row), 1e12)),
      cell: (row) => (
        <span title={hint(row)} className={few(row) ? "small-sample" : undefined}>
          {write(at(output[key], row))}
        </span>
      ),
    });
    const share = (row: number) => at(output.within, row) / at(output.decided, row);
    return [
      { key: "name", header: t("column.name"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
      {
        key: "cases",
        header: t("column.cases"),
        width: 54,
        value: (row) => at(output.cases, row),
        cell: (row) => format.number(at(output.cases, row)),
      },
      time("median"),
      ...(shown === "quantiles" ? [time("p80"), time("p90")] : [time("mean"), time("closedMedian")]),
      {
        key: "share",
        header: t("column.share"),
        hint: t("hint.share"),
        width: 68,
        value: (row) => orElse(share(row), 2),
        cell: (row) => {
          const text = t("sharedOf", {
            share: format.percent(share(row)),
            low: format.percent(at(output.shareLow, row)),
            high: format.percent(at(output.shareHigh, row)),
            within: at(output.within, row),
            decided: at(output.decided, row),
          });
          return (
            <span title={text} className={at(output.decided, row) < smallCases ? "small-sample" : undefined}>
              {format.percent(share(row))}
            </span>
          );
        },
      },
    ];
  }, [result, first, name, shown, t, format]);
}

const orElse = (value: number, other: number) => (Number.isNaN(value) ? other : value);

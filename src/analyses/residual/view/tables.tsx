import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { useLevelOptions } from "../../../state/level-options.ts";
import { useLinkedRows } from "../../../state/linked-rows.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { verdicts } from "../kernel/params.ts";
import { messages as ownMessages } from "../messages.ts";
import type { ResidualResult } from "./compute.ts";
import { ExcessBar } from "./excess-bar.tsx";
import { messages } from "./messages.ts";
import { minutesWriter, writeInterval } from "./words.ts";

/** Areas in the order of how much longer they wait; pointing and choosing are shared with the map. */
export function AreaRanking({ result }: { readonly result: ResidualResult }) {
  const t = useTexts(messages);
  const { table } = result.input;
  const levels = useLevelOptions("residual");
  const link = useLinkedRows({ areas: table, made: false });
  const name = (row: number) => table.names[row] || table.ids[row] || "";
  const columns = useColumns(result, { first: 1, count: table.rows, name });
  const pale = (row: number) => !isSure(result, row + 1);
  return (
    <Section
      title={t("ranking")}
      aside={<Select label={t("level")} options={levels.options} value={table.level} onChange={levels.choose} />}
    >
      <SortedTable
        key={table.level}
        label={t("ranking")}
        columns={columns}
        rows={table.rows}
        first={{ key: "excess", descending: true }}
        rowName={name}
        pale={pale}
        {...link}
      />
    </Section>
  );
}

interface DepartmentProps {
  readonly result: ResidualResult;
  readonly names: readonly string[];
}

/** The same of the departments that have cases. */
export function DepartmentRanking({ result, names }: DepartmentProps) {
  const t = useTexts(messages);
  const name = (row: number) => names[row] ?? "";
  const columns = useColumns(result, { first: 1 + result.input.table.rows, count: names.length, name });
  return (
    <Section title={t("departments")}>
      <SortedTable
        label={t("departments")}
        columns={columns}
        rows={names.length}
        first={{ key: "excess", descending: true }}
        rowName={name}
        pale={(row) => !isSure(result, 1 + result.input.table.rows + row)}
      />
    </Section>
  );
}

/** Whether a row of the figures surely differs from all: its interval does not hold nothing. */
function isSure({ output }: ResidualResult, row: number): boolean {
  return (output?.excessLow[row] ?? 0) > 0 || (output?.excessHigh[row] ?? 0) < 0;
}

interface RowsAt {
  /** The row of the figures at which these begin. */
  readonly first: number;
  readonly count: number;
  readonly name: (row: number) => string;
}

function useColumns(result: ResidualResult, { first, count, name }: RowsAt): SortedColumn[] {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  return useMemo((): SortedColumn[] => {
    const { output } = result;
    if (!output) return [];
    const write = minutesWriter(result, format);
    const at = (values: Float64Array, row: number) => values[first + row] ?? Number.NaN;
    const order = (values: Float64Array) => (row: number) => {
      const value = at(values, row);
      return Number.isNaN(value) ? -1e12 : value;
    };
    const number = (value: number) => format.number(Number(value.toPrecision(2)));
    const hint = (row: number) =>
      t("intervalHint", {
        value: write(at(output.excess, row)),
        low: write(at(output.excessLow, row)),
        high: write(at(output.excessHigh, row)),
        road: write(at(output.road, row)),
        dispatch: write(at(output.dispatch, row)),
        slope: number(at(output.slope, row)),
        slopeLow: number(at(output.slopeLow, row)),
        slopeHigh: number(at(output.slopeHigh, row)),
        desk: write(at(output.desk, row)),
        cases: at(output.cases, row),
      });
    const widest = widestOf(output.excess, { first, count });
    const verdict = (row: number) => verdicts[output.verdict[first + row] ?? 0] ?? "no-data";
    return [
      { key: "name", header: t("column.name"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
      {
        key: "excess",
        header: t("column.excess"),
        hint: t("hint.excess"),
        width: 116,
        value: order(output.excess),
        cell: (row) => (
          <ExcessBar
            text={write(at(output.excess, row))}
            interval={writeInterval(write, at(output.excessLow, row), at(output.excessHigh, row))}
            hint={hint(row)}
            value={at(output.excess, row) / widest}
            low={at(output.excessLow, row) / widest}
            high={at(output.excessHigh, row) / widest}
          />
        ),
      },
      {
        key: "observed",
        header: t("column.observed"),
        hint: t("hint.observed"),
        width: 66,
        value: order(output.observed),
        cell: (row) => write(at(output.observed, row)),
      },
      {
        key: "modelled",
        header: t("column.modelled"),
        hint: t("hint.modelled"),
        width: 48,
        value: order(output.modelled),
        cell: (row) => write(at(output.modelled, row)),
      },
      {
        key: "verdict",
        header: t("column.verdict"),
        hint: t("hint.verdict"),
        width: 78,
        value: (row) => verdict(row),
        cell: (row) => <span title={hint(row)}>{ownMessages[locale][`short.${verdict(row)}`]}</span>,
      },
    ];
  }, [result, first, count, name, locale, t, format]);
}

/** The largest excess, for bars of one scale. */
function widestOf(excess: Float64Array, { first, count }: { readonly first: number; readonly count: number }): number {
  return excess.subarray(first, first + count).reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0) || 1;
}

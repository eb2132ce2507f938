import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { detectors } from "../../../lib/surveillance/series.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { useLocal } from "../../../state/local-store.ts";
import { CountChart } from "../../../ui/count-chart.tsx";
import { Section } from "../../../ui/panel.tsx";
import { SortedTable } from "../../../ui/sorted-table.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import type { SeriesResult } from "./compute.ts";
import { looking } from "./control.ts";
import { messages } from "./messages.ts";
import { useSeriesNames } from "./names.ts";

interface Props {
  readonly result: SeriesResult;
}

const inWords = (p: number): string => (p < 0.0001 ? "< 0.0001" : String(Number(p.toPrecision(2))));

/** The series, most unusual first, and the past of the chosen one. */
export function SeriesTable({ result }: Props) {
  const t = useTexts(messages);
  const format = useFormat();
  const names = useSeriesNames(result);
  const { output } = result;
  const order = useMemo(() => {
    const rank = (s: number) => (Number.isNaN(output.p[s] ?? Number.NaN) ? 2 : (output.p[s] ?? 2));
    return [...output.p.keys()].sort((a, b) => rank(a) - rank(b) || a - b);
  }, [output]);
  const looked = useLocal(looking, ({ series }) => series);
  const chosen = looked >= 0 ? looked : (order[0] ?? 0);
  const at = (row: number) => order[row] ?? 0;
  const round = (value: number) => format.number(Math.round(value * 10) / 10);
  const q = (row: number) => output.q[at(row)] ?? Number.NaN;
  const columns = [
    {
      key: "area",
      header: t("column.area"),
      value: (row: number) => names.area(at(row)),
      cell: (row: number) => names.area(at(row)),
    },
    {
      key: "class",
      header: t("column.class"),
      value: (row: number) => names.kind(at(row)),
      cell: (row: number) => names.kind(at(row)),
    },
    {
      key: "cases",
      header: t("column.cases"),
      width: 120,
      value: (row: number) => output.observed[at(row)] ?? 0,
      cell: (row: number) =>
        `${format.number(output.observed[at(row)] ?? 0)} / ${round(output.upper[at(row)] ?? Number.NaN)}`,
    },
    {
      key: "q",
      header: "q",
      hint: t("hint.q"),
      width: 72,
      value: (row: number) => (Number.isNaN(q(row)) ? 2 : q(row)),
      cell: (row: number) => (Number.isNaN(q(row)) ? t("notAssessed") : inWords(q(row))),
    },
  ];
  return (
    <>
      <Section title={t("list")}>
        <SortedTable
          label={t("list")}
          columns={columns}
          rows={order.length}
          rowName={(row) => t("chosen", { area: names.area(at(row)), name: names.kind(at(row)) })}
          onRow={(row) => looking.setState({ series: at(row) })}
          selected={order.indexOf(chosen)}
        />
      </Section>
      <OneSeries result={result} series={chosen} />
    </>
  );
}

const shownDays = 56;

function OneSeries({ result, series }: Props & { readonly series: number }) {
  const t = useTexts(messages);
  const format = useFormat();
  const names = useSeriesNames(result);
  const { output, counts, days, cases } = result;
  const own = [...counts.slice(Math.max(series * days, (series + 1) * days - shownDays), (series + 1) * days)];
  const first = cases.span[1] - own.length + 1;
  const judged = output.judgedDays[series] ?? 1;
  const expected = (output.expected[series] ?? Number.NaN) / judged;
  const dayOf = (step: number) => format.date(daySecondsOf(first + step));
  const round = (value = Number.NaN) => format.number(Math.round(value * 10) / 10);
  const detector = detectors[output.detector[series] ?? 0] ?? "none";
  const p = output.p[series] ?? Number.NaN;
  const facts: [string, string][] = [
    [t("fact.method"), t(`detector.${detector}`)],
    [t("fact.days"), format.number(judged)],
    [t("fact.observed"), `${format.number(output.observed[series] ?? 0)} / ${round(output.expected[series])}`],
    [t("fact.upper"), round(output.upper[series])],
    [t("fact.p"), Number.isNaN(p) ? t("notAssessed") : inWords(p)],
    [t("fact.q"), Number.isNaN(p) ? t("notAssessed") : inWords(output.q[series] ?? 1)],
  ];
  return (
    <Section title={t("chosen", { area: names.area(series), name: names.kind(series) })}>
      <CountChart
        label={t("daily")}
        counts={own}
        expected={own.map(() => expected)}
        marked={[own.length - judged, own.length - 1]}
        nameOf={(step) => {
          const count = own[step] ?? Number.NaN;
          return Number.isNaN(count) ? t("dayAbsent", { day: dayOf(step) }) : t("dayName", { day: dayOf(step), count });
        }}
        ends={[dayOf(0), dayOf(own.length - 1)]}
        texts={{
          counts: t("key.counts"),
          marked: t("key.marked"),
          expected: t("key.expected"),
          most: t("most", { value: round(own.reduce((most, count) => Math.max(most, count || 0), 0)) }),
        }}
      />
      <Facts facts={facts} />
    </Section>
  );
}

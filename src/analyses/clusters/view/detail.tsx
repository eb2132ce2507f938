import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { useLocal } from "../../../state/local-store.ts";
import { CountChart } from "../../../ui/count-chart.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Facts } from "../../../ui/view-parts.tsx";
import type { ClustersResult } from "./compute.ts";
import { looking } from "./control.ts";
import { messages } from "./messages.ts";
import type { ClusterRow } from "./reading.ts";
import { useWords } from "./words.ts";

interface DetailProps {
  readonly result: ClustersResult;
  readonly rows: readonly ClusterRow[];
}

/** One cluster: its numbers, and what it was like before. */
export function ClusterDetail({ result, rows }: DetailProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords();
  const chosen = useLocal(looking, ({ row }) => row);
  const row = rows[chosen] ?? rows[0];
  if (!row) return null;
  const { output, input, cases } = result;
  const steps = input.params.studyDays;
  const first = cases.span[1] - steps + 1;
  const counts = [...output.daily.slice(row.row * steps, (row.row + 1) * steps)];
  const expected = [...output.dailyExpected.slice(row.row * steps, (row.row + 1) * steps)];
  const dayOf = (step: number) => format.date(daySecondsOf(first + step));
  const round = (value = 0) => format.number(Math.round(value * 10) / 10);
  const facts: [string, string][] = [
    [t("fact.window"), format.dates(...row.window)],
    [t("fact.areas"), format.list(row.names.slice(0, 6)) + (row.names.length > 6 ? " …" : "")],
    [t("fact.radius"), format.metres(row.radius)],
    [t("fact.observed"), `${format.number(row.observed)} / ${round(row.expected)}`],
    [t("fact.risk"), format.number(row.relativeRisk)],
    [t("fact.p", { drawn: output.drawn[0] ?? 0 }), words.p(row.p)],
    [t("column.recurrence"), words.interval(row.recurrence)],
    [t("fact.ratio"), row.ratio.toFixed(2)],
  ];
  return (
    <Section title={t("chosen", { number: row.row + 1 })}>
      <CountChart
        label={t("daily")}
        counts={counts}
        expected={expected}
        marked={[(output.from[row.row] ?? 0) - first, (output.to[row.row] ?? 0) - first]}
        nameOf={(step) => t("dayName", { day: dayOf(step), count: counts[step] ?? 0, expected: round(expected[step]) })}
        ends={[dayOf(0), dayOf(steps - 1)]}
        texts={{
          counts: t("key.counts"),
          marked: t("key.marked"),
          expected: t("key.expected"),
          most: t("most", { value: round(Math.max(0, ...counts, ...expected)) }),
        }}
      />
      <Facts facts={facts} />
    </Section>
  );
}

import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { csvText } from "../../../lib/csv-write.ts";
import { thresholdsOf } from "../../../lib/surveillance/alerts.ts";
import { setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Button, RangeField } from "../../../ui/controls.tsx";
import { downloadText } from "../../../ui/download.ts";
import { Section } from "../../../ui/panel.tsx";
import { SortedTable } from "../../../ui/sorted-table.tsx";
import { alertsOf, backTests, replayedDays } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { decisionOf } from "./decisions.ts";
import { messages } from "./messages.ts";
import { alertRecord } from "./publish.ts";
import { settingsOf, shown } from "./settings.ts";

/** How many false alarms are bearable, what that meant in the past, and the alerts as a file. */
export function Budget({ result }: { readonly result: WarningResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const document = useApp((state) => state.document);
  const { budget } = settingsOf(document).shown;
  const { recurrenceDays, seriesQ } = thresholdsOf(budget);
  const { min, max } = shown.budget;
  const alerts = alertsOf(result, budget);
  const marked = alerts.filter(({ id }) => decisionOf(document, id).verdict === "real");
  const records = () => alerts.map((alert) => alertRecord(alert, result, document));
  return (
    <Section title={t("budget")}>
      <RangeField
        label={t("budgetLabel")}
        text={t("budgetText", { count: format.number(budget) })}
        value={budget}
        bounds={[min, max, 0.1]}
        onChange={(value) => setAnalysis("warning", { budget: Math.round(value * 10) / 10 })}
      />
      <p className="view-note">
        {t("budgetNote", { interval: format.number(Math.round(recurrenceDays)), share: format.percent(seriesQ) })}
      </p>
      <h3>{t("tested")}</h3>
      <p className="view-note">{t("testedHint", { days: replayedDays(result) })}</p>
      <BackTestTable result={result} marked={marked} />
      {marked.length === 0 && <p className="view-note">{t("notMarked")}</p>}
      <span className="alert-buttons">
        <Button onClick={() => downloadText("alerts.csv", "text/csv", csvOf(records()))}>{t("exportCsv")}</Button>
        <Button onClick={() => downloadText("alerts.json", "application/json", JSON.stringify(records(), null, 2))}>
          {t("exportJson")}
        </Button>
      </span>
    </Section>
  );
}

function csvOf(records: readonly ReturnType<typeof alertRecord>[]): string {
  return csvText(
    Object.keys(records[0] ?? { alert_id: "" }),
    records.map((record) => Object.values(record)),
  );
}

interface BackTestProps {
  readonly result: WarningResult;
  readonly marked: Parameters<typeof backTests>[1];
}

function BackTestTable({ result, marked }: BackTestProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const tests = backTests(result, marked);
  const at = (row: number) => tests[row];
  const delay = (row: number) => at(row)?.delay ?? Number.NaN;
  const columns = [
    {
      key: "budget",
      header: t("column.budget"),
      value: (row: number) => at(row)?.budget ?? 0,
      cell: (row: number) => format.number(at(row)?.budget ?? 0),
    },
    {
      key: "alerts",
      header: t("column.alerts"),
      value: (row: number) => at(row)?.perMonth ?? 0,
      cell: (row: number) => format.number(Math.round((at(row)?.perMonth ?? 0) * 10) / 10),
    },
    {
      key: "found",
      header: t("column.found"),
      width: 72,
      value: (row: number) => at(row)?.found ?? 0,
      cell: (row: number) =>
        marked.length === 0 ? "–" : t("foundOf", { found: at(row)?.found ?? 0, marked: marked.length }),
    },
    {
      key: "delay",
      header: t("column.delay"),
      width: 100,
      value: delay,
      cell: (row: number) => (Number.isNaN(delay(row)) ? "–" : format.number(delay(row))),
    },
  ];
  return (
    <SortedTable
      label={t("tested")}
      columns={columns}
      rows={tests.length}
      rowName={(row) => t("budgetText", { count: at(row)?.budget ?? 0 })}
      onRow={(row) => setAnalysis("warning", { budget: at(row)?.budget ?? 1 })}
    />
  );
}

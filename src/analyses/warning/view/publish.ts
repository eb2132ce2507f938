import { daySecondsOf } from "../../../state/daily-cases.ts";
import { publishResult } from "../../../state/results.ts";
import type { AppState } from "../../../state/store.ts";
import { type Alert, alertsOf, backTests, recurrenceOf } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { decisionOf } from "./decisions.ts";
import { settingsOf } from "./settings.ts";

/** One alert as a flat row: for tables of SQL and for files. */
export function alertRecord(alert: Alert, { cases }: WarningResult, document: AppState["document"]) {
  const { verdict, comment } = decisionOf(document, alert.id);
  const classes = Math.max(1, cases.classes.length);
  const isSeries = alert.kind === "series";
  return {
    alert_id: alert.id,
    kind: alert.kind,
    first_found: daySecondsOf(alert.firstDay),
    last_found: daySecondsOf(alert.lastDay),
    since: daySecondsOf(alert.since),
    area_ids: isSeries
      ? (cases.coarse.ids[Math.floor(alert.series / classes)] ?? "")
      : Array.from(alert.areas, (area) => cases.fine.ids[area] ?? "").join(" "),
    class: isSeries ? (cases.classes[alert.series % classes] ?? "") : "",
    observed: alert.observed,
    expected: alert.expected,
    p: alert.p,
    recurrence_days: recurrenceOf(alert),
    verdict,
    comment,
  };
}

type AlertRecord = ReturnType<typeof alertRecord>;
const texts = ["alert_id", "kind", "area_ids", "class", "verdict", "comment"] as const;
const numbers = ["first_found", "last_found", "since", "observed", "expected", "p", "recurrence_days"] as const;

/** The inbox and what each budget buys, as tables of SQL. */
export function publishAlerts(result: WarningResult, { document }: Pick<AppState, "document">): void {
  const { params, shown } = settingsOf(document);
  const made = {
    analysis: "warning",
    params: { ...params, budget: shown.budget },
    dataVersion: result.input.dataVersion,
    seed: params.seed,
  };
  const alerts = alertsOf(result, shown.budget);
  const records = alerts.map((alert) => alertRecord(alert, result, document));
  publishResult(
    "alerts_inbox",
    () => ({
      ...Object.fromEntries(texts.map((name) => [name, records.map((record: AlertRecord) => record[name])])),
      ...Object.fromEntries(numbers.map((name) => [name, Float64Array.from(records, (record) => record[name])])),
    }),
    made,
  );
  const real = alerts.filter(({ id }) => decisionOf(document, id).verdict === "real");
  const tests = backTests(result, real);
  publishResult(
    "alerts_backtest",
    () => ({
      budget_per_month: Float64Array.from(tests, ({ budget }) => budget),
      alerts: Float64Array.from(tests, (one) => one.alerts),
      alerts_per_month: Float64Array.from(tests, ({ perMonth }) => perMonth),
      marked_outbreaks: Float64Array.from(tests, ({ marked }) => marked),
      found: Float64Array.from(tests, ({ found }) => found),
      median_delay_days: Float64Array.from(tests, ({ delay }) => delay),
    }),
    made,
  );
}

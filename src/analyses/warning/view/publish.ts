import { areaNameAt } from "../../../state/area-levels.ts";
import { daySecondsOf } from "../../../state/daily-cases.ts";
import { publishResult } from "../../../state/results.ts";
import type { AppState } from "../../../state/store.ts";
import { type Alert, alertsOf, backTests, recurrenceOf, shownDaysOf } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { decisionOf } from "./decisions.ts";
import { settingsOf } from "./settings.ts";

/** A day since 1970 as an ISO 8601 date. */
const dateOf = (day: number): string => new Date(daySecondsOf(day) * 1000).toISOString().slice(0, 10);

/** One alert as a flat row: for tables of SQL and for files. Days are ISO 8601 dates. */
export function alertRecord(alert: Alert, result: WarningResult, document: Pick<AppState["document"], "analyses">) {
  const { verdict, comment } = decisionOf(document, alert.id);
  const { coarse, fine, classes: codes, classField } = result.cases;
  const classes = Math.max(1, codes.length);
  const isSeries = alert.kind === "series";
  const row = Math.floor(alert.series / classes);
  const [first = 0] = alert.areas;
  const around = () => areaNameAt(result.input.areas, fine.labelPoints[2 * first], fine.labelPoints[2 * first + 1]);
  const most = shownDaysOf(alert, result);
  const recurrence = recurrenceOf(alert);
  return {
    alert_id: alert.id,
    kind: alert.kind,
    first_found: dateOf(alert.firstDay),
    last_found: dateOf(alert.lastDay),
    since: dateOf(alert.since),
    place: isSeries ? coarse.names[row] || (coarse.ids[row] ?? "") : around(),
    area_level: isSeries ? coarse.level : fine.level,
    area_ids: isSeries ? (coarse.ids[row] ?? "") : Array.from(alert.areas, (area) => fine.ids[area] ?? "").join(" "),
    class: isSeries ? (codes[alert.series % classes] ?? "") : "",
    class_field: classField,
    observed: alert.observed,
    expected: alert.expected,
    p: alert.p,
    recurrence_days: Math.min(recurrence, most),
    recurrence: recurrence > most ? `> ${most}` : String(Math.round(recurrence * 10) / 10),
    verdict,
    comment,
  };
}

type AlertRecord = ReturnType<typeof alertRecord>;
const texts = [
  "alert_id",
  "kind",
  "first_found",
  "last_found",
  "since",
  "place",
  "area_level",
  "area_ids",
  "class",
  "class_field",
  "recurrence",
  "verdict",
  "comment",
] as const;
const numbers = ["observed", "expected", "p", "recurrence_days"] as const;

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

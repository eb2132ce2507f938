import { type Alert, alertsOf, isCurrent } from "../../analyses/warning/view/alerts.ts";
import { computeWarning, type WarningResult } from "../../analyses/warning/view/compute.ts";
import { settingsOf } from "../../analyses/warning/view/settings.ts";
import { areaNameAt } from "../../state/area-levels.ts";
import { daySecondsOf } from "../../state/daily-cases.ts";
import type { AlertLine, Findings } from "../../wall/model/findings.ts";
import type { Bench } from "./bench.ts";

const alertsAtMost = 40;

/** The alerts that are going on or were, the latest first, as the early warning's inbox lists them. */
export async function inboxFindings({ task, handle, areas, engine, context }: Bench): Promise<Findings> {
  const { params, shown } = settingsOf({ analyses: {} });
  const { asOf, manifest } = task;
  const { time: _, ...filters } = task.filters;
  const input = { handle, params, filters, areas, asOf, dataVersion: manifest.dataVersion };
  const result = await computeWarning(input, engine, context);
  if (!result) return { view: "none" };
  const { limits, cases } = result;
  const surge = limits.surge && limits.surge.predicted > limits.surge.usual ? limits.surge : null;
  return {
    view: "inbox",
    field: cases.classField,
    alerts: alertsOf(result, shown.budget)
      .slice(0, alertsAtMost)
      .map((alert) => lineOf(alert, result)),
    camerasOut: limits.cameras?.out ?? 0,
    silent: limits.silences.map(({ source }) => source),
    surge: surge && { due: surge.due, predicted: surge.predicted, usual: surge.usual },
  };
}

function lineOf(alert: Alert, { cases, input }: WarningResult): AlertLine {
  const { fine, coarse, classes, span } = cases;
  const row = Math.floor(alert.series / Math.max(1, classes.length));
  const [first = 0] = alert.areas;
  const isSeries = alert.kind === "series";
  const around = () => areaNameAt(input.areas, fine.labelPoints[2 * first], fine.labelPoints[2 * first + 1]);
  return {
    id: alert.id,
    kind: alert.kind,
    place: isSeries ? coarse.names[row] || (coarse.ids[row] ?? "") : around(),
    areas: alert.areas.length,
    code: isSeries ? (classes[alert.series % Math.max(1, classes.length)] ?? "") : "",
    observed: alert.observed,
    expected: alert.expected,
    since: daySecondsOf(alert.since),
    current: isCurrent(alert, span[1]),
  };
}

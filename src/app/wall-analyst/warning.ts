import { type Alert, alertsOf, isBlind, isCurrent } from "../../analyses/warning/view/alerts.ts";
import { computeWarning, limitsOf, type WarningResult } from "../../analyses/warning/view/compute.ts";
import { settingsOf } from "../../analyses/warning/view/settings.ts";
import { areaNameAt } from "../../state/area-levels.ts";
import { dailyCases, daySecondsOf } from "../../state/daily-cases.ts";
import type { AlertLine, Findings } from "../../wall/model/findings.ts";
import type { Bench } from "./bench.ts";
import { isAboutAll, nightAlerts } from "./night-alerts.ts";

const alertsAtMost = 40;

/**
 * The alerts that are going on or were, the latest first, as the early warning's inbox lists them: those of the dataset's
 * table of alerts where it has one and the panel is about everything, else found now. What is silent or will be late is
 * always that of the data's moment.
 */
export async function inboxFindings({ task, handle, areas, engine, context, pool }: Bench): Promise<Findings> {
  const { params, shown } = settingsOf({ analyses: {} });
  const { asOf, manifest, folder } = task;
  const { time: _, ...filters } = task.filters;
  const input = { handle, params, filters, areas, asOf, dataVersion: manifest.dataVersion };
  const night = isAboutAll(filters) ? await nightAlerts(manifest, folder, pool) : null;
  if (night) {
    const cases = await dailyCases(input);
    return inbox(night, cases && (await limitsOf(cases, input)));
  }
  const result = await computeWarning(input, engine, context);
  if (!result) return { view: "none" };
  const alerts = alertsOf(result, shown.budget).map((alert) => lineOf(alert, result));
  return inbox({ alerts, field: result.cases.classField, table: null, blind: isBlind(result) }, result.limits);
}

type Inbox = Extract<Findings, { view: "inbox" }>;

function inbox(
  found: Pick<Inbox, "alerts" | "field" | "table" | "blind">,
  limits: WarningResult["limits"] | null,
): Inbox {
  const surge = limits?.surge && limits.surge.predicted > limits.surge.usual ? limits.surge : null;
  return {
    view: "inbox",
    ...found,
    alerts: found.alerts.slice(0, alertsAtMost),
    camerasOut: limits?.cameras?.out ?? 0,
    silent: limits?.silences.map(({ source }) => source) ?? [],
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

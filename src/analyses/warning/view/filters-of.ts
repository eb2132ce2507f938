import type { Document } from "../../../domain/document.ts";
import type { Filters } from "../../../domain/filters.ts";
import { type DailyCases, daySecondsOf } from "../../../state/daily-cases.ts";
import type { Alert } from "./alerts.ts";

/** The linked filters that let through what is inside an alert, besides those that are set. */
export function filtersOf(
  { fine, coarse, classes, classField }: Pick<DailyCases, "fine" | "coarse" | "classes" | "classField">,
  alert: Pick<Alert, "kind" | "since" | "lastDay" | "areas" | "series">,
  { filters }: Pick<Document, "filters">,
): Filters {
  const time = [daySecondsOf(alert.since), daySecondsOf(alert.lastDay + 1) - 1] as const;
  if (alert.kind === "cluster") {
    return {
      ...filters,
      time,
      areas: { level: fine.level, ids: Array.from(alert.areas, (row) => fine.ids[row] ?? "") },
    };
  }
  const kinds = Math.max(1, classes.length);
  const ids = [coarse.ids[Math.floor(alert.series / kinds)] ?? ""];
  const values = { ...filters.values, [classField]: [classes[alert.series % kinds] ?? ""] };
  return { ...filters, time, areas: { level: coarse.level, ids }, values };
}

import { isoText } from "../data/plan.ts";
import { areaIdField } from "../domain/case-tables.ts";
import type { Filters } from "../domain/filters.ts";
import type { CaseConditions } from "../lib/sql/cases.ts";

/** The linked filters as conditions of SQL. */
export function conditionsOf({ time, values, areas, hours }: Filters): CaseConditions {
  return {
    values,
    ...(time && { time: [isoText(time[0]), isoText(time[1])] }),
    ...(areas && { areas: { column: areaIdField(areas.level), ids: areas.ids } }),
    ...(hours && { hours }),
  };
}

import { publishResult } from "../../../state/results.ts";
import { groups } from "../../../state/travel-settings.ts";
import type { WhatIfResult } from "./compute.ts";
import { deltaOf, loadOf } from "./figures.ts";
import { changesText } from "./plan.ts";

const finite = (value: number) => (Number.isFinite(value) ? value : Number.NaN);

/** Results as tables: changes per area and group, stations with crews and how busy they are. */
export function publish(result: WhatIfResult): void {
  const { input, output, after, before, kind, callsPerHour } = result;
  if (!output || !after || !before) return;
  const { table, settings, dataVersion } = input.travel;
  const { plan } = input;
  const load = loadOf(output.afterLoad);
  const params = {
    kind,
    mode: plan.travel.form.mode,
    kmh: plan.travel.kmh.join(" "),
    changes: changesText(plan.changes),
    compared_with: input.other ? changesText(input.other.changes) : "as it is",
    targetMinutes: settings.target,
    serviceMinutes: plan.form.serviceMinutes,
    callsPerHour,
    sent_from_away: load.away,
    mean_travel_min: load.travel,
    waiting: load.waiting,
  };
  const made = { analysis: "stations", params, dataVersion };
  const rows = Array.from({ length: table.rows * groups.length }, (_, i) => ({
    area: Math.floor(i / groups.length),
    group: groups[i % groups.length] ?? "residents",
  }));
  const delta = (pick: (change: ReturnType<typeof deltaOf>) => number) =>
    Float64Array.from(rows, ({ area, group }) => finite(pick(deltaOf(result, area, group))));
  publishResult(
    "response_stations_areas",
    () => ({
      area_id: rows.map(({ area }) => table.ids[area] ?? ""),
      name: rows.map(({ area }) => table.names[area] ?? ""),
      group: rows.map(({ group }) => group),
      total: delta(({ total }) => total),
      before_within: delta((change) => change.before.within),
      after_within: delta((change) => change.after.within),
      before_median_min: delta((change) => change.before.median),
      after_median_min: delta((change) => change.after.median),
      before_p90_min: delta((change) => change.before.p90),
      after_p90_min: delta((change) => change.after.p90),
      later: delta((change) => change.later),
      sooner: delta((change) => change.sooner),
    }),
    made,
  );
  publishResult(
    "response_stations",
    () => ({
      station_id: after.stations.ids,
      name: after.stations.names,
      lon: after.stations.lon,
      lat: after.stations.lat,
      standing: [...after.stations.standing],
      crews: after.stations.crews,
      busy_share: Float64Array.from(
        after.stations.ids,
        (id) => output.afterBusy[after.open.ids.indexOf(id)] ?? Number.NaN,
      ),
    }),
    made,
  );
}

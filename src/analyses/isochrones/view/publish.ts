import { publishResult } from "../../../state/results.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { groups } from "../../../state/travel-settings.ts";
import { ruleStatuses } from "../kernel/rule.ts";

const finite = (minutes: number) => (Number.isFinite(minutes) ? minutes : Number.NaN);

/** Results as tables: minutes to places and areas, shares within breaks, stations with the rule, minutes station by area. */
export function publish({ input, kind, stations, places, output }: TravelResult): void {
  if (!output) return;
  const { table, settings, dataVersion } = input;
  const params = { ...settings.form, kind, kmh: settings.kmh.join(" ") };
  const made = { analysis: "isochrones", params, dataVersion };
  const stationId = (s: number) => stations.ids[s] ?? "";
  const { breaks } = settings;
  publishResult(
    "isochrones_places",
    () => ({
      lon: places.placeLon,
      lat: places.placeLat,
      group: Array.from(places.placeGroup, (group) => groups[group] ?? ""),
      weight: places.placeWeight,
      area_id: Array.from(places.placeArea, (row) => table.ids[row] ?? ""),
      minutes: output.placeMinutes.map(finite),
      station_id: Array.from(output.placeStation, stationId),
      snap_m: output.placeSnapMetres.map(finite),
    }),
    made,
  );
  const rows = Array.from({ length: table.rows * groups.length * breaks.length }, (_, i) => ({
    area: Math.floor(i / (groups.length * breaks.length)),
    cell: Math.floor(i / breaks.length),
    step: i % breaks.length,
  }));
  publishResult(
    "isochrones_areas",
    () => ({
      area_id: rows.map(({ area }) => table.ids[area] ?? ""),
      name: rows.map(({ area }) => table.names[area] ?? ""),
      group: rows.map(({ cell }) => groups[cell % groups.length] ?? ""),
      break_min: Float64Array.from(rows, ({ step }) => breaks[step] ?? Number.NaN),
      total: Float64Array.from(rows, ({ cell }) => output.total[cell] ?? 0),
      within: Float64Array.from(rows, ({ cell, step }) => output.within[cell * breaks.length + step] ?? 0),
      median_min: Float64Array.from(rows, ({ cell }) => finite(output.median[cell] ?? Number.NaN)),
      p90_min: Float64Array.from(rows, ({ cell }) => finite(output.p90[cell] ?? Number.NaN)),
    }),
    made,
  );
  publishResult(
    "isochrones_stations",
    () => ({
      station_id: stations.ids,
      name: stations.names,
      lon: stations.lon,
      lat: stations.lat,
      area_km2: output.stationKm2,
      cut_off_share: output.cutShare,
      size_rule: Array.from(output.sizeStatus, (code) => ruleStatuses[code] ?? ""),
      crossing_rule: Array.from(output.crossingStatus, (code) => ruleStatuses[code] ?? ""),
      snap_m: output.stationSnapMetres.map(finite),
    }),
    made,
  );
  const pairs = Array.from(output.odMinutes, (_, i) => ({ s: Math.floor(i / table.rows), area: i % table.rows }));
  publishResult(
    "isochrones_od",
    () => ({
      station_id: pairs.map(({ s }) => stationId(s)),
      area_id: pairs.map(({ area }) => table.ids[area] ?? ""),
      minutes: Float64Array.from(output.odMinutes, finite),
    }),
    made,
  );
}

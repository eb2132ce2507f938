import type { Polygons } from "../../../domain/geometry.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { Snapped } from "../../../lib/road-graph.ts";
import { type TravelModel, travelModel } from "../../../lib/travel-model.ts";
import { cellTimes, type Ground, groundOf, isochrones, stationAreas } from "../../../lib/travel-reach.ts";
import type { TravelColumns } from "../../../state/travel.ts";
import { groups, type Settings as TravelSettings } from "../../../state/travel-settings.ts";
import type { StationSet } from "../../../state/travel-stations.ts";

/** A picture while a station is dragged: isochrones, and the share reached within the target. */
export interface Preview {
  readonly bands: Polygons;
  readonly stationAreas: Polygons;
  readonly breaks: Float64Array;
  readonly share: number;
}

interface Prepared {
  readonly model: TravelModel;
  readonly ground: Ground;
  readonly places: Snapped;
}

/** Where people go: everything that stays while a station moves is made once. */
function preparedOf(columns: TravelColumns, { form, kmh }: TravelSettings): Prepared {
  const going = { mode: form.mode, kmh, oneWays: form.oneWays };
  return remembered(columns, JSON.stringify([going, form.snapMetres, form.cellMetres]), () => {
    const model = travelModel(columns, going);
    return {
      model,
      ground: groundOf(model, columns, form.cellMetres),
      places: model.snap(columns.placeLon, columns.placeLat, form.snapMetres),
    };
  });
}

/** The picture for stations at these places, computed at once on the page. */
export function previewOf(columns: TravelColumns, stations: StationSet, settings: TravelSettings): Preview {
  const { model, ground, places } = preparedOf(columns, settings);
  const { form, target, group } = settings;
  const breaks = Float64Array.from(settings.breaks);
  const origins = model.snap(stations.lon, stations.lat, form.snapMetres);
  const travelled = model.travel(origins, [...origins.edge.keys()]);
  const times = cellTimes(ground, travelled, form.turnoutMinutes);
  const { cost } = travelled.to(places);
  let [reached, total] = [0, 0];
  for (let i = 0; i < cost.length; i++) {
    if (columns.placeGroup[i] !== groups.indexOf(group)) continue;
    const weight = columns.placeWeight[i] ?? 0;
    total += weight;
    if ((cost[i] ?? Infinity) + form.turnoutMinutes <= target) reached += weight;
  }
  return {
    bands: isochrones(model, ground, { minutes: times.minutes, breaks, bands: true }),
    stationAreas: stationAreas(model, ground, { station: times.station, stations: stations.ids.length }).polygons,
    breaks,
    share: reached / total,
  };
}

import type { Polygons } from "../../domain/geometry.ts";
import { type PlanePolygons, toPlane } from "../../lib/plane.ts";
import { quantilesByArea, withinBreaks } from "../../lib/reached-by-area.ts";
import type { Snapped } from "../../lib/road-graph.ts";
import { onPlane, type RoadInput, type TravelModel, travelModel } from "../../lib/travel-model.ts";
import {
  type CellTimes,
  cellTimes,
  type Ground,
  groundOf,
  isochrones,
  type Outlines,
  stationAreas,
} from "../../lib/travel-reach.ts";
import { fireGrades, type Params } from "./kernel/params.ts";
import { fireRule } from "./kernel/rule.ts";

/**
 * Roads (`RoadInput`), stations, and places with a weight (residents at home, cases, key places: whatever the groups 0, 1 …
 * stand for), all in degrees. Areas are outlines with a point inside each; `areaCount` (one value) or more means none.
 */
export type Input = RoadInput &
  Outlines & {
    /** Speed in km/h by road class, in the order of `roadClasses`; 0 closes a class. */
    readonly classKmh: Float64Array;
    readonly stationLon: Float64Array;
    readonly stationLat: Float64Array;
    readonly placeLon: Float64Array;
    readonly placeLat: Float64Array;
    readonly placeWeight: Float64Array;
    readonly placeGroup: Uint8Array;
    readonly placeArea: Uint32Array;
    /** How many groups there are (one value). */
    readonly groupCount: Uint32Array;
    readonly areaCount: Uint32Array;
    readonly areaPointLon: Float64Array;
    readonly areaPointLat: Float64Array;
    /** Ascending minutes. */
    readonly breakMinutes: Float64Array;
    /** Lines that areas of fire stations should not cross (expressways, railways), and waters. */
    readonly wallCoordinates: Float64Array;
    readonly wallLineStart: Uint32Array;
    readonly waterCoordinates: Float64Array;
    readonly waterRingStart: Uint32Array;
    readonly waterFeatureStart: Uint32Array;
  };

/**
 * Modelled minutes from the nearest station, turnout included, to every place (`placeMinutes`, `placeStation`), area point
 * (`areaMinutes`) and raster cell; isochrones; the areas nearest to each station; shares reached and quantiles per area and
 * group (the whole last); the table of minutes from every station to every area point; and the fire-station rule.
 * Infinity: not reached. NaN: too far from any road.
 */
export function* run(input: Input, params: Params) {
  const { mode, oneWays, snapMetres, turnoutMinutes } = params;
  const model = travelModel(input, { mode, kmh: input.classKmh, oneWays });
  yield 0.1;
  const stations = model.snap(input.stationLon, input.stationLat, snapMetres);
  const places = model.snap(input.placeLon, input.placeLat, snapMetres);
  const points = model.snap(input.areaPointLon, input.areaPointLat, snapMetres);
  yield 0.25;
  const ground = groundOf(model, input, params.cellMetres);
  yield 0.45;
  const travelled = model.travel(stations, [...stations.edge.keys()]);
  const toPlaces = timesTo(travelled.to(places), places, turnoutMinutes);
  const toPoints = timesTo(travelled.to(points), points, turnoutMinutes);
  const times = cellTimes(ground, travelled, turnoutMinutes);
  yield 0.55;
  const drawn = drawings(model, ground, { times, breaks: input.breakMinutes, stations: input.stationLon.length });
  yield 0.65;
  const weighted = { weight: input.placeWeight, group: input.placeGroup, area: input.placeArea };
  const tally = { groups: input.groupCount[0], areas: input.areaCount[0], breaks: input.breakMinutes };
  const rule = ruleOf(input, { model, ground, areas: drawn.areas, params });
  yield 0.75;
  const odMinutes = params.odTable ? yield* odTable(model, { stations, points, turnoutMinutes }) : new Float32Array();
  return {
    placeMinutes: toPlaces.minutes,
    placeStation: toPlaces.station,
    areaMinutes: toPoints.minutes,
    areaStation: toPoints.station,
    odMinutes,
    ...withinBreaks(toPlaces.minutes, weighted, tally),
    ...quantilesByArea(toPlaces.minutes, weighted, tally),
    ...drawn.columns,
    ...rule,
    stationKm2: drawn.areas.km2,
    stationSnapMetres: Float64Array.from(stations.offset, (metres, s) => (stations.edge[s] < 0 ? Infinity : metres)),
    placeSnapMetres: Float64Array.from(places.offset, (metres, i) => (places.edge[i] < 0 ? Infinity : metres)),
    roads: Float64Array.of(model.pieces.count, model.pieces.apart, model.roads.from.length),
  };
}

/** Minutes to places, NaN for those too far from any road. */
function timesTo(found: ReturnType<ReturnType<TravelModel["travel"]>["to"]>, places: Snapped, turnoutMinutes: number) {
  const minutes = found.cost.map((cost, i) => (places.edge[i] < 0 ? Number.NaN : cost + turnoutMinutes));
  return { minutes, station: found.origin };
}

function drawings(
  model: TravelModel,
  ground: Ground,
  { times, breaks, stations }: { times: CellTimes; breaks: Float64Array; stations: number },
) {
  const drawn = (bands: boolean) => isochrones(model, ground, { minutes: times.minutes, breaks, bands });
  const areas = stationAreas(model, ground, { station: times.station, stations });
  const { frame, cell } = ground.cells;
  const km2 = (to: number) =>
    (times.minutes.reduce((sum, minutes) => sum + (minutes <= to ? 1 : 0), 0) * frame.cell ** 2) / 1e6;
  const cellMinutes = new Float32Array(frame.columns * frame.rows).fill(Number.NaN);
  cell.forEach((at, k) => {
    cellMinutes[at] = times.minutes[k];
  });
  return {
    areas,
    columns: {
      ...named("within", drawn(false)),
      ...named("band", drawn(true)),
      ...named("stationArea", areas.polygons),
      reachedKm2: Float64Array.from(breaks, km2),
      cellMinutes,
      frame: Float64Array.of(frame.x, frame.y, frame.cell, frame.columns, frame.rows, model.plane.lon, model.plane.lat),
    },
  };
}

/** Polygons as columns of a result. */
function named<Name extends string>(name: Name, polygons: Polygons) {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const entries = Object.entries({ coordinates, ringOffsets, polygonOffsets, featureOffsets });
  // The keys are made of the four names of `Polygons`.
  return Object.fromEntries(entries.map(([key, value]) => [`${name}_${key}`, value])) as {
    [K in keyof Polygons as `${Name}_${K}`]: Polygons[K];
  };
}

function ruleOf(
  input: Input,
  {
    model,
    ground,
    areas,
    params,
  }: { model: TravelModel; ground: Ground; areas: ReturnType<typeof stationAreas>; params: Params },
) {
  const { frame } = ground.cells;
  const { x, y } = onPlane(model.plane, input.stationLon, input.stationLat);
  const cellOf = Int32Array.from(x, (_, s) => {
    const column = Math.floor((x[s] - frame.x) / frame.cell);
    const row = Math.floor((y[s] - frame.y) / frame.cell);
    return column >= 0 && row >= 0 && column < frame.columns && row < frame.rows ? row * frame.columns + column : -1;
  });
  const waters: PlanePolygons = {
    points: toPlane(model.plane, input.waterCoordinates),
    ringStart: input.waterRingStart,
    featureStart: input.waterFeatureStart,
  };
  const walls = { lines: toPlane(model.plane, input.wallCoordinates), lineStart: input.wallLineStart, waters };
  return fireRule(ground, { areas, walls, cellOf, mostKm2: fireGrades[params.fireGrade] });
}

/** Minutes from every station (row) to every area point (column). */
function* odTable(
  model: TravelModel,
  { stations, points, turnoutMinutes }: { stations: Snapped; points: Snapped; turnoutMinutes: number },
): Generator<number, Float32Array, void> {
  const count = stations.edge.length;
  const areas = points.edge.length;
  const minutes = new Float32Array(count * areas);
  for (let s = 0; s < count; s++) {
    yield 0.75 + (0.25 * s) / count;
    minutes.set(timesTo(model.travel(stations, [s]).to(points), points, turnoutMinutes).minutes, s * areas);
  }
  return minutes;
}

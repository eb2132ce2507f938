import type { RawTable } from "../dataset/types.ts";
import type { AreaBook } from "./area-table.ts";
import { footprint } from "./buildings.ts";
import { calendarDays } from "./calendar.ts";
import type { Camera } from "./camera-models.ts";
import { depts, items, mainClasses, supportOf } from "./catalogue.ts";
import { toLonLat } from "./frame.ts";
import { lineToGeoJson, ringsToGeoJson } from "./geo-json.ts";
import type { Point } from "./geometry.ts";
import { floorArea } from "./housing.ts";
import { town as names } from "./names.ts";
import type { Place } from "./place-base.ts";
import type { StaffPlan } from "./staff.ts";
import type { Station } from "./stations.ts";
import { roadSpeeds, roadWidths } from "./streets.ts";
import type { Town } from "./town.ts";

const degrees = (point: Point) => {
  const [lon, lat] = toLonLat(point);
  return [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6] as const;
};

const positions = (points: readonly Point[]) => {
  const rounded = points.map(degrees);
  return { lon: rounded.map(([lon]) => lon), lat: rounded.map(([, lat]) => lat) };
};

/** Ids of estates: community code, then a number. */
export function estateId(estate: number): string {
  return `X${String(estate + 1).padStart(3, "0")}`;
}

export function buildingRows(town: Town): RawTable {
  const { buildings, housing, land } = town;
  const estateOf = (i: number) => land.estates[buildings[i].estate];
  const all = buildings.map((_, i) => i);
  return {
    building_id: all.map((i) => `B${String(i + 1).padStart(5, "0")}`),
    name: all.map(() => null),
    height_m: all.map((i) => buildings[i].heightM),
    floors: all.map((i) => buildings[i].floors),
    use: all.map((i) => buildings[i].use),
    floor_area_m2: all.map((i) => Math.round(floorArea(buildings[i]))),
    households: all.map((i) => (estateOf(i) ? housing.households[i] : null)),
    residents: all.map((i) => (estateOf(i) ? housing.residents[i] : null)),
    built_year: all.map((i) => buildings[i].builtYear),
    estate_id: all.map((i) => (estateOf(i) ? estateId(buildings[i].estate) : null)),
    estate_type: all.map((i) => estateOf(i)?.style ?? null),
    geometry: all.map((i) => ringsToGeoJson([[footprint(buildings[i])]])),
  };
}

export function roadNodeRows(town: Town): RawTable {
  return { node_id: town.roads.nodes.map((_, i) => i), ...positions(town.roads.nodes) };
}

export function roadEdgeRows(town: Town): RawTable {
  const { edges } = town.roads;
  const isExpress = edges.map(({ street }) => street.class === "expressway");
  return {
    edge_id: edges.map((_, i) => i),
    from_node: edges.map((edge) => edge.from),
    to_node: edges.map((edge) => edge.to),
    name: edges.map((edge) => edge.street.name || null),
    class: edges.map((edge) => edge.street.class),
    length_m: edges.map((edge) => Math.round(edge.lengthM * 10) / 10),
    width_m: edges.map((edge) => roadWidths[edge.street.class]),
    one_way: edges.map((edge) => edge.isOneWay),
    speed_kmh: edges.map((edge) => roadSpeeds[edge.street.class]),
    walk_ok: isExpress.map((express) => !express),
    drive_ok: edges.map(({ street }) => street.class !== "path"),
    barrier: isExpress,
    geometry: edges.map((edge) => lineToGeoJson(edge.line)),
  };
}

export function cameraRows(cameras: readonly Camera[], areaIds: readonly string[]): RawTable {
  const owners = { police: "police", traffic: "traffic", grid_centre: "grid_centre", housing: "housing" };
  const industry = { police: "00", traffic: "04", grid_centre: "08", housing: "01" };
  return {
    camera_id: cameras.map(
      (camera, i) =>
        `${names.id.slice(0, 8)}${industry[camera.owner]}132${camera.owner === "grid_centre" ? 6 : 0}${String(i + 1).padStart(6, "0")}`,
    ),
    name: cameras.map((camera) => camera.name),
    ...positions(cameras.map((camera) => camera.at)),
    area_id: areaIds,
    ptz_type: cameras.map((camera) => camera.model.ptzType),
    position_type: cameras.map((camera) => camera.positionType),
    room_type: cameras.map(() => 1),
    use_type: cameras.map((camera) => camera.useType),
    supply_light: cameras.map((camera) => camera.supplyLight),
    azimuth_deg: cameras.map((camera) => camera.azimuth),
    mount_height_m: cameras.map((camera) => camera.heightM),
    tilt_deg: cameras.map((camera) => camera.tiltDeg),
    focal_mm: cameras.map((camera) => camera.model.focalMm),
    sensor_w_mm: cameras.map((camera) => camera.model.sensorWMm),
    sensor_h_mm: cameras.map((camera) => camera.model.sensorHMm),
    hfov_deg: cameras.map((camera) => camera.hfovDeg),
    vfov_deg: cameras.map((camera) => camera.vfovDeg),
    res_w_px: cameras.map((camera) => camera.model.resW),
    res_h_px: cameras.map((camera) => camera.model.resH),
    max_range_m: cameras.map((camera) => camera.maxRangeM),
    night_ok: cameras.map((camera) => camera.isNightOk),
    status: cameras.map((camera) => camera.status),
    owner_dept: cameras.map((camera) => owners[camera.owner]),
    installed_on: cameras.map((_, i) => `${2014 + (i % 10)}-${String(1 + (i % 12)).padStart(2, "0")}-15`),
  };
}

const tenures = ["owned", "owned", "rented", "owned", "borrowed"];

export function facilityRows(places: readonly Place[], areaIds: readonly string[]): RawTable {
  return {
    facility_id: places.map((_, i) => facilityId(i)),
    name: places.map((place) => place.name),
    type: places.map((place) => place.type),
    ...positions(places.map((place) => place.at)),
    area_id: areaIds,
    address: places.map((place) => place.address),
    floor_area_m2: places.map((place) => place.floorAreaM2 || null),
    tenure: places.map((place, i) => (place.floorAreaM2 ? tenures[i % tenures.length] : "unknown")),
    opened_on: places.map((place, i) => `${place.openedYear}-${String(1 + (i % 12)).padStart(2, "0")}-01`),
    capacity: places.map((place) => place.capacity || null),
    staff_count: places.map((place) => place.staff || null),
    service_radius_m: places.map((place) => serviceRadii[place.type] ?? null),
    is_key_place: places.map((place) => place.isKeyPlace),
  };
}

export function facilityId(index: number): string {
  return `F${String(index + 1).padStart(4, "0")}`;
}

/** Walking radii of the life circle in metres. */
const serviceRadii: Readonly<Record<string, number>> = {
  kindergarten: 300,
  primary: 500,
  middle: 1000,
  health_centre: 1000,
  health_station: 500,
  culture_centre: 1000,
  day_care: 300,
  elderly_care: 1000,
  canteen: 300,
  market: 500,
  bus_stop: 300,
  metro: 800,
  park: 500,
  sports: 500,
  committee_office: 300,
  affairs_centre: 1000,
};

export function stationRows(stations: readonly Station[], areaIds: readonly string[]): RawTable {
  return {
    station_id: stations.map((station) => station.id),
    name: stations.map((station) => station.name),
    ...positions(stations.map((station) => station.at)),
    area_id: areaIds,
    kind: stations.map(() => "block_station"),
    crews: stations.map((station) => station.crews),
  };
}

export function staffRows({ members }: StaffPlan): RawTable {
  return {
    staff_id: members.map((m) => m.id),
    role: members.map((m) => m.role),
    dept_id: members.map((m) => m.dept),
    area_id: members.map((m) => m.areaId),
    station_id: members.map((m) => m.station || null),
    station_mode: members.map((m) => m.mode),
    appointment_mode: members.map((m) => m.appointment),
    establishment: members.map((m) => m.establishment),
    birth_year: members.map((m) => m.birthYear),
    start_on: members.map((m) => `${m.startYear}-07-01`),
  };
}

export function deptRows(): RawTable {
  return {
    dept_id: depts.map((dept) => dept.code),
    name: depts.map((dept) => dept.zh),
    level: depts.map((dept) => dept.level),
    kind: depts.map((dept) => dept.kind),
    parent_id: depts.map((dept) => dept.parent || null),
  };
}

export function itemRows(): RawTable {
  const mains = new Map(mainClasses.map((main) => [main.code, main.zh]));
  return {
    item_id: items.map((item) => item.id),
    class: items.map((item) => item.category),
    main_code: items.map((item) => item.mainCode),
    main_name: items.map((item) => mains.get(item.mainCode)),
    sub_code: items.map((item) => item.subCode),
    sub_name: items.map((item) => item.zh),
    handling_type: items.map((item) => item.type),
    limit_value: items.map((item) => item.limit),
    limit_unit: items.map((item) => item.unit),
    urgency: items.map((item) => (item.isUrgent ? "urgent" : "ordinary")),
    lead_dept: items.map((item) => item.dept),
    support_depts: items.map((item) => supportOf(item.dept) || null),
    stubborn: items.map((item) => item.flags.includes("s")),
    transferred: items.map((item) => item.flags.includes("t")),
    power_moved: items.map((item) => (item.flags.includes("t") ? item.flags.includes("P") : null)),
    staff_moved: items.map((item) => (item.flags.includes("t") ? item.flags.includes("S") : null)),
    money_moved: items.map((item) => (item.flags.includes("t") ? item.flags.includes("M") : null)),
  };
}

export function calendarRows(): RawTable {
  return {
    date: calendarDays.map((day) => day.date),
    is_workday: calendarDays.map((day) => day.isWorkday),
    note: calendarDays.map((day) => day.note || null),
  };
}

/** The cell an object on a parcel belongs to. */
export function cellIdsOf(town: Town, book: AreaBook, parcels: readonly number[]): string[] {
  return parcels.map((parcel) => book.cellIds[town.land.parcels[parcel].cell]);
}

import { writeFile } from "node:fs/promises";
import { createRandom } from "../../src/lib/random.ts";
import type { DatasetMeta, DatasetWriter, RawTable } from "../dataset/types.ts";
import { createDatasetWriter } from "../dataset/writer.ts";
import { type AreaBook, areaRows, listAreas, populationRows } from "./area-table.ts";
import { basemapRows } from "./basemap.ts";
import type { Camera } from "./camera-models.ts";
import { hangCameras } from "./cameras.ts";
import { emptyCounts } from "./case-counts.ts";
import { planMonths } from "./case-drafts.ts";
import { findCasePlaces } from "./case-places.ts";
import type { CaseWorld } from "./case-world.ts";
import { makeMonth } from "./cases.ts";
import { distance } from "./geometry.ts";
import { labels } from "./labels.ts";
import { town as names } from "./names.ts";
import type { Place } from "./place-base.ts";
import { findPlaces } from "./places.ts";
import { type Plantings, plant } from "./plantings.ts";
import { monthCount } from "./rhythm.ts";
import { hireStaff, type StaffPlan } from "./staff.ts";
import { placeStations, type StationPlan } from "./stations.ts";
import {
  buildingRows,
  calendarRows,
  cameraRows,
  cellIdsOf,
  deptRows,
  facilityRows,
  itemRows,
  roadEdgeRows,
  roadNodeRows,
  staffRows,
  stationRows,
} from "./tables.ts";
import { buildTown, type Town } from "./town.ts";
import { describeTruth } from "./truth.ts";

/** How to build the sample town. */
export interface SampleTownOptions {
  /** Folder of the dataset; replaced when the build succeeds. */
  readonly out: string;
  readonly cases: number;
  readonly seed: number;
  /** Told what is being done, and the share done, 0 to 1. */
  onProgress(text: string, share: number): void;
}

/** From this many cases on, only a share of them has its steps logged, so that the log stays near ten million rows. */
const mostLoggedCases = 1_650_000;

const meta: DatasetMeta = {
  id: "sample",
  title: { "zh-CN": "和平镇(模拟数据)", en: "Heping Town (simulated)" },
  description: {
    "zh-CN": "由程序生成的虚构城镇:街道、楼宇、网格、探头、人口与两年案件均为模拟,不对应任何真实地点或个人。",
    en: "An invented town made by a program: streets, buildings, grids, cameras, population and two years of cases are simulated and stand for no real place or person.",
  },
  simulated: true,
  licence: "CC0-1.0",
  attribution: "Wangge sample town",
  timeZone: "Asia/Shanghai",
  coordinateSystem: "WGS-84",
  asOf: "2026-01-01T00:00:00",
  levels: {
    street_town: { "zh-CN": "街镇", en: "Town" },
    basic_unit: { "zh-CN": "基本管理单元", en: "Basic management unit" },
    community: { "zh-CN": "居民区", en: "Community" },
    duty_grid: { "zh-CN": "责任网格", en: "Duty grid" },
    cell: { "zh-CN": "单元网格", en: "Unit cell" },
  },
  labels,
};

/** The town with everything in it, before the cases. */
export interface SampleWorld {
  readonly town: Town;
  readonly book: AreaBook;
  readonly places: readonly Place[];
  readonly stations: StationPlan;
  readonly cameras: readonly Camera[];
  readonly plantings: Plantings;
  readonly staff: StaffPlan;
  readonly cases: CaseWorld;
}

/** Builds the town of a seed and plans its cases; writes nothing. */
export function createSampleWorld({ seed, cases }: Pick<SampleTownOptions, "seed" | "cases">): SampleWorld {
  const town = buildTown(seed);
  const book = listAreas(town);
  const places = findPlaces(town, createRandom(seed, "places"));
  const stations = placeStations(town, createRandom(seed, "stations"));
  const casePlaces = findCasePlaces(town, places, createRandom(seed, "case places"));
  const plantings = plant(town, { casePlaces, places, stations }, createRandom(seed, "plantings"));
  const cameras = hangCameras(town, { places, unseen: plantings.unseen }, createRandom(seed, "cameras"));
  const [gridIds, communityIds] = [book.dutyGrids, book.communities].map((areas) => areas.map((area) => area.id));
  const staff = hireStaff({ townId: names.id, gridIds, communityIds, stations }, createRandom(seed, "staff"));
  const caseWorld: CaseWorld = {
    seed,
    cases,
    loggedShare: Math.min(1, mostLoggedCases / cases),
    places: casePlaces,
    rings: town.land.parcels.map((parcel) => parcel.ring),
    plantings,
    staff,
    travelSeconds: town.land.parcels.map((parcel) => travelSeconds(parcel.centre, stations)),
    dutyGridOf: town.areas.dutyGridOf,
    communityOf: town.areas.communityOf,
    dutyGridIds: gridIds,
    communityIds,
    townId: names.id,
  };
  return { town, book, places, stations, cameras, plantings, staff, cases: caseWorld };
}

/** Seconds from the nearest station by e-bike, 15 km/h, with a detour of a third. */
function travelSeconds(at: readonly [number, number], { stations }: StationPlan): number {
  return Math.min(...stations.map((station) => distance(station.at, at))) * 1.33 * (3.6 / 15);
}

/** Every table but cases and their steps, areas first. */
export function worldTables(world: SampleWorld): (readonly [Parameters<DatasetWriter["add"]>[0], RawTable])[] {
  const { town, book, places, stations, cameras, staff } = world;
  const nearest = cameras.map(
    ({ at }) => town.land.parcels.reduce((a, b) => (distance(b.centre, at) < distance(a.centre, at) ? b : a)).index,
  );
  return [
    ["areas", areaRows(town, book, stations.stations)],
    ["population", populationRows(book)],
    ["basemap", basemapRows(town)],
    ["road_nodes", roadNodeRows(town)],
    ["road_edges", roadEdgeRows(town)],
    ["buildings", buildingRows(town)],
    [
      "stations",
      stationRows(
        stations.stations,
        cellIdsOf(
          town,
          book,
          stations.stations.map((s) => s.parcel),
        ),
      ),
    ],
    ["cameras", cameraRows(cameras, cellIdsOf(town, book, nearest))],
    [
      "facilities",
      facilityRows(
        places,
        cellIdsOf(
          town,
          book,
          places.map((place) => place.parcel),
        ),
      ),
    ],
    ["depts", deptRows()],
    ["staff", staffRows(staff)],
    ["items", itemRows()],
    ["calendar", calendarRows()],
  ];
}

/** Builds the sample town and writes it as a dataset, with the planted truths beside it in `truth.json`. */
export async function buildSampleTown(options: SampleTownOptions): Promise<void> {
  options.onProgress("Laying out the town", 0);
  const world = createSampleWorld(options);
  const writer = await createDatasetWriter(options.out, meta);
  try {
    for (const [table, rows] of worldTables(world)) await writer.add(table, rows);
    const counts = emptyCounts();
    const months = planMonths(world.cases);
    for (let month = 0; month < monthCount; month++) {
      options.onProgress(`Simulating cases, month ${month + 1} of ${monthCount}`, 0.05 + (0.55 * month) / monthCount);
      const { cases, events } = makeMonth(world.cases, month, months[month], counts);
      await writer.add("cases", cases);
      await writer.add("case_events", events);
    }
    await writer.finish((text, share) => options.onProgress(text, 0.6 + 0.4 * share));
    const truth = describeTruth({ ...world, counts, loggedShare: world.cases.loggedShare });
    await writeFile(`${options.out}/truth.json`, `${JSON.stringify(truth, null, 2)}\n`);
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

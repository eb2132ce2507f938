import type { AreaBook } from "./area-table.ts";
import type { Camera } from "./camera-models.ts";
import { unseenKeyPlaces } from "./cameras.ts";
import type { CaseCounts } from "./case-counts.ts";
import { items } from "./catalogue.ts";
import { toLonLat } from "./frame.ts";
import { distance, type Point } from "./geometry.ts";
import type { Place } from "./place-base.ts";
import type { Cluster, Plantings } from "./plantings.ts";
import { monthCount } from "./rhythm.ts";
import type { StationPlan } from "./stations.ts";
import { facilityId } from "./tables.ts";
import type { Town } from "./town.ts";

/** What the truth file is written from. */
export interface TruthSources {
  readonly town: Town;
  readonly book: AreaBook;
  readonly places: readonly Place[];
  readonly stations: StationPlan;
  readonly cameras: readonly Camera[];
  readonly plantings: Plantings;
  readonly counts: CaseCounts;
  readonly loggedShare: number;
}

const monthName = (month: number) => `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;

/** Everything planted in the town, with places, sizes and exact counts: the content of `truth.json`. */
export function describeTruth(sources: TruthSources): Record<string, unknown> {
  const { town, book, plantings, counts } = sources;
  const clusters = plantings.clusters.map((cluster) => describeCluster(cluster, sources));
  const ofKind = (kind: Cluster["kind"]) => clusters.filter((cluster) => cluster.kind === kind);
  return {
    version: "1.0",
    seed: town.seed,
    note: "Planted truths of the simulated town. Positions are WGS-84 lon/lat, radii in metres, counts are exact.",
    totals: {
      cases: counts.cases,
      closed: counts.closed,
      open: counts.open,
      void: counts.void,
      closedLate: counts.closedLate,
      events: counts.events,
      residents: book.town.people.pop_actual,
    },
    hotspots: ofKind("hotspot"),
    emerging: ofKind("emerging"),
    outbreaks: ofKind("outbreak"),
    blindSpots: describeBlindSpots(sources),
    slowGrid: {
      how: "The wait from dispatch to arrival is longer by this factor; stations are as near as elsewhere.",
      duty_grid_id: book.dutyGrids[plantings.slowGrid].id,
      factor: plantings.slowFactor,
    },
    bottleneck: {
      how: "The wait from dispatch to arrival of this department is longer by this factor.",
      dept: plantings.bottleneckDept,
      items: items.filter((item) => item.dept === plantings.bottleneckDept).map((item) => item.id),
      factor: plantings.bottleneckFactor,
    },
    process: {
      how: "Counted in the table case_events while it was written. A step is skipped when a case was handled without it; evaluation when the case was closed and will never be evaluated.",
      loggedShare: sources.loggedShare,
      loggedCases: counts.logged,
      skipped: { register: counts.skippedRegister, dispatch: counts.skippedDispatch, evaluate: counts.skippedEvaluate },
      reworkedCases: counts.reworkedCases,
      reworkEvents: counts.reworkEvents,
      returnedCases: counts.returnedCases,
    },
    overloaded: describeOverloaded(sources),
    remote: describeRemote(sources),
  };
}

/** Codes of the cells whose middle lies in a disc. */
function cellsWithin(book: AreaBook, middle: Point, radiusM: number): string[] {
  return book.cells
    .filter((cell) => cell.parcels.some((parcel) => distance(parcel.centre, middle) <= radiusM))
    .map((cell) => cell.id);
}

function describeCluster(cluster: Cluster, { book, counts }: TruthSources) {
  const planted = counts.clusters[cluster.id] ?? { cases: 0, byMonth: new Array<number>(monthCount).fill(0) };
  const months = Object.fromEntries(planted.byMonth.map((count, month) => [monthName(month), count]));
  const last = cluster.days && new Date(Date.parse(cluster.days.from) + (cluster.days.weights.length - 1) * 86_400_000);
  return {
    id: cluster.id,
    kind: cluster.kind,
    at: toLonLat(cluster.middle),
    radius_m: cluster.radiusM,
    filter: { main_code: [...new Set(cluster.subCodes.map((code) => code.slice(0, 3)))], sub_code: cluster.subCodes },
    how: "Cases added to the background inside the disc, densest in its middle.",
    cases: planted.cases,
    byMonth: Object.fromEntries(Object.entries(months).filter(([, count]) => count > 0)),
    ...(cluster.days && last ? { days: [cluster.days.from, last.toISOString().slice(0, 10)] } : {}),
    cells: cellsWithin(book, cluster.middle, cluster.radiusM),
  };
}

function describeOverloaded({ town, book }: TruthSources) {
  const area = book.communities[town.areas.overloaded];
  const [west] = town.land.overloaded.quarters;
  const residents = [0, 0];
  town.buildings.forEach((building, i) => {
    if (town.areas.communityOf[building.parcel] !== town.areas.overloaded) return;
    const half = west.has(town.land.parcels[building.parcel].quarter) ? 0 : 1;
    residents[half] += town.housing.residents[i];
  });
  const street = town.streets.find((one) => one.line === town.land.overloaded.line && one.class !== "lane");
  const cellsOf = (isWest: boolean) =>
    [...new Set(area.parcels.filter((p) => west.has(p.quarter) === isWest).map((p) => book.cellIds[p.cell]))].sort();
  const others = book.communities.filter((community) => community !== area).map((c) => c.people.pop_actual);
  return {
    how: "One community holds far more people than the others; the street divides it into halves of almost equal population.",
    community_id: area.id,
    residents: area.people.pop_actual,
    otherCommunitiesMean: Math.round(others.reduce((a, b) => a + b, 0) / others.length),
    street: street?.name ?? null,
    halves: [
      { side: "west", residents: residents[0], cells: cellsOf(true) },
      { side: "east", residents: residents[1], cells: cellsOf(false) },
    ],
  };
}

function describeBlindSpots({ book, places, plantings, cameras }: TruthSources) {
  return {
    how: "No camera could see into these discs or at these places even if no building stood in the way; the other key places are seen.",
    areas: plantings.unseen.discs.map(({ middle, radiusM }) => ({
      at: toLonLat(middle),
      radius_m: radiusM,
      cells: cellsWithin(book, middle, radiusM),
    })),
    keyPlaces: unseenKeyPlaces(places, cameras).map((place) => ({
      facility_id: facilityId(places.indexOf(place)),
      type: place.type,
      name: place.name,
      at: toLonLat(place.at),
    })),
  };
}

function describeRemote({ book, stations }: TruthSources) {
  return {
    how: "All stations are more than about this far from the corner around this point.",
    at: toLonLat(stations.remote.middle),
    radius_m: stations.remote.radiusM,
    nearest_station_m: Math.round(Math.min(...stations.stations.map((s) => distance(s.at, stations.remote.middle)))),
    cells: cellsWithin(book, stations.remote.middle, stations.remote.radiusM * 0.6),
  };
}

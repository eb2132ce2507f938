import type { AreaLevel } from "../../src/domain/vocabulary.ts";
import type { RawTable } from "../dataset/types.ts";
import { outlines } from "./areas.ts";
import { ringsToGeoJson } from "./geo-json.ts";
import { centroid, distance, lineLength, type Point } from "./geometry.ts";
import type { Parcel } from "./model.ts";
import { town as names } from "./names.ts";
import { addCounts, countCells, nobody, type PopulationCounts, populationColumns } from "./population.ts";
import type { Station } from "./stations.ts";
import type { Town } from "./town.ts";

/** An area with its code, its parcels and its people. */
export interface Area {
  readonly id: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly parent: string | null;
  readonly parcels: readonly Parcel[];
  readonly rings: Point[][][];
  readonly people: PopulationCounts;
}

/** All areas of the town by level; the arrays of a level are in the order of their numbers. */
export interface AreaBook {
  readonly town: Area;
  readonly basicUnits: readonly Area[];
  readonly communities: readonly Area[];
  readonly dutyGrids: readonly Area[];
  readonly cells: readonly Area[];
  /** Number of a cell in the plan → its code. */
  readonly cellIds: readonly string[];
}

const two = (n: number) => String(n).padStart(2, "0");
const three = (n: number) => String(n).padStart(3, "0");

/** Names and codes every area. */
export function listAreas(town: Town): AreaBook {
  const { parcels } = town.land;
  const cellCounts = countCells(town);
  const make = (area: Omit<Area, "parcels" | "rings" | "people">, isMember: (parcel: Parcel) => boolean): Area => {
    const members = parcels.filter(isMember);
    const people = nobody();
    for (const cell of new Set(members.map((p) => p.cell))) addCounts(people, cellCounts[cell]);
    return { ...area, parcels: members, people, rings: outlines(parcels, (i) => isMember(parcels[i])) };
  };
  const numbers = (of: Int32Array) => [...new Set(of)].sort((a, b) => a - b);
  const { communityOf, dutyGridOf, basicUnitOf } = town.areas;
  const parent = names.id;
  const communities = numbers(communityOf).map((n) =>
    make(
      { id: `${names.id}${three(n + 1)}`, name: communityName(town, n), level: "community", parent },
      (p) => communityOf[p.index] === n,
    ),
  );
  const dutyGrids = numbers(dutyGridOf).map((n) =>
    make(
      { id: `${names.id}G${two(n + 1)}`, name: `第${two(n + 1)}责任网格`, level: "duty_grid", parent },
      (p) => dutyGridOf[p.index] === n,
    ),
  );
  const basicUnits = numbers(basicUnitOf).map((n, i) =>
    make(
      { id: `${names.id}U${n + 1}`, name: `和平${["北", "中", "南"][i]}基本管理单元`, level: "basic_unit", parent },
      (p) => basicUnitOf[p.index] === n,
    ),
  );
  const cellIds = numberCells(town);
  const cells = cellIds
    .map((id, cell) => ({ id, cell }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, cell }) =>
      make(
        { id, name: `单元网格${id.slice(9, 12)}-${id.slice(12)}`, level: "cell", parent: id.slice(0, 12) },
        (p) => p.cell === cell,
      ),
    );
  const whole = make({ id: names.id, name: names.name["zh-CN"], level: "street_town", parent: null }, () => true);
  return { town: whole, basicUnits, communities, dutyGrids, cells, cellIds };
}

/** A community is called after its largest estate. */
function communityName(town: Town, community: number): string {
  const people = new Map<number, number>();
  town.buildings.forEach((building, i) => {
    if (building.estate < 0 || town.areas.communityOf[building.parcel] !== community) return;
    people.set(building.estate, (people.get(building.estate) ?? 0) + town.housing.residents[i]);
  });
  const [largest] = [...people].sort((a, b) => b[1] - a[1])[0];
  return `${town.land.estates[largest].name}居民区`;
}

/** 15-digit codes: cells of a community are numbered from north to south in bands of 100 m, west to east in a band. */
function numberCells(town: Town): string[] {
  const { parcels } = town.land;
  const middles = new Map<number, { at: Point; community: number }>();
  for (const parcel of parcels) {
    if (!middles.has(parcel.cell)) {
      middles.set(parcel.cell, { at: parcel.centre, community: town.areas.communityOf[parcel.index] });
    }
  }
  const ids = new Array<string>(middles.size);
  const communities = [...new Set([...middles.values()].map((m) => m.community))].sort((a, b) => a - b);
  for (const community of communities) {
    const rank = ({ at }: { at: Point }) => -Math.round(at[1] / 100) * 1e5 + at[0];
    [...middles]
      .filter(([, middle]) => middle.community === community)
      .sort((a, b) => rank(a[1]) - rank(b[1]))
      .forEach(([cell], i) => {
        ids[cell] = `${names.id}${three(community + 1)}${three(i + 1)}`;
      });
  }
  return ids;
}

/** Metres of road inside or along an area; roads on the border count half. */
function roadLength(town: Town, area: Area): number {
  const total = area.parcels
    .flatMap((parcel) => parcel.sides)
    .filter((side) => side.label.kind === "road" && town.roads.keys.has(side.key))
    .reduce((sum, side) => sum + lineLength(side.line) / 2, 0);
  return Math.round(total);
}

const kinds: Partial<Record<AreaLevel, string>> = {
  street_town: "town",
  community: "neighborhood",
  basic_unit: "basic_unit",
};

/** What the rules for splitting ask of units and towns; unknown for all other areas. */
function conditionColumns(all: readonly Area[], { basicUnits }: AreaBook): RawTable {
  const ofUnits = (value: (unit: Area) => boolean) =>
    all.map((area) => (basicUnits.includes(area) ? value(area) : null));
  const ofTown = all.map((area) => (area.level === "street_town" ? true : null));
  return {
    former_town: ofUnits((unit) => unit === basicUnits[2]),
    party_committee: ofUnits(() => true),
    community_committee: ofUnits((unit) => unit !== basicUnits[0]),
    community_centre: ofUnits((unit) => unit === basicUnits[1]),
    urban_infra_ok: all.map((area) => (basicUnits.includes(area) || area.level === "street_town" ? true : null)),
    collective_reform_done: ofTown,
    village_groups_dissolved: ofTown,
  };
}

/** Rows of the table `areas`. */
export function areaRows(town: Town, book: AreaBook, stations: readonly Station[]): RawTable {
  const all = [book.town, ...book.basicUnits, ...book.communities, ...book.dutyGrids, ...book.cells];
  const isCell = (area: Area) => area.level === "cell";
  const stationOf = (area: Area) => {
    if (area.level !== "duty_grid" && !isCell(area)) return null;
    const at = area.level === "cell" ? area.parcels[0].centre : centroid(area.rings[0][0]);
    return stations.reduce((a, b) => (distance(b.at, at) < distance(a.at, at) ? b : a)).id;
  };
  const grade = (area: Area) => {
    if (!isCell(area)) return null;
    const gap = distance(area.parcels[0].centre, town.land.centre);
    return area.parcels[0].use === "industrial" || gap > 1500 ? "C" : gap < 650 ? "A" : "B";
  };
  return {
    area_id: all.map((area) => area.id),
    name: all.map((area) => area.name),
    level: all.map((area) => area.level),
    parent_id: all.map((area) => area.parent),
    kind: all.map((area) => kinds[area.level] ?? null),
    area_m2: all.map(() => null),
    land_use: all.map((area) => (isCell(area) ? area.parcels[0].use : null)),
    mgmt_grade: all.map(grade),
    duty_dept: all.map((area) => (area.level === "duty_grid" ? "grid_centre" : null)),
    station_id: all.map(stationOf),
    road_length_m: all.map((area) => roadLength(town, area)),
    ...conditionColumns(all, book),
    valid_from: all.map(() => "2019-01-01"),
    geometry: all.map((area) => ringsToGeoJson(area.rings)),
  };
}

/** Rows of the table `population`: every area, sums of its cells. */
export function populationRows(book: AreaBook): RawTable {
  const all = [book.town, ...book.basicUnits, ...book.communities, ...book.dutyGrids, ...book.cells];
  return {
    area_id: all.map((area) => area.id),
    as_of: all.map(() => "2025-12-31"),
    ...Object.fromEntries(populationColumns.map((column) => [column, all.map((area) => area.people[column])])),
  };
}

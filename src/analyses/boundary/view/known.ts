import type { AreaTable } from "../../../domain/area-table.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { type CutLane, chainLanes, cutLanes } from "../../../lib/lanes.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { labelPoints, ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { BoundaryTables } from "../../../state/boundary-tables.ts";
import type { Ask, BoundaryInput, Divided, Finding, Known, Lack, Output } from "./types.ts";

const notAssessed = (why: Lack, count = 0): Finding => ({ state: "not-assessed", why, count });

/** Looks for the three defects in what the dataset has. */
export async function computeKnown(input: BoundaryInput, ask: Ask): Promise<Known> {
  const tables = await input.tables();
  const communities = input.areas.get("community") ?? null;
  const policeLevel = policeLevelOf(input);
  const laneEdges = chainLanes(tables.lanes);
  return {
    police: await policeFinding(input, policeLevel, { ask, tables }),
    policeLevel,
    stations: await stationFinding(input, communities, { ask, tables }),
    estates: await estateFinding(input, communities, { ask, tables }),
    buildings: buildingFinding(tables, communities),
    lanes: laneFinding(input, communities, { tables, laneEdges }),
    tables,
    laneEdges,
  };
}

/** The level that stands for police precincts: the chosen one, else one whose name says so. */
export function policeLevelOf({ areas, settings, manifest }: Omit<BoundaryInput, "city" | "tables">): AreaTable | null {
  const named = manifest.levels.find(({ name }) =>
    /派出所|警务|警察|公安|police|precinct/i.test(`${name["zh-CN"]} ${name.en}`),
  );
  const level: AreaLevel | undefined = settings.police ?? named?.level;
  return (level && areas.get(level)) ?? null;
}

interface Means {
  readonly ask: Ask;
  readonly tables: BoundaryTables;
}

/** Precincts that reach into several subdistricts. */
async function policeFinding(
  input: BoundaryInput,
  precincts: AreaTable | null,
  { ask, tables }: Means,
): Promise<Finding> {
  const streets = input.areas.get("street_town");
  if (!streets) return notAssessed("no-streets");
  if (!precincts || precincts === streets) return notAssessed("no-precincts", tables.police.names.length);
  const output = await ask(precincts.polygons, streets.polygons);
  const places = { names: precincts.names, points: precincts.labelPoints };
  const found = dividedOf(output, places, input.settings.form.crossShare);
  const inStreet = new Map<number, number>();
  const { pairOne, pairOther, pairM2 } = output;
  pairOther.forEach((street, i) => {
    const whole = (precincts.areaKm2[pairOne[i] ?? -1] ?? Number.NaN) * 1e6;
    const counts = street >= 0 && (pairM2[i] ?? 0) >= input.settings.form.crossShare * whole;
    if (counts) inStreet.set(street, (inStreet.get(street) ?? 0) + 1);
  });
  const several = [...inStreet.values()].filter((count) => count > 1).length;
  return { state: "assessed", looked: precincts.rows, found, areas: streets, several };
}

const severalOf = (found: readonly Divided[]) =>
  new Set(found.flatMap(({ parts }) => parts.map(({ area }) => area))).size;

/** Communities whose duty grids belong to several work stations. */
async function stationFinding(
  input: BoundaryInput,
  communities: AreaTable | null,
  { ask, tables }: Means,
): Promise<Finding> {
  const grids = input.areas.get("duty_grid");
  if (!communities) return notAssessed("no-communities");
  const stationIds = [...new Set((grids?.ids ?? []).flatMap((id) => tables.stationOf.get(id) ?? []))].sort();
  if (!grids || stationIds.length === 0) return notAssessed("no-stations");
  const output = await ask(communities.polygons, grids.polygons);
  const stationOf = grids.ids.map((id) => stationIds.indexOf(tables.stationOf.get(id) ?? ""));
  const byStation = { ...output, ...merged(output, stationOf) };
  const places = { names: communities.names, points: communities.labelPoints };
  const found = dividedOf(byStation, places, input.settings.form.crossShare);
  const names = stationIds.map((id) => tables.stationNames.get(id) ?? id);
  const areas = { ids: stationIds, names, level: grids.level };
  return { state: "assessed", looked: communities.rows, found, areas, several: severalOf(found) };
}

/** Pairs whose second areas are put into groups. */
function merged({ pairOne, pairOther, pairM2 }: Output, groupOf: readonly number[]) {
  const rows = Map.groupBy(pairOne.keys(), (i) => `${pairOne[i]} ${groupOf[pairOther[i] ?? -1] ?? -1}`);
  const groups = [...rows.values()];
  const first = (column: Int32Array) => Int32Array.from(groups, ([i = -1]) => column[i] ?? -1);
  return {
    pairOne: first(pairOne),
    pairOther: first(pairOther).map((other) => groupOf[other] ?? -1),
    pairM2: Float64Array.from(groups, (own) => own.reduce((sum, i) => sum + (pairM2[i] ?? 0), 0)),
  };
}

async function estateFinding(
  input: BoundaryInput,
  communities: AreaTable | null,
  { ask, tables }: Means,
): Promise<Finding> {
  const { names, polygons } = tables.estates;
  if (!communities) return notAssessed("no-communities");
  if (names.length === 0) return notAssessed("no-estates");
  const output = await ask(polygons, communities.polygons);
  const points = remembered(polygons, "label points", () => labelPoints(polygons));
  const found = dividedOf(output, { names, points }, input.settings.form.crossShare);
  return { state: "assessed", looked: names.length, found, areas: communities, several: severalOf(found) };
}

/** Areas of the first level with several of the second, each with at least a share of it; most evenly divided first. */
export function dividedOf(
  { pairOne, pairOther, pairM2 }: Output,
  { names, points }: { readonly names: readonly string[]; readonly points: Float64Array },
  least: number,
): Divided[] {
  const whole = new Map<number, number>();
  pairOne.forEach((row, i) => {
    whole.set(row, (whole.get(row) ?? 0) + (pairM2[i] ?? 0));
  });
  const parts = Map.groupBy(pairOne.keys(), (i) => pairOne[i] ?? -1);
  const found: Divided[] = [];
  for (const [row, pairs] of parts) {
    const own = pairs
      .map((i) => ({ area: pairOther[i] ?? -1, size: pairM2[i] ?? 0, share: (pairM2[i] ?? 0) / (whole.get(row) ?? 1) }))
      .filter(({ area, share }) => area >= 0 && share >= least)
      .sort((a, b) => b.size - a.size);
    if (row < 0 || own.length < 2) continue;
    const [lon = Number.NaN, lat = Number.NaN] = points.subarray(2 * row, 2 * row + 2);
    found.push({ name: names[row] ?? "", lon, lat, parts: own, row });
  }
  return found.sort((a, b) => (a.parts[0]?.share ?? 0) - (b.parts[0]?.share ?? 0));
}

const indexOf = (table: AreaTable) =>
  remembered(table, "index", () => createPolygonIndex(ringsOfFeatures(table.polygons)));

/** Estates whose buildings stand in several communities. */
function buildingFinding({ buildings }: BoundaryTables, communities: AreaTable | null): Finding {
  if (!communities) return notAssessed("no-communities");
  if (buildings.estates.length === 0) return notAssessed("no-estate-ids");
  const index = indexOf(communities);
  const groups = Map.groupBy(buildings.estates.keys(), (row) => buildings.estates[row] ?? "");
  const found: Divided[] = [];
  for (const [name, rows] of groups) {
    const at = (row: number) => [buildings.lon[row] ?? Number.NaN, buildings.lat[row] ?? Number.NaN] as const;
    const byArea = Map.groupBy(rows, (row) => index.locateOne(...at(row)));
    byArea.delete(-1);
    if (byArea.size < 2) continue;
    const parts = [...byArea].map(([area, own]) => ({ area, size: own.length, share: own.length / rows.length }));
    const [lon, lat] = at(rows[0] ?? 0);
    found.push({ name, lon, lat, parts: parts.sort((a, b) => b.size - a.size), row: rows[0] ?? 0 });
  }
  return { state: "assessed", looked: groups.size, found, areas: communities, several: severalOf(found) };
}

function laneFinding(
  { settings }: BoundaryInput,
  communities: AreaTable | null,
  {
    tables: { lanes },
    laneEdges,
  }: { readonly tables: BoundaryTables; readonly laneEdges: readonly (readonly number[])[] },
): Finding {
  if (!communities) return notAssessed("no-communities");
  if (lanes.names.length === 0) return notAssessed("no-lanes");
  const { awayMetres, leastMetres } = settings.form;
  const cut = cutLanes({ lines: lanes.lines, edges: laneEdges }, indexOf(communities), { awayMetres, leastMetres });
  const found = cut.map((one) => laneDivided(one, lanes, laneEdges));
  return { state: "assessed", looked: laneEdges.length, found, areas: communities, several: severalOf(found) };
}

function laneDivided(
  { lane, areas }: CutLane,
  { names, lines }: BoundaryTables["lanes"],
  edges: readonly (readonly number[])[],
): Divided {
  const row = edges[lane]?.[0] ?? 0;
  const all = areas.reduce((sum, { metres }) => sum + metres, 0);
  const [from = 0, to = 0] = [lines.lineOffsets[row], lines.lineOffsets[row + 1]];
  const middle = (from + to) >> 1;
  return {
    name: names[row] ?? "",
    lon: lines.coordinates[2 * middle] ?? Number.NaN,
    lat: lines.coordinates[2 * middle + 1] ?? Number.NaN,
    parts: areas.map(({ area, metres }) => ({ area, size: metres, share: metres / all })),
    row: lane,
  };
}

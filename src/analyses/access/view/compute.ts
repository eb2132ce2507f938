import type { AreaTable } from "../../../domain/area-table.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { City } from "../../../state/city-tables.ts";
import type { Engine } from "../../../state/neighbours.ts";
import { type Residents, residentsOf } from "../../../state/residents.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { InputOf, OutputOf } from "../../index.ts";
import { centresPresent } from "../kernel/presets.ts";
import { kindOf, type Method, normOf, type Settings } from "./settings.ts";

export interface AccessInput {
  readonly city: () => Promise<City>;
  readonly settings: Settings;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** The areas that are compared. */
  readonly table: AreaTable;
  readonly dataVersion: string;
}

export type Problem = "no-facilities" | "no-residents";

export interface AccessResult {
  readonly input: AccessInput;
  readonly city: City;
  readonly residents: Residents;
  /** Types of facilities there are, and the one looked at. */
  readonly kinds: readonly string[];
  readonly kind: string;
  readonly radiusMetres: number;
  /** Residents in area (row) within the norm, by the measure chosen. */
  readonly within: Float64Array;
  readonly total: Float64Array;
  /** Supply per resident, or cost for rational agents; mean of the residents of each area, by method. */
  readonly supply: Readonly<Record<Method, Float64Array>>;
  /** The areas that are to have the six centres: management units where there are any, else those compared. */
  readonly units: AreaTable;
  /** Unit → which of the six centres it has. */
  readonly centres: readonly (readonly boolean[])[];
  readonly output: OutputOf<"access"> | null;
  readonly problem: Problem | null;
}

/** Distances to the nearest facility of the kind, residents within the norm, and supply per resident. */
export async function computeAccess(input: AccessInput, engine: Engine, context: RunContext): Promise<AccessResult> {
  const city = await input.city();
  context.signal.throwIfAborted();
  const { settings, table } = input;
  const residents = residentsOf(city, input.areas);
  const kinds = [...new Set(city.facilities.types)].filter((type) => type !== "").sort();
  const kind = kindOf(settings.kind, kinds);
  const radiusMetres = settings.form.radiusMetres || normOf(kind).metres;
  const none = new Float64Array(table.rows);
  const facilityArea = rowsOf(table, city.facilities.lon, city.facilities.lat);
  const units = input.areas.get("basic_unit") ?? table;
  const base = { input, city, residents, kinds, kind, radiusMetres, units, centres: centresOf(city, units) };
  const problem: Problem | null =
    kinds.length === 0 ? "no-facilities" : residents.people.length === 0 ? "no-residents" : null;
  if (problem) return { ...base, within: none, total: none, supply: byMethod(() => none), output: null, problem };
  const demandArea = rowsOf(table, residents.lon, residents.lat);
  const { roads, facilities } = city;
  const kernelInput: InputOf<"access"> = {
    demandLon: residents.lon.slice(),
    demandLat: residents.lat.slice(),
    demandResidents: residents.people.slice(),
    demandArea: demandArea.slice(),
    facilityLon: facilities.lon.slice(),
    facilityLat: facilities.lat.slice(),
    facilityKind: Uint32Array.from(facilities.types, (type) => (type === kind ? 0 : 1)),
    facilityArea: facilityArea.slice(),
    facilitySupply: facilities.capacity.map((capacity) => (capacity > 0 ? capacity : 1)),
    kindRadiusMetres: Float64Array.of(radiusMetres),
    areaCount: Uint32Array.of(table.rows),
    nodeCount: Uint32Array.of(roads.nodeLon.length),
    edgeFrom: roads.from.slice(),
    edgeTo: roads.to.slice(),
    edgeWalkOk: roads.walkOk.slice(),
    edgeCoordinates: roads.coordinates.slice(),
    edgeLineStart: roads.lineStart.slice(),
  };
  const { radiusMetres: _, ...params } = settings.form;
  const output = await engine.run("access", kernelInput, { ...params, catchmentKind: 0 }, context);
  const within = settings.form.measure === "walk" ? output.withinWalk : output.withinStraight;
  const supply = byMethod((method) => meanByArea(output[method], { demandArea, residents, areas: table.rows }));
  return { ...base, within, total: output.residents, supply, output, problem: null };
}

function byMethod(of: (method: Method) => Float64Array): Readonly<Record<Method, Float64Array>> {
  return {
    twoStep: of("twoStep"),
    enhanced: of("enhanced"),
    threeStep: of("threeStep"),
    rational: of("rational"),
  };
}

/** The row of the area that each place is in; one past the last for none. */
function rowsOf(table: AreaTable, lon: Float64Array, lat: Float64Array): Uint32Array {
  const index = remembered(table, "index", () => createPolygonIndex(ringsOfFeatures(table.polygons)));
  return Uint32Array.from(lon, (value, i) => {
    const row = index.locateOne(value, lat[i] ?? Number.NaN);
    return row < 0 ? table.rows : row;
  });
}

interface ByArea {
  readonly demandArea: Uint32Array;
  readonly residents: Residents;
  readonly areas: number;
}

function meanByArea(values: Float64Array, { demandArea, residents, areas }: ByArea): Float64Array {
  const sum = new Float64Array(areas);
  const people = new Float64Array(areas);
  demandArea.forEach((area, i) => {
    const value = values[i] ?? Number.NaN;
    if (area >= areas || Number.isNaN(value)) return;
    sum[area] = (sum[area] ?? 0) + value * (residents.people[i] ?? 0);
    people[area] = (people[area] ?? 0) + (residents.people[i] ?? 0);
  });
  return sum.map((value, area) => value / (people[area] ?? 0));
}

function centresOf({ facilities }: City, units: AreaTable): boolean[][] {
  const types = Array.from({ length: units.rows }, () => new Set<string>());
  rowsOf(units, facilities.lon, facilities.lat).forEach((area, f) => types[area]?.add(facilities.types[f] ?? ""));
  return types.map((present) => [...centresPresent(present)]);
}

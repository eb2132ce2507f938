import { modeRules, walkingKmh } from "../../../domain/travel.ts";
import { planeAt } from "../../../lib/plane.ts";
import { odMinutes, type TravelSettings, travelSettings } from "../../../state/drive-times.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import { store } from "../../../state/store.ts";
import type { Atoms } from "./atoms.ts";

/** Places in degrees. */
interface Sites {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** How costs were found: along roads, for so many of the atoms; else straight. */
interface CostSource {
  readonly sites: number;
  /** Atoms whose costs follow roads; 0 where there are no roads. */
  readonly byRoad: number;
}

/** What plans are valued by beside people and borders: rows are atoms, columns sites or stations. */
export interface TravelCosts {
  /** Walking metres from each atom to each place where a unit's centre might be. */
  readonly accessMetres: Float64Array;
  /** Seconds from each station to each atom, turnout included. */
  readonly responseSeconds: Float64Array;
  readonly access: CostSource;
  readonly response: CostSource;
}

const known = new WeakMap<object, Map<string, Promise<TravelCosts>>>();

/** The costs of travel of the atoms, by the roads and the crews of the response views; computed once while those stay. */
export function travelCosts(atoms: Atoms, engine: Engine, context: RunContext): Promise<TravelCosts> {
  const crews = travelSettings(store.getState().document.analyses.isochrones ?? {});
  const key = JSON.stringify(crews);
  const ofTable = known.get(atoms.table) ?? new Map<string, Promise<TravelCosts>>();
  known.set(atoms.table, ofTable);
  const costs = ofTable.get(key) ?? computeCosts(atoms, crews, { engine, context });
  ofTable.set(key, costs);
  costs.catch(() => ofTable.delete(key));
  return costs;
}

interface Means {
  readonly engine: Engine;
  readonly context: RunContext;
}

async function computeCosts(atoms: Atoms, crews: TravelSettings, means: Means): Promise<TravelCosts> {
  const { stations } = atoms.city;
  const centres = centresOf(atoms);
  const walking = { ...crews, mode: "walk", turnoutMinutes: 0, kmh: modeRules.walk.kmh } as const;
  const [access, response] = await Promise.all([
    costsOf(atoms, centres, { settings: walking, metresPerMinute: (1000 * walkingKmh) / 60 }, means),
    costsOf(atoms, stations, { settings: crews, metresPerMinute: straightMetresPerMinute }, means),
  ]);
  const metres = access.minutes.map((minutes) => (minutes * 1000 * walkingKmh) / 60);
  return {
    accessMetres: metres,
    responseSeconds: response.minutes.map((minutes) => 60 * minutes),
    access: access.source,
    response: response.source,
  };
}

/** Streets are about a third longer than the straight way. */
const detour = 1.3;
/** Crews that no road is known for go 20 km/h. */
const straightMetresPerMinute = 20_000 / 60;

/** Minutes between sites and atoms along roads, and straight where no road leads: row by row, atoms × sites. */
async function costsOf(
  { table, city, count }: Atoms,
  from: Sites,
  { settings, metresPerMinute }: { readonly settings: TravelSettings; readonly metresPerMinute: number },
  means: Means,
): Promise<{ minutes: Float64Array; source: CostSource }> {
  const points = table.labelPoints;
  const to = { lon: points.filter((_, i) => i % 2 === 0), lat: points.filter((_, i) => i % 2 === 1) };
  const sites = from.lon.length;
  const minutes = new Float64Array(count * sites);
  const roads = sites > 0 ? await odMinutes({ city, from, to }, settings, means) : null;
  const plane = planeAt(points[0] ?? 0, points[1] ?? 0);
  let byRoad = 0;
  for (let a = 0; a < count; a++) {
    let followed = roads !== null;
    for (let s = 0; s < sites; s++) {
      const along = roads?.[s * count + a] ?? Number.NaN;
      const x = ((from.lon[s] ?? Number.NaN) - (to.lon[a] ?? Number.NaN)) * plane.metresPerLon;
      const y = ((from.lat[s] ?? Number.NaN) - (to.lat[a] ?? Number.NaN)) * plane.metresPerLat;
      const straight = (detour * Math.hypot(x, y)) / metresPerMinute + settings.turnoutMinutes;
      followed &&= Number.isFinite(along);
      minutes[a * sites + s] = Number.isFinite(along) ? along : Number.isFinite(straight) ? straight : 0;
    }
    if (followed && sites > 0) byRoad++;
  }
  return { minutes, source: { sites, byRoad } };
}

/** So many places for a centre are tried. */
const mostCentres = 60;

/** Where a unit's centre might be: the middles of the coarsest level with at most sixty areas. */
function centresOf({ input: { areas }, table }: Atoms): Sites {
  const coarse = [...areas.values()].filter(({ rows }) => rows > 3 && rows <= mostCentres).at(-1) ?? table;
  const points = coarse.labelPoints.subarray(0, 2 * Math.min(mostCentres, coarse.rows));
  return { lon: points.filter((_, i) => i % 2 === 0), lat: points.filter((_, i) => i % 2 === 1) };
}

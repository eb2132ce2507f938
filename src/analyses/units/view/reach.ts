import type { AreaTable } from "../../../domain/area-table.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { City } from "../../../state/city-tables.ts";
import type { Engine } from "../../../state/neighbours.ts";
import { type Residents, residentsOf } from "../../../state/residents.ts";
import type { RunContext } from "../../../state/runs.ts";

/** The three centres and the committees: any of the codes will do. */
export const reachKinds = [
  ["affairs_centre"],
  ["health_centre"],
  ["culture_centre"],
  ["committee", "residents_committee", "committee_office", "activity_room", "service_station"],
] as const;

/** Where a centre might be built: degrees, and which of `reachKinds`. */
export interface ProposedSite {
  readonly kind: number;
  readonly lon: number;
  readonly lat: number;
}

/** How far people walk to the nearest of each kind: `metres[kind][place]`, Infinity where there is none. */
export interface Reach {
  readonly residents: Residents;
  readonly metres: readonly Float64Array[];
  /** The dataset has facilities of the kind. */
  readonly known: readonly boolean[];
}

interface ReachInput {
  readonly city: City;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly proposed?: readonly ProposedSite[];
}

/** Walking distances of all residents to the nearest centre of each kind, proposed ones included. */
export async function reachOf(input: ReachInput, engine: Engine, context: RunContext): Promise<Reach> {
  const { city, areas, proposed = [] } = input;
  const residents = residentsOf(city, areas);
  const { facilities, roads } = city;
  const rows = reachKinds.flatMap((codes, kind) =>
    [...facilities.types.keys()]
      .filter((f) => (codes as readonly string[]).includes(facilities.types[f] ?? ""))
      .map((f) => ({ kind, lon: facilities.lon[f] ?? Number.NaN, lat: facilities.lat[f] ?? Number.NaN })),
  );
  const sites = [...rows, ...proposed];
  const known = reachKinds.map((_, kind) => sites.some((site) => site.kind === kind));
  const places = residents.people.length;
  if (sites.length === 0 || places === 0)
    return { residents, known, metres: reachKinds.map(() => new Float64Array(places).fill(Number.POSITIVE_INFINITY)) };
  const column = (of: (site: ProposedSite) => number) => Float64Array.from(sites, of);
  const output = await engine.run(
    "access",
    {
      demandLon: residents.lon.slice(),
      demandLat: residents.lat.slice(),
      demandResidents: residents.people.slice(),
      demandArea: new Uint32Array(places),
      facilityLon: column(({ lon }) => lon),
      facilityLat: column(({ lat }) => lat),
      facilityKind: Uint32Array.from(sites, ({ kind }) => kind),
      facilityArea: new Uint32Array(sites.length),
      facilitySupply: new Float64Array(sites.length).fill(1),
      kindRadiusMetres: Float64Array.from(reachKinds, () => 1000),
      areaCount: Uint32Array.of(1),
      nodeCount: Uint32Array.of(roads.nodeLon.length),
      edgeFrom: roads.from.slice(),
      edgeTo: roads.to.slice(),
      edgeWalkOk: roads.walkOk.slice(),
      edgeCoordinates: roads.coordinates.slice(),
      edgeLineStart: roads.lineStart.slice(),
    },
    { catchmentKind: 0, catchmentMetres: 100, decay: "none", measure: "walk", snapMetres: 200 },
    context,
  );
  const kinds = reachKinds.length;
  const source = roads.from.length > 0 ? output.walkMetres : output.straightMetres;
  const metres = reachKinds.map((_, kind) =>
    Float64Array.from({ length: places }, (_, place) => source[place * kinds + kind] ?? Number.POSITIVE_INFINITY),
  );
  return { residents, known, metres };
}

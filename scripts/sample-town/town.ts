import { createRandom } from "../../src/lib/random.ts";
import { type Addresses, createAddresses } from "./addresses.ts";
import { type AreaPlan, counts, drawAreas, outlines } from "./areas.ts";
import { type Building, halfWidths, type Obstacle, raiseBuildings } from "./buildings.ts";
import type { Point } from "./geometry.ts";
import { capacityOf, type Housing, type PeopleTarget, settle } from "./housing.ts";
import { type LandUsePlan, planLandUse } from "./land-use.ts";
import type { Parcel } from "./model.ts";
import { nameEstates, nameStreets } from "./names.ts";
import { layOutParcels } from "./parcels.ts";
import { type Plan, planTown } from "./plan.ts";
import { buildRoads, nearTown, type RoadNetwork } from "./roads.ts";
import { findStreets, roadWidths, type Street } from "./streets.ts";

/** The built town, in metres on its plane. */
export interface Town {
  readonly seed: number;
  readonly plan: Plan;
  readonly land: LandUsePlan;
  readonly streets: readonly Street[];
  readonly roads: RoadNetwork;
  readonly buildings: readonly Building[];
  readonly areas: AreaPlan;
  readonly housing: Housing;
  readonly addresses: Addresses;
  /** The town's border. */
  readonly outline: readonly Point[];
  /** Middle lines of the waters and the railway, as far as the map shows them. */
  readonly river: readonly Point[];
  readonly canal: readonly Point[];
  readonly rail: readonly Point[];
}

const residentsTotal = 150_000;
/** The overloaded community has this many residents, in two equal halves. */
export const overloadedResidents = 27_600;

/** Builds the whole town of a seed. */
export function buildTown(seed: number): Town {
  const plan = planTown(seed);
  const parcels = layOutParcels(plan);
  const land = planLandUse(plan, parcels, createRandom(seed, "land use"));
  const streets = withPaths(findStreets(plan, createRandom(seed, "streets")), parcels);
  nameStreets(streets, createRandom(seed, "street names"));
  nameEstates(land.estates, createRandom(seed, "estate names"));
  const roads = buildRoads(plan, streets, createRandom(seed, "roads"));
  const [outline] = outlines(parcels, () => true)[0];
  const { skeleton, bend } = plan;
  const shown = (line: readonly Point[]) => nearTown(line.map(bend), outline, 330);
  const [river, canal, rail] = [shown(skeleton.river), shown(skeleton.canal), shown(skeleton.rail)];
  const obstacles = [
    ...linesToAvoid(river, halfWidths.river + 18),
    ...linesToAvoid(canal, halfWidths.canal + 14),
    ...linesToAvoid(rail, halfWidths.rail + 15),
    ...roads.edges.flatMap(({ line, street }) =>
      street.class === "lane" ? [] : linesToAvoid(line, roadWidths[street.class] / 2 + 3),
    ),
  ];
  const ground = { parcels, estates: land.estates, streets, lines: obstacles };
  const buildings = raiseBuildings(ground, createRandom(seed, "buildings"));
  const capacity = new Float64Array(parcels.length);
  for (const building of buildings) capacity[building.parcel] += capacityOf(building, land.estates);
  const areas = drawAreas(land, capacity, createRandom(seed, "areas"));
  const targets = peopleTargets(land, { areas, capacity, buildings });
  const housing = settle({ buildings, estates: land.estates, targets }, createRandom(seed, "people"));
  const addresses = createAddresses(parcels, land.estates, streets);
  return { seed, plan, land, streets, roads, buildings, areas, housing, addresses, outline, river, canal, rail };
}

/** Lanes inside parks are paths. */
function withPaths(streets: readonly Street[], parcels: readonly Parcel[]): Street[] {
  const isGreen = (index: number) => index >= 0 && parcels[index].use === "park";
  const inPark = new Set(
    parcels.flatMap((parcel) =>
      parcel.sides.filter((side) => isGreen(parcel.index) && isGreen(side.across)).map((side) => side.key),
    ),
  );
  return streets.map((street) =>
    street.class === "lane" && street.keys.every((key) => inPark.has(key)) ? { ...street, class: "path" } : street,
  );
}

function linesToAvoid(line: readonly Point[], keep: number): Obstacle[] {
  return line.slice(1).map((b, i) => ({ a: line[i], b, keep }));
}

/** People by community: in proportion to housing, but for the overloaded one, whose halves are made equal. */
function peopleTargets(
  land: LandUsePlan,
  town: { areas: AreaPlan; capacity: Float64Array; buildings: readonly Building[] },
): PeopleTarget[] {
  const { areas, capacity, buildings } = town;
  const groupOf = (parcel: number) => {
    const community = areas.communityOf[parcel];
    if (community !== areas.overloaded) return community;
    return land.overloaded.quarters[0].has(land.parcels[parcel].quarter) ? community : counts.communities;
  };
  const groups = Array.from({ length: counts.communities + 1 }, () => ({ buildings: [] as number[], room: 0 }));
  buildings.forEach((building, i) => {
    if (building.estate >= 0) groups[groupOf(building.parcel)].buildings.push(i);
  });
  land.parcels.forEach((parcel) => {
    groups[groupOf(parcel.index)].room += capacity[parcel.index];
  });
  const isHalf = (i: number) => i === areas.overloaded || i === counts.communities;
  const room = groups.reduce((sum, group, i) => sum + (isHalf(i) ? 0 : group.room), 0);
  const share = (residentsTotal - overloadedResidents) / room;
  const halves = [0.508, 0.492].map((part) => Math.round(overloadedResidents * part));
  const people = groups.map((group, i) => {
    if (i === areas.overloaded) return halves[0];
    return i === counts.communities ? halves[1] : Math.round(group.room * share);
  });
  people[areas.overloaded === 0 ? 1 : 0] += residentsTotal - people.reduce((a, b) => a + b, 0);
  return groups.map((group, i) => ({ buildings: group.buildings, residents: people[i] }));
}

/** Where a norm is from; its texts are `source.…` of the messages. */
export type NormSource = "gb-50180-2018" | "shanghai-2016" | "shanghai-2024-draft";

/** A life circle: who lives in it and how far its services may be, with the standard it is from. */
export interface LifeCircle {
  readonly id: string;
  readonly population?: readonly [least: number, most: number];
  readonly dwellings?: readonly [least: number, most: number];
  /** Walking distance in metres: the stricter and the looser value where the standard gives a span. */
  readonly radiusMetres?: readonly [number, number];
  readonly source: NormSource;
}

/** Population in persons at least, where a source gives no upper end. */
const noUpperEnd = Number.POSITIVE_INFINITY;

/** Circles of GB 50180-2018 and of Shanghai's guidelines. */
export const lifeCircles: readonly LifeCircle[] = [
  {
    id: "circle-15",
    population: [50_000, 100_000],
    dwellings: [17_000, 32_000],
    radiusMetres: [800, 1000],
    source: "gb-50180-2018",
  },
  {
    id: "circle-10",
    population: [15_000, 25_000],
    dwellings: [5000, 8000],
    radiusMetres: [500, 500],
    source: "gb-50180-2018",
  },
  {
    id: "circle-5",
    population: [5000, 12_000],
    dwellings: [1500, 4000],
    radiusMetres: [300, 300],
    source: "gb-50180-2018",
  },
  { id: "block", population: [1000, 3000], dwellings: [300, 1000], source: "gb-50180-2018" },
  { id: "shanghai-core", population: [30_000, 50_000], radiusMetres: [800, 1000], source: "shanghai-2024-draft" },
  {
    id: "shanghai-new-town",
    population: [20_000, noUpperEnd],
    radiusMetres: [800, 1500],
    source: "shanghai-2024-draft",
  },
  { id: "shanghai-town", population: [20_000, noUpperEnd], radiusMetres: [1000, 5000], source: "shanghai-2024-draft" },
];

/** How far a kind of facility (codes of the `facilities` table) may be, in metres of walking. */
export interface FacilityRadius {
  readonly types: readonly string[];
  readonly radiusMetres: number;
  readonly floorAreaM2?: readonly [least: number, most: number];
  readonly source: NormSource;
}

export const facilityRadii: readonly FacilityRadius[] = [
  { types: ["middle", "sports"], radiusMetres: 1000, source: "gb-50180-2018" },
  { types: ["health_centre"], radiusMetres: 1000, floorAreaM2: [1700, 2000], source: "gb-50180-2018" },
  { types: ["culture_centre"], radiusMetres: 1000, floorAreaM2: [3000, 6000], source: "gb-50180-2018" },
  { types: ["primary"], radiusMetres: 500, source: "gb-50180-2018" },
  { types: ["kindergarten", "service_station"], radiusMetres: 300, source: "gb-50180-2018" },
  { types: ["bus_stop"], radiusMetres: 500, source: "shanghai-2024-draft" },
  { types: ["elderly_care", "day_care"], radiusMetres: 500, source: "shanghai-2016" },
];

/** The six centres a management unit is to have: each is met by any of its codes. */
export const sixCentres: readonly (readonly string[])[] = [
  ["affairs_centre"],
  ["health_centre"],
  ["culture_centre"],
  ["grid_centre", "grid_subcentre"],
  ["party_centre"],
  ["security_centre"],
];

/** Which of the six centres a unit has, given the codes of its facilities. */
export function centresPresent(types: ReadonlySet<string>): readonly boolean[] {
  return sixCentres.map((codes) => codes.some((code) => types.has(code)));
}

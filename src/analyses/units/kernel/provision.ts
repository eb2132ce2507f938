/** What a basic management unit is to have; codes of the `facilities` table, any of which will do. */
export const provisionKinds = [
  { id: "affairs", codes: ["affairs_centre"], leastM2: 700 },
  { id: "health", codes: ["health_centre"], leastM2: 1700 },
  { id: "culture", codes: ["culture_centre"], leastM2: 3000 },
  { id: "police", codes: ["police_station"], leastM2: 1000 },
  { id: "chengguan", codes: ["chengguan_squad"], leastM2: 0 },
  { id: "market", codes: ["market_office"], leastM2: 0 },
  { id: "grid", codes: ["grid_centre", "grid_subcentre"], leastM2: 120 },
] as const;
export type ProvisionId = (typeof provisionKinds)[number]["id"];

/** One thing a unit is to have: there, to be provided, or not known. */
export interface Provision {
  readonly id: ProvisionId;
  readonly state: "present" | "needed" | "unknown";
  /** Floor area that is usual, m²; 0 where no source gives one. */
  readonly leastM2: number;
  /** Floor area of what there is, m²; NaN where unknown. */
  readonly floorM2: number;
}

/** A facility inside a unit. */
export interface UnitFacility {
  readonly type: string;
  readonly floorM2: number;
}

/** What a unit has and lacks of the three centres, the three on-site authorities and the grid sub-centre. */
export function provisionOf(facilities: readonly UnitFacility[] | null): Provision[] {
  return provisionKinds.map(({ id, codes, leastM2 }) => {
    if (facilities === null) return { id, state: "unknown", leastM2, floorM2: Number.NaN };
    const own = facilities.filter(({ type }) => (codes as readonly string[]).includes(type));
    const largest = own.reduce(
      (most, { floorM2 }) => (floorM2 > most || Number.isNaN(most) ? floorM2 : most),
      Number.NaN,
    );
    const tooSmall = id === "grid" && largest < leastM2;
    return { id, state: own.length > 0 && !tooSmall ? "present" : "needed", leastM2, floorM2: largest };
  });
}

/** The documented joint service centre: 10 staff and 600,000 yuan a year (2014 prices) for 45,000 residents. */
const precedent = { residents: 45_000, staff: 10, yuanPerYear: 600_000 };

/** Staff and yearly cost of a joint service centre, in proportion to the documented one and at least one person. */
export function staffingOf(residents: number): { readonly staff: number; readonly yuanPerYear: number } {
  const staff = Math.max(1, Math.ceil((precedent.staff * residents) / precedent.residents));
  return { staff, yuanPerYear: Math.round((staff * precedent.yuanPerYear) / precedent.staff) };
}

import type { Random } from "../../src/lib/random.ts";
import type { Building } from "./buildings.ts";
import type { Estate, EstateStyle } from "./model.ts";

/** Floor area of a dwelling, m². */
const dwellingM2: Record<EstateStyle, number> = {
  old: 56,
  commercial: 98,
  affordable: 74,
  resettlement: 66,
  villa: 260,
  lilong: 42,
};

/** Dwellings, occupied ones and people of every building. */
export interface Housing {
  readonly dwellings: Int32Array;
  readonly households: Int32Array;
  readonly residents: Int32Array;
}

export function floorArea(building: Building): number {
  return 4 * building.box.halfLength * building.box.halfDepth * building.floors;
}

/** Dwellings a building can hold before anyone moves in. */
export function capacityOf(building: Building, estates: readonly Estate[]): number {
  const estate = estates[building.estate];
  if (!estate) return 0;
  return Math.max(1, Math.round((floorArea(building) * 0.86) / dwellingM2[estate.style]));
}

/** Buildings whose people must add up to a number. */
export interface PeopleTarget {
  readonly buildings: readonly number[];
  readonly residents: number;
}

/** Settles people so that every group reaches its target exactly; households follow at 2.1 to 3 people each. */
export function settle(
  town: { buildings: readonly Building[]; estates: readonly Estate[]; targets: readonly PeopleTarget[] },
  random: Random,
): Housing {
  const { buildings, estates, targets } = town;
  const dwellings = Int32Array.from(buildings, (building) => capacityOf(building, estates));
  const residents = new Int32Array(buildings.length);
  for (const target of targets) {
    const shares = target.buildings.map((i) => dwellings[i] * random.between(0.85, 1.15));
    const total = shares.reduce((a, b) => a + b, 0);
    if (total === 0) throw new Error("housing: people are planned where there are no dwellings");
    let passed = 0;
    let given = 0;
    target.buildings.forEach((i, k) => {
      passed += shares[k];
      residents[i] = Math.round((target.residents * passed) / total) - given;
      given += residents[i];
    });
  }
  const households = residents.map((people, i) => {
    if (people === 0) return 0;
    const size = Math.max(2.1, Math.min(3.1, people / Math.max(1, dwellings[i] * 0.93)));
    return Math.max(1, Math.round(people / size));
  });
  households.forEach((count, i) => {
    dwellings[i] = Math.max(dwellings[i], count);
  });
  return { dwellings, households, residents };
}

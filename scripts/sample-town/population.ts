import { createRandom, type Random } from "../../src/lib/random.ts";
import type { EstateStyle } from "./model.ts";
import type { Town } from "./town.ts";

/** The counted columns of the population table. */
export const populationColumns = [
  "pop_actual",
  "pop_resident",
  "pop_registered",
  "pop_floating",
  "pop_foreign",
  "households",
  "dwellings",
  "pop_0_6",
  "pop_7_17",
  "pop_60p",
  "pop_65p",
  "pop_80p",
  "living_alone",
  "elderly_only",
  "disabled",
  "low_income",
  "shops",
  "enterprises",
  "planned_pop",
] as const;
export type PopulationColumn = (typeof populationColumns)[number];

export type PopulationCounts = Record<PopulationColumn, number>;

/** Shares of the residents by the style of their estate. */
const shares: Record<
  EstateStyle,
  { floating: number; foreign: number; child: number; pupil: number; old: number; alone: number; poor: number }
> = {
  old: { floating: 0.26, foreign: 0.002, child: 0.035, pupil: 0.065, old: 0.38, alone: 0.035, poor: 0.012 },
  resettlement: { floating: 0.34, foreign: 0.002, child: 0.045, pupil: 0.075, old: 0.3, alone: 0.024, poor: 0.012 },
  commercial: { floating: 0.28, foreign: 0.014, child: 0.065, pupil: 0.095, old: 0.22, alone: 0.014, poor: 0.002 },
  affordable: { floating: 0.22, foreign: 0.002, child: 0.07, pupil: 0.1, old: 0.24, alone: 0.016, poor: 0.011 },
  villa: { floating: 0.12, foreign: 0.05, child: 0.06, pupil: 0.11, old: 0.24, alone: 0.006, poor: 0 },
  lilong: { floating: 0.48, foreign: 0.001, child: 0.03, pupil: 0.05, old: 0.36, alone: 0.045, poor: 0.02 },
};

/** Counts of people, homes and businesses by unit cell. */
export function countCells(town: Town): PopulationCounts[] {
  const random = createRandom(town.seed, "population");
  const cells = Array.from({ length: 1 + Math.max(...town.land.parcels.map((p) => p.cell)) }, nobody);
  town.buildings.forEach((building, i) => {
    const cell = cells[town.land.parcels[building.parcel].cell];
    if (building.isShopRow) cell.shops += Math.max(1, Math.round(building.box.halfLength / 2.4));
    else if (building.use === "commercial") cell.shops += 8 * building.floors;
    if (building.use === "office") cell.enterprises += building.floors * 3;
    if (building.use === "industrial") cell.enterprises += 2 + building.floors;
    if (building.estate >= 0) addHome(cell, { town, i, style: town.land.estates[building.estate].style }, random);
  });
  return cells;
}

export function nobody(): PopulationCounts {
  const zero = { pop_actual: 0, pop_resident: 0, pop_registered: 0, pop_floating: 0, pop_foreign: 0, households: 0 };
  const ages = { dwellings: 0, pop_0_6: 0, pop_7_17: 0, pop_60p: 0, pop_65p: 0, pop_80p: 0, living_alone: 0 };
  return { ...zero, ...ages, elderly_only: 0, disabled: 0, low_income: 0, shops: 0, enterprises: 0, planned_pop: 0 };
}

export function addCounts(to: PopulationCounts, from: PopulationCounts): void {
  for (const column of populationColumns) to[column] += from[column];
}

interface Home {
  readonly town: Town;
  readonly i: number;
  readonly style: EstateStyle;
}

function addHome(cell: PopulationCounts, { town, i, style }: Home, random: Random): void {
  const people = town.housing.residents[i];
  const part = (share: number) => Math.min(people, Math.floor(people * share + random.float()));
  const share = shares[style];
  const floating = part(share.floating);
  const old = part(share.old);
  const senior = Math.min(old, part(share.old * 0.68));
  cell.pop_actual += people;
  cell.pop_resident += people - part(0.04);
  cell.pop_registered += people - floating + part(0.08);
  cell.pop_floating += floating;
  cell.pop_foreign += part(share.foreign);
  cell.households += town.housing.households[i];
  cell.dwellings += town.housing.dwellings[i];
  cell.pop_0_6 += part(share.child);
  cell.pop_7_17 += part(share.pupil);
  cell.pop_60p += old;
  cell.pop_65p += senior;
  cell.pop_80p += Math.min(senior, part(share.old * 0.16));
  cell.living_alone += part(share.alone);
  cell.elderly_only += Math.min(old, part(share.old * 0.24));
  cell.disabled += part(0.021);
  cell.low_income += part(share.poor);
  cell.planned_pop += Math.round(town.housing.dwellings[i] * 2.6);
}

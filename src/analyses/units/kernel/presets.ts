import type { Rules } from "./params.ts";

/** How sure a threshold is: stated by the articles the product follows, found in a source, remembered, or our proposal. */
export type Confidence = "stated" | "found" | "memory" | "project";

/** What a place asks of a split-off subdistrict. */
export interface SplitPreset {
  readonly leastKm2: number;
  readonly leastResidents: number;
  readonly mostResidents: number;
  /** Least share of residents in towns, and of residents' committees among all committees; 0: not asked. */
  readonly urbanisation: number;
  readonly committees: number;
  /** Precedents are compared with, never met or missed. */
  readonly precedent: boolean;
  readonly source: string;
  readonly confidence: Confidence;
}

const noCap = Number.POSITIVE_INFINITY;
const found = { precedent: false, urbanisation: 0, committees: 0, confidence: "found" } as const;

/** Thresholds by place. The law leaves them to the province, so there is no national number. */
const presets: Readonly<Record<Exclude<Rules["preset"], "custom">, SplitPreset>> = {
  beijing_2021_core: {
    ...found,
    leastKm2: 2,
    leastResidents: 50_000,
    mostResidents: 100_000,
    source: "beijing-2021",
  },
  beijing_2021_central: {
    ...found,
    leastKm2: 3,
    leastResidents: 50_000,
    mostResidents: 150_000,
    source: "beijing-2021",
  },
  beijing_2021_other: {
    ...found,
    leastKm2: 5,
    leastResidents: 30_000,
    mostResidents: 150_000,
    urbanisation: 0.8,
    committees: 0.6,
    source: "beijing-2021",
  },
  hunan_2024_county: {
    ...found,
    leastKm2: 30,
    leastResidents: 50_000,
    mostResidents: noCap,
    urbanisation: 0.15,
    committees: 0.3,
    source: "hunan-2024",
  },
  hunan_2024_district_part: {
    ...found,
    leastKm2: 20,
    leastResidents: 60_000,
    mostResidents: noCap,
    urbanisation: 0.25,
    committees: 0.5,
    source: "hunan-2024",
  },
  hunan_2024_district_whole: {
    ...found,
    leastKm2: 6,
    leastResidents: 70_000,
    mostResidents: noCap,
    source: "hunan-2024",
  },
  shanghai_observed: {
    ...found,
    leastKm2: 28.8,
    leastResidents: 125_000,
    mostResidents: noCap,
    precedent: true,
    source: "shanghai-precedents",
  },
};

/** The preset that the rules name, or the numbers the user has entered. */
export function presetOf({ preset, customKm2, customResidents, customMostResidents }: Rules): SplitPreset {
  if (preset !== "custom") return presets[preset];
  return {
    ...found,
    leastKm2: customKm2,
    leastResidents: customResidents,
    mostResidents: customMostResidents > customResidents ? customMostResidents : noCap,
    source: "own",
    confidence: "project",
  };
}

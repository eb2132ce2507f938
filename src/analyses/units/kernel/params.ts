import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

const minutes = (value: number) =>
  ({ kind: "number", default: value, min: 0, max: 600, step: 1, unit: "minutes" }) as const;
const share = (value: number) =>
  ({ kind: "number", default: value, min: 0, max: 1, step: 0.05, unit: "share" }) as const;
const people = (value: number) =>
  ({ kind: "integer", default: value, min: 0, max: 2_000_000, unit: "residents" }) as const;
const km2 = (value: number) => ({ kind: "number", default: value, min: 0, max: 500, step: 0.1, unit: "km2" }) as const;
const metres = (value: number) =>
  ({ kind: "number", default: value, min: 50, max: 10_000, step: 50, unit: "metres" }) as const;
const custom = { when: { preset: ["custom"] } };

/** What work costs: hours a month are reckoned from these. */
export const workParams = {
  componentMinutes: minutes(30),
  eventMinutes: minutes(20),
  serviceMinutes: minutes(40),
  patrolsPerMonth: { kind: "integer", default: 60, min: 0, max: 3000 },
  patrolKmh: { kind: "number", default: 15, min: 1, max: 60, step: 1, unit: "kmh" },
  assetMinutes: minutes(10),
} as const satisfies ParamSpec;

/** By what a unit is judged: thresholds of domain conditions, each editable. */
export const ruleParams = {
  preset: {
    kind: "choice",
    default: "beijing_2021_central",
    options: [
      "beijing_2021_core",
      "beijing_2021_central",
      "beijing_2021_other",
      "hunan_2024_county",
      "hunan_2024_district_part",
      "hunan_2024_district_whole",
      "shanghai_observed",
      "custom",
    ],
  },
  customKm2: { ...km2(3), ...custom },
  customResidents: { ...people(50_000), ...custom },
  customMostResidents: { ...people(150_000), ...custom },
  urbanShare: share(0.3),
  streetShareSplit: share(0.8),
  servedShare: share(0.8),
  unitResidents: people(20_000),
  unitDensity: { kind: "integer", default: 10_000, min: 0, max: 200_000, unit: "perKm2" },
  unitLeastKm2: km2(1),
  unitMostKm2: km2(5),
  unitLeastResidents: people(15_000),
  unitMostResidents: people(60_000),
  centreMetres: metres(1000),
  worseShare: share(0.25),
  committeeMetres: metres(500),
  committeeShare: share(0.2),
  streetShareUnit: share(0.7),
} as const satisfies ParamSpec;

/** The choices of `units`. */
export const params = { ...ruleParams, ...workParams } as const satisfies ParamSpec;

export type WorkWeights = ParamValues<typeof workParams>;
export type Rules = ParamValues<typeof ruleParams>;
export type Params = ParamValues<typeof params>;

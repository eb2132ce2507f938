import type { EstateStyle, LandUse } from "./model.ts";

export type BuildingUse =
  | "residential"
  | "office"
  | "commercial"
  | "school"
  | "medical"
  | "industrial"
  | "public"
  | "mixed";

/** Rows of buildings: how deep and long they are, and how far apart. */
export interface RowRules {
  readonly depth: number;
  readonly pitch: number;
  readonly length: readonly [shortest: number, longest: number];
  readonly gap: number;
  readonly floors: readonly [low: number, high: number];
  readonly storeyM: number;
  readonly use: BuildingUse;
  /** Share of the places that are left empty. */
  readonly open: number;
}

const house = { use: "residential", storeyM: 2.9 } as const;

export const estateRows: Record<EstateStyle, RowRules> = {
  old: { ...house, depth: 11.5, pitch: 27.5, length: [38, 66], gap: 8, floors: [6, 6], open: 0.02 },
  resettlement: { ...house, depth: 12, pitch: 28, length: [34, 58], gap: 9, floors: [6, 7], open: 0.03 },
  commercial: { ...house, depth: 14, pitch: 41, length: [30, 48], gap: 13, floors: [11, 18], open: 0.06 },
  affordable: { ...house, depth: 17, pitch: 47, length: [25, 34], gap: 20, floors: [18, 28], open: 0.06 },
  villa: { ...house, depth: 11, pitch: 24, length: [11, 14], gap: 8, floors: [2, 3], open: 0.08 },
  lilong: { ...house, depth: 9, pitch: 13, length: [18, 34], gap: 3, floors: [2, 3], open: 0.04 },
};

/** Shorter houses that take the places where a full row found no room. */
export const infillRows: Partial<Record<EstateStyle, RowRules>> = {
  old: { ...estateRows.old, pitch: 26, length: [17, 34], gap: 8, open: 0.06 },
  resettlement: { ...estateRows.resettlement, pitch: 26, length: [17, 30], gap: 8, open: 0.06 },
  commercial: { ...estateRows.commercial, pitch: 38, length: [20, 28], gap: 16, open: 0.1 },
  lilong: { ...estateRows.lilong, length: [9, 17], open: 0.08 },
};

export const otherRows: Partial<Record<LandUse, RowRules>> = {
  industrial: {
    use: "industrial",
    storeyM: 5,
    depth: 28,
    pitch: 42,
    length: [42, 88],
    gap: 14,
    floors: [1, 3],
    open: 0.1,
  },
  commercial: {
    use: "commercial",
    storeyM: 4.6,
    depth: 32,
    pitch: 41,
    length: [34, 86],
    gap: 9,
    floors: [3, 7],
    open: 0.04,
  },
  office: { use: "office", storeyM: 3.8, depth: 23, pitch: 38, length: [30, 50], gap: 14, floors: [7, 24], open: 0.06 },
  hospital: { use: "medical", storeyM: 4, depth: 22, pitch: 44, length: [48, 80], gap: 12, floors: [5, 14], open: 0 },
  public: { use: "public", storeyM: 3.7, depth: 17, pitch: 40, length: [34, 56], gap: 12, floors: [3, 6], open: 0.1 },
  rail_station: {
    use: "public",
    storeyM: 6,
    depth: 30,
    pitch: 200,
    length: [60, 95],
    gap: 12,
    floors: [2, 2],
    open: 0,
  },
  market: { use: "commercial", storeyM: 5, depth: 36, pitch: 60, length: [40, 64], gap: 10, floors: [2, 2], open: 0 },
};

export const schoolRows: RowRules = {
  use: "school",
  storeyM: 3.7,
  depth: 14,
  pitch: 31,
  length: [38, 60],
  gap: 10,
  floors: [3, 5],
  open: 0,
};

/** Estate offices, substations and bicycle sheds that fill a gap. */
export const smallHouse: RowRules = {
  use: "public",
  storeyM: 3.4,
  depth: 8,
  pitch: 23,
  length: [9, 15],
  gap: 45,
  floors: [1, 2],
  open: 0.45,
};

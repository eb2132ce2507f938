import type { AreaTable } from "../../../domain/area-table.ts";
import type { Polygons } from "../../../domain/geometry.ts";
import type { Manifest } from "../../../domain/manifest.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { BoundaryTables, NamedOutlines } from "../../../state/boundary-tables.ts";
import type { City } from "../../../state/city-tables.ts";
import type { Residents } from "../../../state/residents.ts";
import type { OutputOf } from "../../index.ts";
import type { BrokenRule } from "../kernel/cell-rules.ts";
import type { Settings } from "./settings.ts";

export interface BoundaryInput {
  readonly city: () => Promise<City>;
  readonly tables: () => Promise<BoundaryTables>;
  readonly manifest: Manifest;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly settings: Settings;
}

export type Output = OutputOf<"boundary">;

/** Two levels laid over each other. */
export interface Crossing {
  readonly one: AreaTable;
  readonly other: AreaTable;
  readonly output: Output;
  readonly residents: Residents;
}

/** Outlines laid over unit cells: pairs of an outline and a cell. */
export interface OverCells {
  readonly outlines: NamedOutlines;
  readonly output: Output;
}

/** Unit cells against their rules; what crosses a community or a subdistrict is in `crossing` and `crossingStreets`. */
export interface CellCheck {
  readonly table: AreaTable;
  readonly communities: AreaTable | null;
  readonly streets: AreaTable | null;
  readonly broken: readonly BrokenRule[];
  readonly crossing: Output | null;
  readonly crossingStreets: Output | null;
  /** Gaps, overlaps and the like among the cells. */
  readonly seams: Output;
  /** Null where the dataset has no outlines of buildings, or of estates. */
  readonly buildings: OverCells | null;
  readonly estates: OverCells | null;
}

/** What the open page is drawn from; the others are `null`. */
export interface BoundaryResult {
  readonly input: BoundaryInput;
  readonly checks: ReadonlyMap<AreaLevel, Output> | null;
  readonly cross: Crossing | null;
  readonly known: Known | null;
  readonly cells: CellCheck | null;
}

/** Lays polygons over others, or checks them where there are none; answers are kept while the polygons are. */
export type Ask = (first: Polygons, second?: Polygons, people?: Residents) => Promise<Output>;

/** Something that several areas have a part of: where, and each part with its size in the unit of the list. */
export interface Divided {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly parts: readonly { readonly area: number; readonly share: number; readonly size: number }[];
  /** Row among the outlines or lanes it came from. */
  readonly row: number;
}

/** What a dataset lacks to look for a defect. */
export type Lack =
  | "no-streets"
  | "no-precincts"
  | "no-communities"
  | "no-estates"
  | "no-estate-ids"
  | "no-lanes"
  | "no-stations";

/** One of the known defects: what was looked at and what came out, or why it could not be. */
export type Finding =
  | { readonly state: "not-assessed"; readonly why: Lack; readonly count: number }
  | {
      readonly state: "assessed";
      readonly looked: number;
      readonly found: readonly Divided[];
      readonly areas: Pick<AreaTable, "ids" | "names" | "level">;
      /** How many subdistricts have several precincts; of estates and lanes: how many communities share one. */
      readonly several: number;
    };

/** The three defects of the source articles, and estates by their buildings. */
export interface Known {
  readonly police: Finding;
  /** The level taken for police precincts. */
  readonly policeLevel: AreaTable | null;
  /** Communities under several work stations, by the stations of the duty grids they lie in. */
  readonly stations: Finding;
  readonly estates: Finding;
  readonly buildings: Finding;
  readonly lanes: Finding;
  readonly tables: BoundaryTables;
  /** Lane → edges, as drawn. */
  readonly laneEdges: readonly (readonly number[])[];
}

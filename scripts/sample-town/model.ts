import type { roadClasses } from "../../src/domain/vocabulary.ts";
import type { Point } from "./geometry.ts";
import type { EdgeLabel } from "./mesh.ts";

export type RoadClass = (typeof roadClasses)[number];

/** What a parcel is used for. */
export const landUses = [
  "residential",
  "commercial",
  "office",
  "industrial",
  "primary_school",
  "middle_school",
  "kindergarten",
  "hospital",
  "park",
  "market",
  "construction",
  "rail_station",
  "square",
  "public",
] as const;
export type LandUse = (typeof landUses)[number];

/** How an estate was built: decides the form of its buildings. Values of `buildings.estate_type`. */
export const estateStyles = ["old", "commercial", "affordable", "resettlement", "villa", "lilong"] as const;
export type EstateStyle = (typeof estateStyles)[number];

/** A side of a parcel on the map, with what runs along it. */
export interface ParcelSide {
  readonly line: readonly Point[];
  readonly label: EdgeLabel;
  /** The parcel across, -1 outside the town. */
  readonly across: number;
  /** Number of the mesh edge's lower and higher vertex, as a key. */
  readonly key: string;
}

/** A piece of ground between streets, lanes and walls: about a hectare, one land use. */
export interface Parcel {
  readonly index: number;
  readonly cell: number;
  readonly block: number;
  readonly quarter: number;
  readonly ring: readonly Point[];
  readonly centre: Point;
  readonly areaM2: number;
  readonly sides: readonly ParcelSide[];
  /** Direction of east–west streets here, radians: rows of houses run along it. */
  readonly angle: number;
  use: LandUse;
  /** Number of its estate; -1 where nobody lives. */
  estate: number;
}

/** A housing estate (小区). */
export interface Estate {
  readonly index: number;
  readonly block: number;
  readonly style: EstateStyle;
  readonly builtYear: number;
  name: string;
}

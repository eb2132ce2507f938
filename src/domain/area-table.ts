import type { Polygons } from "./geometry.ts";
import type { AreaLevel } from "./vocabulary.ts";

/** The areas of one level, row by row; the linked filters count them under the code `row + 1`. */
export interface AreaTable {
  readonly level: AreaLevel;
  readonly rows: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly areaKm2: Float64Array;
  /** Residents, NaN where unknown. */
  readonly residents: Float64Array;
  readonly polygons: Polygons;
  /** A point inside each area for its label: longitude and latitude interleaved, degrees. */
  readonly labelPoints: Float64Array;
}

/** Points with attributes, row by row: cameras, facilities, stations. */
export interface PlaceTable {
  readonly rows: number;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Type, status or kind, by which symbols differ. */
  readonly kind: readonly string[];
  /** Direction in degrees clockwise from north, NaN where unknown or turning. */
  readonly azimuthDeg?: Float64Array;
}

/**
 * Many polygons as flat arrays. Feature `f` has the polygons `featureOffsets[f]` to `featureOffsets[f + 1]`, a polygon
 * its rings (outer first, then holes) by `polygonOffsets`, a ring its vertices by `ringOffsets`. Rings are closed: the
 * first vertex is repeated at the end. Every offsets array has one entry more than it has things.
 */
export interface Polygons {
  /** Longitude and latitude in degrees, interleaved. */
  readonly coordinates: Float64Array;
  /** Ring → its first vertex (an index of pairs in `coordinates`). */
  readonly ringOffsets: Uint32Array;
  /** Polygon → its first ring. */
  readonly polygonOffsets: Uint32Array;
  /** Feature → its first polygon. */
  readonly featureOffsets: Uint32Array;
}

/** Many lines as flat arrays: line `i` has the vertices `lineOffsets[i]` to `lineOffsets[i + 1]`. */
export interface Lines {
  /** Longitude and latitude in degrees, interleaved. */
  readonly coordinates: Float64Array;
  readonly lineOffsets: Uint32Array;
}

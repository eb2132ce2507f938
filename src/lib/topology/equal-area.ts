import { equalAreaHeight, metresPerDegree } from "../geodesy.ts";

/** A flat map in metres on which every area has its true size, and lengths are true at the middle latitude. */
export interface EqualAreaPlane {
  /** Positions in degrees, interleaved, as metres. */
  toMetres(degrees: ArrayLike<number>): Float64Array;
  /** The same back; true to a nanometre within a few degrees of the middle. */
  toDegrees(metres: ArrayLike<number>): Float64Array;
}

/** The cylindrical equal-area map of the ellipsoid (Snyder 1987, eq. 10-15) that is stretched to be true at a place. */
export function equalAreaPlane(lon: number, lat: number): EqualAreaPlane {
  const middle = metresPerDegree(lat);
  const height = equalAreaHeight(lat);
  // Metres of height on the cylinder in a degree of latitude there; the cylinder is as wide as the equator is long.
  const perLonAtEquator = metresPerDegree(0).lon;
  const squeeze = middle.lon / perLonAtEquator;
  const toMetres = (degrees: ArrayLike<number>) => {
    const metres = new Float64Array(degrees.length);
    for (let i = 0; i + 1 < metres.length; i += 2) {
      metres[i] = (degrees[i] - lon) * middle.lon;
      metres[i + 1] = (equalAreaHeight(degrees[i + 1]) - height) / squeeze;
    }
    return metres;
  };
  const latitudeOf = (y: number) => {
    const wanted = y * squeeze + height;
    let guess = lat + y / middle.lat;
    for (let round = 0; round < 4; round++) {
      const here = metresPerDegree(guess);
      guess += (wanted - equalAreaHeight(guess)) / ((here.lon * here.lat) / perLonAtEquator);
    }
    return guess;
  };
  const toDegrees = (metres: ArrayLike<number>) => {
    const degrees = new Float64Array(metres.length);
    for (let i = 0; i + 1 < degrees.length; i += 2) {
      degrees[i] = metres[i] / middle.lon + lon;
      degrees[i + 1] = latitudeOf(metres[i + 1]);
    }
    return degrees;
  };
  return { toMetres, toDegrees };
}

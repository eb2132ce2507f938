/** An ellipsoid: semi-major axis in metres, and the inverse of its flattening. */
export interface Ellipsoid {
  readonly semiMajorMetres: number;
  readonly inverseFlattening: number;
}

/** A transverse Mercator plane; angles in degrees, false origin in metres. */
export interface TransverseMercator {
  readonly ellipsoid: Ellipsoid;
  readonly originLat: number;
  readonly centralMeridian: number;
  readonly scale: number;
  readonly falseEasting: number;
  readonly falseNorthing: number;
}

/** From metres of the plane (easting, northing) to degrees (longitude, latitude), and back. */
export interface Projection {
  forward(lon: number, lat: number): [easting: number, northing: number];
  inverse(easting: number, northing: number): [lon: number, lat: number];
}

const radians = Math.PI / 180;

type Coefficients = readonly number[];

/** h1 … h4 of the series, forward and inverse, as polynomials of the third flattening. */
function seriesOf(n: number): { readonly forward: Coefficients; readonly inverse: Coefficients } {
  const [n2, n3, n4] = [n ** 2, n ** 3, n ** 4];
  return {
    forward: [
      n / 2 - (2 / 3) * n2 + (5 / 16) * n3 + (41 / 180) * n4,
      (13 / 48) * n2 - (3 / 5) * n3 + (557 / 1440) * n4,
      (61 / 240) * n3 - (103 / 140) * n4,
      (49561 / 161280) * n4,
    ],
    inverse: [
      n / 2 - (2 / 3) * n2 + (37 / 96) * n3 - n4 / 360,
      n2 / 48 + n3 / 15 - (437 / 1440) * n4,
      (17 / 480) * n3 - (37 / 840) * n4,
      (4397 / 161280) * n4,
    ],
  };
}

function waves(series: Coefficients, xi: number, eta: number): [number, number] {
  let [x, y] = [0, 0];
  series.forEach((h, i) => {
    const k = 2 * (i + 1);
    x += h * Math.sin(k * xi) * Math.cosh(k * eta);
    y += h * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  return [x, y];
}

/**
 * Transverse Mercator (Gauss–Krüger, UTM) by Krüger's series to the fourth order, better than a millimetre within 3,000 km
 * of the central meridian. Formulas and the test vector: IOGP Guidance Note 373-7-2, method 9807 ("JHS formulas").
 */
export function transverseMercator(plane: TransverseMercator): Projection {
  const { ellipsoid, originLat, centralMeridian, scale, falseEasting, falseNorthing } = plane;
  const flattening = 1 / ellipsoid.inverseFlattening;
  const eccentricity = Math.sqrt(flattening * (2 - flattening));
  const n = flattening / (2 - flattening);
  const radius = (ellipsoid.semiMajorMetres / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const series = seriesOf(n);
  const conformal = (lat: number): number => {
    const phi = lat * radians;
    const q = Math.asinh(Math.tan(phi)) - eccentricity * Math.atanh(eccentricity * Math.sin(phi));
    return Math.atan(Math.sinh(q));
  };
  const origin = conformal(originLat);
  const originMetres = radius * (origin + waves(series.forward, origin, 0)[0]);
  return {
    forward(lon, lat) {
      const beta = conformal(lat);
      const eta = Math.atanh(Math.cos(beta) * Math.sin((lon - centralMeridian) * radians));
      const xi = Math.asin(Math.sin(beta) * Math.cosh(eta));
      const [x, y] = waves(series.forward, xi, eta);
      return [falseEasting + scale * radius * (eta + y), falseNorthing + scale * (radius * (xi + x) - originMetres)];
    },
    inverse(easting, northing) {
      const eta = (easting - falseEasting) / (radius * scale);
      const xi = (northing - falseNorthing + scale * originMetres) / (radius * scale);
      const [x, y] = waves(series.inverse, xi, eta);
      const [xi0, eta0] = [xi - x, eta - y];
      const beta = Math.asin(Math.sin(xi0) / Math.cosh(eta0));
      const q = Math.asinh(Math.tan(beta));
      let better = q;
      for (let round = 0; round < 8; round++) {
        better = q + eccentricity * Math.atanh(eccentricity * Math.tanh(better));
      }
      const lon = centralMeridian + Math.asin(Math.tanh(eta0) / Math.cos(beta)) / radians;
      return [lon, Math.atan(Math.sinh(better)) / radians];
    },
  };
}

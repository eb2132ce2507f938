import { type Ellipsoid, type Projection, transverseMercator } from "./transverse-mercator.ts";

const wgs84: Ellipsoid = { semiMajorMetres: 6_378_137, inverseFlattening: 298.257223563 };
const grs80: Ellipsoid = { semiMajorMetres: 6_378_137, inverseFlattening: 298.257222101 };

/** Geographic systems that agree with WGS-84 to a metre or two: positions pass. */
const sameAsWgs84 = new Set([4326, 4490, 4269, 4258, 4979, 4480, 6318]);

const degrees: Projection = { forward: (lon, lat) => [lon, lat], inverse: (lon, lat) => [lon, lat] };

const webMercator: Projection = {
  forward: (lon, lat) => [
    (wgs84.semiMajorMetres * lon * Math.PI) / 180,
    wgs84.semiMajorMetres * Math.asinh(Math.tan((lat * Math.PI) / 180)),
  ],
  inverse: (x, y) => [
    (x / wgs84.semiMajorMetres / Math.PI) * 180,
    (Math.atan(Math.sinh(y / wgs84.semiMajorMetres)) / Math.PI) * 180,
  ],
};

const gaussKrueger = (centralMeridian: number, falseEasting: number): Projection =>
  transverseMercator({ ellipsoid: grs80, originLat: 0, centralMeridian, scale: 1, falseEasting, falseNorthing: 0 });

const utm = (zone: number, south: boolean, ellipsoid: Ellipsoid): Projection =>
  transverseMercator({
    ellipsoid,
    originLat: 0,
    centralMeridian: 6 * zone - 183,
    scale: 0.9996,
    falseEasting: 500_000,
    falseNorthing: south ? 10_000_000 : 0,
  });

/** The CGCS2000 zones of Gauss–Krüger: EPSG 4491–4554, six degrees wide and three, with the zone in the easting or not. */
function cgcs2000Zone(code: number): Projection | undefined {
  if (code >= 4491 && code <= 4501) {
    const zone = code - 4491 + 13;
    return gaussKrueger(6 * zone - 3, zone * 1_000_000 + 500_000);
  }
  if (code >= 4502 && code <= 4512) return gaussKrueger(75 + 6 * (code - 4502), 500_000);
  if (code >= 4513 && code <= 4533) {
    const zone = code - 4513 + 25;
    return gaussKrueger(3 * zone, zone * 1_000_000 + 500_000);
  }
  if (code >= 4534 && code <= 4554) return gaussKrueger(75 + 3 * (code - 4534), 500_000);
  return undefined;
}

/**
 * The coordinate reference system of an EPSG code: `forward` from WGS-84 degrees, `inverse` to them. Known are the
 * geographic systems equal to WGS-84 within a metre or two (4326, 4490, 4269, 4258 …), Web Mercator (3857), UTM on WGS-84
 * (326zz, 327zz) and NAD83 (269zz), and the CGCS2000 Gauss–Krüger zones (4491–4554). Undefined for any other.
 */
export function epsgProjection(code: number): Projection | undefined {
  if (sameAsWgs84.has(code)) return degrees;
  if (code === 3857 || code === 900913 || code === 3785) return webMercator;
  const zone = code % 100;
  const family = Math.floor(code / 100);
  if ((family === 326 || family === 327) && zone >= 1 && zone <= 60) return utm(zone, family === 327, wgs84);
  if (family === 269 && zone >= 1 && zone <= 23) return utm(zone, false, grs80);
  return cgcs2000Zone(code);
}

const byWkt: readonly (readonly [RegExp, (match: RegExpExecArray) => number | undefined])[] = [
  [/Web_Mercator|Pseudo-Mercator|Popular_Visualisation/i, () => 3857],
  [
    /WGS[_ ]?(?:19)?84.*UTM[_ ]zone[_ ](\d{1,2})([NS])/i,
    ([, zone, side]) => (side === "S" ? 32700 : 32600) + Number(zone),
  ],
  [/NAD[_ ]?(?:19)?83.*UTM[_ ]zone[_ ](\d{1,2})N/i, ([, zone]) => 26900 + Number(zone)],
  [/CGCS[_ ]?2000.*3[_ -]?degree.*(?:GK|Gauss).*CM[_ ](\d{2,3})E/i, ([, cm]) => 4534 + (Number(cm) - 75) / 3],
  [/CGCS[_ ]?2000.*3[_ -]?degree.*(?:GK|Gauss).*zone[_ ](\d{2})/i, ([, zone]) => 4513 + Number(zone) - 25],
  [/CGCS[_ ]?2000.*(?:GK|Gauss).*CM[_ ](\d{2,3})E/i, ([, cm]) => 4502 + (Number(cm) - 75) / 6],
  [/CGCS[_ ]?2000.*(?:GK|Gauss).*zone[_ ](\d{2})/i, ([, zone]) => 4491 + Number(zone) - 13],
];

const geographicNames: readonly (readonly [RegExp, number])[] = [
  [/CGCS[_ ]?2000|China[_ ]Geodetic/i, 4490],
  [/North[_ ]American[_ ](Datum[_ ])?1983|NAD[_ ]?(19)?83/i, 4269],
  [/ETRS[_ ]?(19)?89/i, 4258],
  [/WGS[_ ]?(19)?84/i, 4326],
];

/** The EPSG code of the system that a `.prj` file describes (WKT 1, of ESRI or OGC), undefined where it is none we know. */
export function epsgOfWkt(wkt: string): number | undefined {
  const stated = /AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?\s*\]\s*\]\s*$/i.exec(wkt)?.[1];
  if (stated && epsgProjection(Number(stated))) return Number(stated);
  const name = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(wkt)?.[1] ?? "";
  if (/^\s*GEOG(CS|CRS)/i.test(wkt)) return geographicNames.find(([pattern]) => pattern.test(name))?.[1];
  for (const [pattern, codeOf] of byWkt) {
    const match = pattern.exec(name);
    const code = match ? codeOf(match) : undefined;
    if (code !== undefined && epsgProjection(code)) return code;
  }
  return undefined;
}

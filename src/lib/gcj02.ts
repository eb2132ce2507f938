/** Krasovsky 1940 ellipsoid, which GCJ-02 shifts on. */
const semiMajorMetres = 6_378_245;
const eccentricitySquared = 0.006693421622965943;
const radians = Math.PI / 180;
const bd09Turn = (Math.PI * 3000) / 180;

/** A position: longitude and latitude in degrees. */
export type Position = readonly [lon: number, lat: number];

const isShifted = (lon: number, lat: number): boolean =>
  lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;

function wave(x: number): number {
  return (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3);
}

function shiftOf(lon: number, lat: number): Position {
  const [x, y] = [lon - 105, lat - 35];
  const root = Math.sqrt(Math.abs(x));
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    wave(x) +
    (20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * (2 / 3) +
    (160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * (2 / 3);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    wave(x) +
    (20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * (2 / 3) +
    (150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * (2 / 3);
  const sine = Math.sin(lat * radians);
  const w = 1 - eccentricitySquared * sine * sine;
  const meridian = (semiMajorMetres * (1 - eccentricitySquared)) / (w * Math.sqrt(w));
  const parallel = (semiMajorMetres / Math.sqrt(w)) * Math.cos(lat * radians);
  return [east / (parallel * radians), north / (meridian * radians)];
}

/** WGS-84 → GCJ-02; positions outside the box of China stay. */
export function gcj02FromWgs84(lon: number, lat: number): Position {
  if (!isShifted(lon, lat)) return [lon, lat];
  const [east, north] = shiftOf(lon, lat);
  return [lon + east, lat + north];
}

/** GCJ-02 → WGS-84 by iteration, to about a millimetre. */
export function wgs84FromGcj02(lon: number, lat: number): Position {
  let [x, y] = [lon, lat];
  for (let round = 0; round < 30; round++) {
    const [shiftedX, shiftedY] = gcj02FromWgs84(x, y);
    const [dx, dy] = [lon - shiftedX, lat - shiftedY];
    x += dx;
    y += dy;
    if (Math.abs(dx) < 1e-9 && Math.abs(dy) < 1e-9) break;
  }
  return [x, y];
}

/** GCJ-02 → BD-09. */
export function bd09FromGcj02(lon: number, lat: number): Position {
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * bd09Turn);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * bd09Turn);
  return [radius * Math.cos(angle) + 0.0065, radius * Math.sin(angle) + 0.006];
}

/** BD-09 → WGS-84, to about a metre. */
export function wgs84FromBd09(lon: number, lat: number): Position {
  const [x, y] = [lon - 0.0065, lat - 0.006];
  const radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * bd09Turn);
  const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * bd09Turn);
  return wgs84FromGcj02(radius * Math.cos(angle), radius * Math.sin(angle));
}

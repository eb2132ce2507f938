import { atan, tan } from "./elementary/circle.ts";

/** Pixel densities in px/m that EN/IEC 62676-4 asks for: to detect, observe, recognise and identify a person. */
export const doriDensities = { detect: 25, observe: 62.5, recognise: 125, identify: 250 } as const;
export type DoriLevel = keyof typeof doriDensities;

/** What is known of one camera; NaN where a field is missing. Angles in degrees, azimuth clockwise from north. */
export interface CameraFields {
  /** GB/T 28181: 1 dome, 2 half dome, 3 fixed, 4 steerable, 5 steerable half dome, 6 panoramic, 7 split. */
  readonly ptzType: number;
  readonly azimuthDeg: number;
  readonly mountHeightMetres: number;
  readonly tiltDeg: number;
  readonly focalMm: number;
  readonly sensorWidthMm: number;
  readonly sensorHeightMm: number;
  readonly hfovDeg: number;
  readonly vfovDeg: number;
  readonly resolutionWidthPx: number;
  readonly resolutionHeightPx: number;
  readonly maxRangeMetres: number;
}

/**
 * How a camera watches: `sector` always sees its field of view, `disc` could turn to any direction (PTZ types 1, 4, 5,
 * and fixed ones whose direction is unknown), `panorama` always sees all around.
 */
export const watches = ["sector", "disc", "panorama"] as const;
export type Watch = (typeof watches)[number];

/** Bits of `CameraOptics.assumed`: which fields were missing and got a default. */
export const assumedBits = {
  azimuth: 1,
  hfov: 2,
  vfov: 4,
  mountHeight: 8,
  tilt: 16,
  resolution: 32,
  kind: 64,
} as const;

/** A camera with every field filled in; `assumed` names by bits what was not given. */
export interface CameraOptics {
  readonly watch: Watch;
  readonly azimuthDeg: number;
  readonly hfovDeg: number;
  readonly vfovDeg: number;
  readonly mountHeightMetres: number;
  readonly tiltDeg: number;
  readonly resolutionWidthPx: number;
  readonly maxRangeMetres: number;
  readonly assumed: number;
}

/** Defaults for missing fields: a 4 mm lens on a 1/2.7″ sensor at 1920 × 1080, 6 m up, 15° down. */
export const opticsDefaults = {
  resolutionWidthPx: 1920,
  resolutionHeightPx: 1080,
  focalMm: 4,
  sensorWidthMm: 5.396,
  mountHeightMetres: 6,
  tiltDeg: 15,
} as const;

const degrees = 180 / Math.PI;
const steerable: ReadonlySet<number> = new Set([1, 4, 5]);
const panoramic = 6;
const given = (value: number) => Number.isFinite(value);

/** Angle in degrees that a lens of focal length `focalMm` sees across `sensorMm`: 2·atan(sensor / 2f). */
export function fieldOfViewDeg(sensorMm: number, focalMm: number): number {
  return 2 * atan(sensorMm / (2 * focalMm)) * degrees;
}

/** Azimuth in degrees of GB/T 28181 direction codes 1–8 (1 looks from west to east), NaN for others. */
export function azimuthOfDirectionType(code: number): number {
  return [90, 270, 180, 0, 135, 45, 225, 315][code - 1] ?? Number.NaN;
}

/** The optics of a camera: given fields, then fields that follow from others, then defaults, which are flagged. */
export function opticsOf(camera: CameraFields): CameraOptics {
  let assumed = 0;
  const or = (value: number, fallback: number, bit: number): number => {
    if (given(value)) return value;
    assumed |= bit;
    return fallback;
  };
  const resolutionWidthPx = or(camera.resolutionWidthPx, opticsDefaults.resolutionWidthPx, assumedBits.resolution);
  const hfovDeg = horizontalView(camera, (value) => or(Number.NaN, value, assumedBits.hfov));
  const vfovDeg = verticalView(camera, hfovDeg, (value) => or(Number.NaN, value, assumedBits.vfov));
  const mountHeightMetres = or(camera.mountHeightMetres, opticsDefaults.mountHeightMetres, assumedBits.mountHeight);
  const tiltDeg = or(camera.tiltDeg, opticsDefaults.tiltDeg, assumedBits.tilt);
  if (!given(camera.ptzType)) assumed |= assumedBits.kind;
  const watch = watchOf(camera, hfovDeg);
  if (watch !== "panorama" && !given(camera.azimuthDeg) && !steerable.has(camera.ptzType)) {
    assumed |= assumedBits.azimuth;
  }
  return {
    watch,
    azimuthDeg: given(camera.azimuthDeg) ? camera.azimuthDeg : 0,
    hfovDeg,
    vfovDeg,
    mountHeightMetres,
    tiltDeg,
    resolutionWidthPx,
    maxRangeMetres: given(camera.maxRangeMetres) ? camera.maxRangeMetres : Number.POSITIVE_INFINITY,
    assumed,
  };
}

function watchOf({ ptzType, azimuthDeg }: CameraFields, hfovDeg: number): Watch {
  if (steerable.has(ptzType)) return "disc";
  if (ptzType === panoramic || hfovDeg >= 360) return "panorama";
  return given(azimuthDeg) ? "sector" : "disc";
}

function horizontalView(camera: CameraFields, fallback: (value: number) => number): number {
  if (given(camera.hfovDeg)) return camera.hfovDeg;
  if (given(camera.focalMm) && given(camera.sensorWidthMm)) return fieldOfViewDeg(camera.sensorWidthMm, camera.focalMm);
  if (camera.ptzType === panoramic) return fallback(360);
  const focalMm = given(camera.focalMm) ? camera.focalMm : opticsDefaults.focalMm;
  return fallback(fieldOfViewDeg(opticsDefaults.sensorWidthMm, focalMm));
}

function verticalView(camera: CameraFields, hfovDeg: number, fallback: (value: number) => number): number {
  if (given(camera.vfovDeg)) return camera.vfovDeg;
  if (given(camera.focalMm) && given(camera.sensorHeightMm)) {
    return fieldOfViewDeg(camera.sensorHeightMm, camera.focalMm);
  }
  const { resolutionWidthPx, resolutionHeightPx } = opticsDefaults;
  const shape =
    given(camera.resolutionHeightPx) && given(camera.resolutionWidthPx)
      ? camera.resolutionHeightPx / camera.resolutionWidthPx
      : resolutionHeightPx / resolutionWidthPx;
  const widest = Math.min(hfovDeg, 120);
  return fallback(2 * atan(tan(widest / 2 / degrees) * shape) * degrees);
}

/**
 * Distance in metres from the lens at which a metre is still `density` pixels wide: res / (2·density·tan(hfov/2)).
 * From 180° on, where no flat picture exists, pixels are spread evenly over the angle. 0 when nothing is seen.
 */
export function densityRangeMetres(
  { resolutionWidthPx, hfovDeg }: Pick<CameraOptics, "resolutionWidthPx" | "hfovDeg">,
  density: number,
): number {
  if (!(hfovDeg > 0) || !(resolutionWidthPx > 0)) return 0;
  const angle = Math.min(hfovDeg, 360) / degrees;
  return resolutionWidthPx / (density * (angle < Math.PI ? 2 * tan(angle / 2) : angle));
}

/** Nearest and farthest distance in metres on flat ground that a tilted camera sees; far may be infinite. */
export function groundLimits(
  heightMetres: number,
  tiltDeg: number,
  vfovDeg: number,
): { readonly near: number; readonly far: number } {
  const steep = (tiltDeg + vfovDeg / 2) / degrees;
  const flat = (tiltDeg - vfovDeg / 2) / degrees;
  const limit = (angle: number) => (angle >= Math.PI / 2 ? 0 : Math.max(0, heightMetres / tan(angle)));
  return {
    near: steep > 0 ? limit(steep) : Number.POSITIVE_INFINITY,
    far: flat > 0 ? limit(flat) : Number.POSITIVE_INFINITY,
  };
}

/**
 * The ring on the ground, as horizontal distances in metres, within which a camera resolves `density` px/m on targets
 * `targetHeightMetres` up: cut by tilt (except for those that turn), by density at the slanted distance, and by
 * `maxRangeMetres`. `far` ≤ `near` means that it sees nothing.
 */
export function watchedRing(
  optics: CameraOptics,
  density: number,
  targetHeightMetres = 0,
): { readonly near: number; readonly far: number } {
  const drop = Math.max(0, optics.mountHeightMetres - targetHeightMetres);
  const slanted = densityRangeMetres(optics, density);
  const cap = slanted > drop ? Math.sqrt(slanted * slanted - drop * drop) : 0;
  const reach = Math.min(cap, optics.maxRangeMetres);
  if (optics.watch !== "sector") return { near: 0, far: reach };
  const { near, far } = groundLimits(drop, optics.tiltDeg, optics.vfovDeg);
  return { near, far: Math.min(far, reach) };
}

import { chooseIndex, cumulate, type Random } from "../../src/lib/random.ts";
import type { Spot } from "./camera-spots.ts";
import { distance, type Point } from "./geometry.ts";

/** Lenses and sensors in use: optics as the device sheet gives them. */
interface Model {
  readonly ptzType: number;
  readonly focalMm: number;
  readonly sensorWMm: number;
  readonly sensorHMm: number;
  readonly resW: number;
  readonly resH: number;
  readonly share: number;
}

const models: readonly Model[] = [
  { ptzType: 3, focalMm: 4, sensorWMm: 5.376, sensorHMm: 3.024, resW: 1920, resH: 1080, share: 0.16 },
  { ptzType: 3, focalMm: 6, sensorWMm: 5.376, sensorHMm: 3.024, resW: 2560, resH: 1440, share: 0.38 },
  { ptzType: 3, focalMm: 8, sensorWMm: 7.2, sensorHMm: 4.05, resW: 2560, resH: 1440, share: 0.2 },
  { ptzType: 2, focalMm: 2.8, sensorWMm: 5.376, sensorHMm: 3.024, resW: 1920, resH: 1080, share: 0.06 },
  { ptzType: 4, focalMm: 6, sensorWMm: 7.2, sensorHMm: 4.05, resW: 2560, resH: 1440, share: 0.05 },
  { ptzType: 1, focalMm: 4.8, sensorWMm: 5.376, sensorHMm: 3.024, resW: 1920, resH: 1080, share: 0.1 },
  { ptzType: 6, focalMm: 2.8, sensorWMm: 7.68, sensorHMm: 4.32, resW: 3840, resH: 2160, share: 0.05 },
];

const modelSums = cumulate(models.map((model) => model.share));

/** A camera with its place, direction and optics. */
export interface Camera {
  readonly name: string;
  readonly at: Point;
  /** Degrees clockwise from north. */
  readonly azimuth: number;
  readonly model: Model;
  readonly hfovDeg: number;
  readonly vfovDeg: number;
  readonly maxRangeM: number;
  readonly heightM: number;
  readonly tiltDeg: number;
  readonly positionType: number;
  readonly useType: number;
  readonly supplyLight: number;
  readonly isNightOk: boolean;
  readonly status: "online" | "offline" | "fault";
  readonly owner: "police" | "traffic" | "grid_centre" | "housing";
}

const degrees = (radians: number) => (radians * 180) / Math.PI;

/** Degrees clockwise from north from one point to another. */
export function bearing(from: Point, to: Point): number {
  return (degrees(Math.atan2(to[0] - from[0], to[1] - from[1])) + 360) % 360;
}

/** A camera of some model on a spot. */
export function equip(spot: Spot, random: Random): Camera {
  const model = models[chooseIndex(modelSums, random.float())];
  const hfovDeg = degrees(2 * Math.atan(model.sensorWMm / (2 * model.focalMm)));
  const vfovDeg = degrees(2 * Math.atan(model.sensorHMm / (2 * model.focalMm)));
  const detectM = (model.focalMm * model.resW) / (model.sensorWMm * 25);
  const supplyLight = random.chance(0.55) ? 2 : random.chance(0.35) ? 3 : 1;
  return {
    name: spot.name,
    at: spot.at,
    azimuth: Math.round(spot.azimuth * 10) / 10,
    model,
    hfovDeg: Math.round(hfovDeg * 100) / 100,
    vfovDeg: Math.round(vfovDeg * 100) / 100,
    maxRangeM: Math.round(Math.min(detectM, 125)),
    heightM: Math.round(spot.heightM * 10) / 10,
    tiltDeg: Math.round(random.between(9, 19)),
    positionType: spot.positionType,
    useType: spot.useType,
    supplyLight,
    isNightOk: supplyLight > 1 && random.chance(0.94),
    status: random.chance(0.03) ? "offline" : random.chance(0.012) ? "fault" : "online",
    owner: spot.owner,
  };
}

/** Whether a camera could see a point if nothing stood in the way; with a margin, since it must not. */
export function couldSee(camera: Camera, point: Point, marginM: number): boolean {
  const metres = distance(camera.at, point);
  if (metres > camera.maxRangeM + marginM) return false;
  if (camera.model.ptzType === 1 || camera.model.ptzType === 4 || metres < marginM) return true;
  const turn = Math.abs(((bearing(camera.at, point) - camera.azimuth + 540) % 360) - 180);
  return turn < camera.hfovDeg / 2 + 5;
}

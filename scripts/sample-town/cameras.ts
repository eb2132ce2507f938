import { chooseIndex, cumulate, type Random, shuffle } from "../../src/lib/random.ts";
import { distance, isInside, type Point } from "./geometry.ts";
import type { Place } from "./place-base.ts";
import { roadWidths } from "./streets.ts";
import type { Town } from "./town.ts";

/** Number of cameras in the town. */
export const cameraCount = 543;

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
  { ptzType: 3, focalMm: 4, sensorWMm: 5.376, sensorHMm: 3.024, resW: 1920, resH: 1080, share: 0.28 },
  { ptzType: 3, focalMm: 6, sensorWMm: 5.376, sensorHMm: 3.024, resW: 2560, resH: 1440, share: 0.27 },
  { ptzType: 3, focalMm: 8, sensorWMm: 7.2, sensorHMm: 4.05, resW: 2560, resH: 1440, share: 0.12 },
  { ptzType: 2, focalMm: 2.8, sensorWMm: 5.376, sensorHMm: 3.024, resW: 1920, resH: 1080, share: 0.1 },
  { ptzType: 4, focalMm: 6, sensorWMm: 7.2, sensorHMm: 4.05, resW: 2560, resH: 1440, share: 0.05 },
  { ptzType: 1, focalMm: 4.8, sensorWMm: 5.376, sensorHMm: 3.024, resW: 1920, resH: 1080, share: 0.13 },
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

/** A disc of the town that no camera may look into. */
export interface Disc {
  readonly middle: Point;
  readonly radiusM: number;
}

/** What must stay unseen. */
export interface Unseen {
  readonly discs: readonly Disc[];
  readonly places: readonly Place[];
}

interface Spot {
  readonly at: Point;
  readonly azimuth: number;
  readonly name: string;
  readonly positionType: number;
  readonly useType: number;
  readonly owner: Camera["owner"];
  readonly heightM: number;
}

const degrees = (radians: number) => (radians * 180) / Math.PI;
const bearing = (from: Point, to: Point) => (degrees(Math.atan2(to[0] - from[0], to[1] - from[1])) + 360) % 360;

/** Hangs the cameras: key places first, then crossings, streets and estate gates, never looking where they must not. */
export function hangCameras(
  town: Town,
  { places, unseen }: { places: readonly Place[]; unseen: Unseen },
  random: Random,
): Camera[] {
  const cameras: Camera[] = [];
  const hang = (spot: Spot, gap: number) => {
    if (cameras.length === cameraCount || cameras.some((other) => distance(other.at, spot.at) < gap)) return false;
    const camera = equip(spot, random);
    if (looksAtUnseen(camera, unseen)) return false;
    return cameras.push(camera) > 0;
  };
  for (const place of places) {
    if (!place.isKeyPlace || unseen.places.includes(place)) continue;
    [0, 0.6, -0.6, 1.1, -1.1, 0.3, -0.3].some((turn) => hang(spotAt(place, turn, random), 3));
  }
  const others = [...crossingSpots(town, random), ...streetSpots(town, random), ...gateSpots(town, random)];
  for (const spot of byPriority(
    others.filter(({ at }) => isInside(at, town.outline)),
    random,
  ))
    hang(spot, 9);
  if (cameras.length < cameraCount) throw new Error(`cameras: only ${cameras.length} of ${cameraCount} found a place`);
  return cameras;
}

/** A random order in which big crossings and shopping streets tend to come before gates and quiet streets. */
function byPriority(spots: readonly Spot[], random: Random): Spot[] {
  const weight = ({ positionType, owner }: Spot) =>
    positionType === 10 || positionType === 6 ? 3 : owner === "housing" ? 0.6 : 1;
  return spots
    .map((spot) => ({ spot, key: -Math.log(1 - random.float()) / weight(spot) }))
    .sort((a, b) => a.key - b.key)
    .map(({ spot }) => spot);
}

/** Key places that no camera could see, even if no building stood in the way. */
export function unseenKeyPlaces(places: readonly Place[], cameras: readonly Camera[]): Place[] {
  return places.filter((place) => place.isKeyPlace && !cameras.some((camera) => couldSee(camera, place.at, 0)));
}

function equip(spot: Spot, random: Random): Camera {
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
    maxRangeM: Math.round(Math.min(detectM, 110)),
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

function looksAtUnseen(camera: Camera, unseen: Unseen): boolean {
  if (unseen.places.some((place) => couldSee(camera, place.at, 12))) return true;
  return unseen.discs.some(({ middle, radiusM }) => {
    if (distance(camera.at, middle) > radiusM + camera.maxRangeM + 5) return false;
    for (let x = -radiusM; x <= radiusM; x += 20) {
      for (let y = -radiusM; y <= radiusM; y += 20) {
        if (x * x + y * y > radiusM * radiusM) continue;
        if (couldSee(camera, [middle[0] + x, middle[1] + y], 4)) return true;
      }
    }
    return false;
  });
}

const positionTypes: Readonly<Record<string, number>> = {
  gov_office: 2,
  transport_hub: 3,
  metro: 3,
  square: 4,
  mall: 6,
  supermarket: 6,
  bank: 6,
  religious_site: 7,
  school_gate: 8,
};

/** Across from the front of a key place, or aside by an angle, looking at it. */
function spotAt(place: Place, turn: number, random: Random): Spot {
  const away = random.between(13, 19);
  const at: Point = [
    place.at[0] + Math.cos(place.facing + turn) * away,
    place.at[1] + Math.sin(place.facing + turn) * away,
  ];
  return {
    at,
    azimuth: bearing(at, place.at),
    name: `${place.name}全景`,
    positionType: positionTypes[place.type] ?? 9,
    useType: 3,
    owner: "police",
    heightM: random.between(5, 6.5),
  };
}

/** At corners of crossings, looking down one of the arms. */
function crossingSpots(town: Town, random: Random): Spot[] {
  const arms = new Map<number, { to: Point; street: string; width: number; isBig: boolean }[]>();
  for (const { from, to, line, street } of town.roads.edges) {
    if (street.class === "lane" || street.class === "expressway") continue;
    const width = roadWidths[street.class];
    const isBig = street.class !== "branch";
    arms.set(from, [...(arms.get(from) ?? []), { to: line[1], street: street.name, width, isBig }]);
    arms.set(to, [...(arms.get(to) ?? []), { to: line[line.length - 2], street: street.name, width, isBig }]);
  }
  return [...arms].flatMap(([node, list]) => {
    if (list.length < 3) return [];
    const centre = town.roads.nodes[node];
    const names = [...new Set(list.map((arm) => arm.street))];
    const looks = shuffle([...list], random).slice(0, list.some((arm) => arm.isBig) ? 2 : 1);
    return looks.map((arm, i): Spot => {
      const azimuth = bearing(centre, arm.to);
      const aside = ((azimuth + 90) * Math.PI) / 180;
      const out = arm.width / 2 - 1;
      const at: Point = [centre[0] + Math.sin(aside) * out, centre[1] + Math.cos(aside) * out];
      return {
        at,
        azimuth: (azimuth + random.between(-6, 6) + 360) % 360,
        name: `${names.slice(0, 2).join("")}口${i + 1}`,
        positionType: arm.isBig ? 10 : 9,
        useType: arm.isBig ? 2 : 1,
        owner: arm.isBig && random.chance(0.5) ? "traffic" : "police",
        heightM: random.between(6, 7.5),
      };
    });
  });
}

/** On lamp posts between crossings, looking along the street. */
function streetSpots(town: Town, random: Random): Spot[] {
  return town.roads.edges.flatMap(({ line, street, lengthM }) => {
    if (street.class === "lane" || street.class === "expressway" || lengthM < 90) return [];
    return line.slice(1).flatMap((b, i): Spot[] => {
      const a = line[i];
      if (random.chance(0.35 - street.shops * 0.3)) return [];
      const side = random.chance(0.5) ? 1 : -1;
      const length = distance(a, b) || 1;
      const out = (roadWidths[street.class] / 2 - 0.8) * side;
      const at: Point = [
        (a[0] + b[0]) / 2 - ((b[1] - a[1]) / length) * out,
        (a[1] + b[1]) / 2 + ((b[0] - a[0]) / length) * out,
      ];
      const azimuth = (bearing(a, b) + (random.chance(0.5) ? 0 : 180) + random.between(-8, 8) + 360) % 360;
      const isGrid = random.chance(0.45);
      return [
        {
          at,
          azimuth,
          name: `${town.addresses.onStreet(street, at)}路段`,
          positionType: street.shops > 0.5 ? 6 : 9,
          useType: 1,
          owner: isGrid ? "grid_centre" : "police",
          heightM: random.between(4.5, 6.5),
        },
      ];
    });
  });
}

/** At the gates of estates, on the wall, looking at the street. */
function gateSpots(town: Town, random: Random): Spot[] {
  return town.land.estates.flatMap((estate): Spot[] => {
    const home = town.land.parcels.find((p) => p.estate === estate.index && town.addresses.frontOf(p));
    const front = home && town.addresses.frontOf(home);
    if (!home || !front || random.chance(0.2)) return [];
    const kerb = front.line[front.line.length >> 1];
    const gap = distance(kerb, home.centre) || 1;
    const inset = roadWidths[front.label.class ?? "branch"] / 2 + 3;
    const at: Point = [
      kerb[0] + ((home.centre[0] - kerb[0]) * inset) / gap,
      kerb[1] + ((home.centre[1] - kerb[1]) * inset) / gap,
    ];
    return [
      {
        at,
        azimuth: bearing(home.centre, kerb),
        name: `${estate.name}门口`,
        positionType: 9,
        useType: 1,
        owner: "housing",
        heightM: random.between(3.6, 4.8),
      },
    ];
  });
}

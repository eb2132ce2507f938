import type { Random } from "../../src/lib/random.ts";
import { addEstatePlaces, addTransport } from "./estate-places.ts";
import { distance, type Point } from "./geometry.ts";
import type { LandUse, Parcel } from "./model.ts";
import { type AddPlace, ordinals, type Place, parcelPlace } from "./place-base.ts";
import { addPetrolStations, addStreetPlaces } from "./street-places.ts";
import type { Town } from "./town.ts";

/** What an institution of a type is like. */
interface Kind {
  readonly name: string;
  readonly area: readonly [number, number];
  readonly staff: number;
  readonly capacity?: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  affairs_centre: { name: "社区事务受理服务中心", area: [1600, 1900], staff: 32 },
  health_centre: { name: "社区卫生服务中心", area: [4200, 5200], staff: 120 },
  culture_centre: { name: "社区文化活动中心", area: [4300, 5200], staff: 26 },
  grid_centre: { name: "网格化综合管理中心", area: [620, 760], staff: 48 },
  party_centre: { name: "社区党群服务中心", area: [1100, 1500], staff: 15 },
  security_centre: { name: "社区综治中心", area: [420, 520], staff: 14 },
  police_station: { name: "派出所", area: [1400, 1900], staff: 96 },
  chengguan_squad: { name: "城管中队", area: [600, 800], staff: 44 },
  market_office: { name: "市场监管所", area: [500, 700], staff: 26 },
  housing_office: { name: "房管办", area: [300, 420], staff: 14 },
  greening_office: { name: "绿化市容所", area: [350, 480], staff: 22 },
  traffic_squad: { name: "交警中队", area: [500, 640], staff: 38 },
  justice_office: { name: "司法所", area: [180, 240], staff: 9 },
  work_safety_station: { name: "安监站", area: [120, 180], staff: 8 },
  fire_station: { name: "消防救援站", area: [2600, 3200], staff: 34 },
  ems_station: { name: "急救站", area: [240, 320], staff: 16 },
  grid_subcentre: { name: "网格分中心", area: [130, 210], staff: 16 },
  gov_office: { name: "镇政府", area: [5200, 6400], staff: 160 },
  library_street: { name: "图书馆", area: [700, 1100], staff: 9 },
};

const institutionTypes = Object.keys(kinds).filter((type) => !["grid_subcentre"].includes(type));

/** All facilities and key places of the town. */
export function findPlaces(town: Town, random: Random): Place[] {
  const places: Place[] = [];
  const add = (place: Place) => places.push(place);
  addParcelPlaces(town, add, random);
  addInstitutions(town, add, random);
  addStreetPlaces(town, add, random);
  addPetrolStations(town, add, random);
  addEstatePlaces(town, add, random);
  addTransport(town, add, random);
  return places;
}

const parcelKinds: Partial<
  Record<LandUse, { type: string; name: string; area: number; capacity: number; staff: number; isKeyPlace?: true }>
> = {
  kindergarten: { type: "kindergarten", name: "幼儿园", area: 3600, capacity: 360, staff: 46 },
  primary_school: { type: "primary", name: "小学", area: 8200, capacity: 1100, staff: 78 },
  middle_school: { type: "middle", name: "中学", area: 12500, capacity: 1200, staff: 96 },
  hospital: { type: "hospital", name: "和平医院", area: 42_000, capacity: 480, staff: 640, isKeyPlace: true },
  market: { type: "market", name: "菜市场", area: 2600, capacity: 140, staff: 24 },
  park: { type: "park", name: "公园", area: 0, capacity: 0, staff: 6 },
  square: { type: "square", name: "和平广场", area: 0, capacity: 0, staff: 4, isKeyPlace: true },
  rail_station: { type: "transport_hub", name: "和平站", area: 9000, capacity: 12_000, staff: 90, isKeyPlace: true },
};

/** Schools, parks and other places that fill parcels; parcels of one block and one use make one place. */
function addParcelPlaces(town: Town, add: AddPlace, random: Random): void {
  const numbers = new Map<string, number>();
  const seen = new Set<string>();
  for (const parcel of town.land.parcels) {
    const kind = parcelKinds[parcel.use];
    const key = ["park", "hospital", "middle_school", "rail_station"].includes(parcel.use)
      ? `${parcel.use}@${parcel.use === "park" ? parcel.block : parcel.use === "middle_school" ? parcel.block : ""}`
      : `${parcel.index}`;
    if (!kind || seen.has(key)) continue;
    seen.add(key);
    const number = numbers.get(kind.type) ?? 0;
    numbers.set(kind.type, number + 1);
    const isSchool = ["kindergarten", "primary", "middle"].includes(kind.type);
    const name = isSchool
      ? `和平镇第${ordinals[number] ?? number + 1}${kind.name}`
      : kind.type === "market" || kind.type === "park"
        ? `${nearestStreetName(town, parcel)}${kind.name}`
        : kind.name;
    const size = random.between(0.9, 1.12);
    const place = parcelPlace(town, parcel, {
      type: kind.type,
      name,
      floorAreaM2: Math.round(kind.area * size),
      capacity: Math.round(kind.capacity * size),
      staff: Math.round(kind.staff * size),
      isKeyPlace: kind.isKeyPlace ?? false,
      openedYear: Math.floor(random.between(1986, 2014)),
    });
    add(place);
    if (isSchool) add(schoolGate(town, parcel, place));
  }
  const mall = town.land.parcels.find((parcel) => parcel.use === "commercial");
  if (mall) {
    add(
      parcelPlace(town, mall, {
        type: "mall",
        name: "和平里购物中心",
        floorAreaM2: 68_000,
        staff: 420,
        isKeyPlace: true,
        openedYear: 2011,
      }),
    );
  }
}

function nearestStreetName(town: Town, parcel: Parcel): string {
  return town.addresses
    .ofParcel(parcel)
    .replace(/[0-9]+[号弄]$/, "")
    .replace(/[路街]$/, "");
}

function schoolGate(town: Town, parcel: Parcel, school: Place): Place {
  const front = town.addresses.frontOf(parcel) ?? parcel.sides[0];
  const [a, b] = [front.line[0], front.line[front.line.length - 1]];
  const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const gap = distance(middle, parcel.centre);
  const inward = Math.min(0.45, 22 / gap);
  const at: Point = [
    middle[0] + (parcel.centre[0] - middle[0]) * inward,
    middle[1] + (parcel.centre[1] - middle[1]) * inward,
  ];
  return { ...school, type: "school_gate", name: `${school.name}校门`, at, floorAreaM2: 0, staff: 0, isKeyPlace: true };
}

/** The town's offices, shared out over the parcels for public buildings. */
function addInstitutions(town: Town, add: AddPlace, random: Random): void {
  const parcels = town.land.parcels.filter((parcel) => parcel.use === "public");
  const build = (type: string, parcel: Parcel, name: string, slot: number) => {
    const kind = kinds[type];
    const at: Point = [parcel.centre[0] + (slot % 2 ? 17 : -17), parcel.centre[1] + (slot > 1 ? 14 : -14)];
    const size = random.between(kind.area[0], kind.area[1]);
    const isKeyPlace = type === "gov_office";
    add(
      parcelPlace(town, parcel, {
        type,
        name,
        at,
        floorAreaM2: Math.round(size),
        staff: kind.staff,
        isKeyPlace,
        openedYear: Math.floor(random.between(2000, 2019)),
      }),
    );
  };
  institutionTypes.forEach((type, i) => {
    build(type, parcels[i % parcels.length], `和平镇${kinds[type].name}`, Math.floor(i / parcels.length));
  });
  ["北", "南"].forEach((part, i) => {
    const parcel = [...parcels].sort((a, b) => (i === 0 ? b.centre[1] - a.centre[1] : a.centre[1] - b.centre[1]))[0];
    build("grid_subcentre", parcel, `和平镇${part}片网格分中心`, 3);
  });
}

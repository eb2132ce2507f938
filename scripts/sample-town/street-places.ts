import type { Random } from "../../src/lib/random.ts";
import type { Building } from "./buildings.ts";
import { distance, type Point } from "./geometry.ts";
import type { Parcel } from "./model.ts";
import { type AddPlace, ordinals, type Place, parcelPlace } from "./place-base.ts";
import type { Town } from "./town.ts";

/** Places with a front on a street: shop rows that a bank or a supermarket can take. */
interface Front {
  readonly building: Building;
  readonly at: Point;
  readonly facing: number;
  readonly rank: number;
  readonly address: string;
}

const bankNames = ["浦汇银行", "申元银行", "东鼎银行", "江海农商银行", "惠民银行"];
const marketNames = ["鲜惠", "万家福", "百联佳", "乐购生活"];

/** A kind of place that takes shop fronts: how many, how far from the others, and what the i-th is like. */
interface ShopKind {
  readonly count: number;
  readonly gapM: number;
  describe(i: number): Partial<Place> & { type: string; name: string };
}

const shopKinds: readonly ShopKind[] = [
  {
    count: 16,
    gapM: 130,
    describe: (i) => ({
      type: "bank",
      name: `${bankNames[i % 5]}和平第${ordinals[Math.floor(i / 5)]}支行`,
      floorAreaM2: 320,
      staff: 12,
      isKeyPlace: true,
      openedYear: 2003 + (i % 14),
    }),
  },
  {
    count: 10,
    gapM: 150,
    describe: (i) => ({
      type: "supermarket",
      name: `${marketNames[i % 4]}超市${ordinals[Math.floor(i / 4)]}店`,
      floorAreaM2: 1500 + 240 * i,
      staff: 32,
      isKeyPlace: true,
      openedYear: 2005 + i,
    }),
  },
  {
    count: 9,
    gapM: 100,
    describe: (i) => ({
      type: "canteen",
      name: `第${ordinals[i]}社区食堂`,
      floorAreaM2: 260,
      capacity: 110,
      staff: 12,
      openedYear: 2019 + (i % 5),
    }),
  },
  {
    count: 10,
    gapM: 100,
    describe: (i) => ({
      type: "health_station",
      name: `第${ordinals[i]}社区卫生服务站`,
      floorAreaM2: 180,
      staff: 7,
      openedYear: 2008 + i,
    }),
  },
  {
    count: 7,
    gapM: 100,
    describe: (i) => ({
      type: "day_care",
      name: `第${ordinals[i]}日间照料中心`,
      floorAreaM2: 320,
      capacity: 40,
      staff: 9,
      openedYear: 2014 + i,
    }),
  },
  {
    count: 5,
    gapM: 120,
    describe: (i) => ({
      type: "elderly_care",
      name: `${["康宁", "福寿", "颐和", "安泰", "慈恩"][i]}养老院`,
      floorAreaM2: 3200,
      capacity: 150,
      staff: 62,
      openedYear: 2002 + 3 * i,
    }),
  },
  {
    count: 4,
    gapM: 120,
    describe: (i) => ({
      type: "sports",
      name: `第${ordinals[i]}市民健身中心`,
      floorAreaM2: 900,
      staff: 8,
      openedYear: 2012 + 2 * i,
    }),
  },
];

/** Banks, supermarkets, canteens, clinics and petrol stations along streets. */
export function addStreetPlaces(town: Town, add: AddPlace, random: Random): void {
  const fronts = shopFronts(town);
  const taken: Point[] = [];
  const take = (gap: number): Front | undefined => {
    const tries = Array.from({ length: 30 }, () => random.pick(fronts)).filter((front) =>
      taken.every((other) => distance(other, front.at) > gap),
    );
    const best = tries.sort((a, b) => b.rank - a.rank)[0];
    if (best) taken.push(best.at);
    return best;
  };
  for (const { count, gapM, describe } of shopKinds) {
    for (let i = 0; i < count; i++) {
      const front = take(gapM);
      if (!front) continue;
      const { at, facing, address, building } = front;
      add({ ...parcelPlace(town, town.land.parcels[building.parcel], describe(i)), at, facing, address });
    }
  }
}

function shopFronts(town: Town): Front[] {
  return town.buildings.flatMap((building) => {
    if (!building.isShopRow || building.box.halfLength < 7) return [];
    const parcel = town.land.parcels[building.parcel];
    const side = parcel.sides
      .filter((s) => town.addresses.streetOf(s))
      .map((s) => ({ s, gap: gapTo(building.box.centre, s.line) }))
      .sort((a, b) => a.gap.metres - b.gap.metres)[0];
    const street = side && town.addresses.streetOf(side.s);
    if (!street) return [];
    const { centre, halfDepth } = building.box;
    const facing = Math.atan2(side.gap.nearest[1] - centre[1], side.gap.nearest[0] - centre[0]);
    const out = halfDepth + 0.5;
    const at: Point = [centre[0] + Math.cos(facing) * out, centre[1] + Math.sin(facing) * out];
    const rank = { primary: 3, secondary: 2, trunk: 2, branch: 1, expressway: 0, lane: 0, path: 0 }[street.class];
    return [{ building, at, facing, rank, address: town.addresses.onStreet(street, at) }];
  });
}

function gapTo(p: Point, line: readonly Point[]): { metres: number; nearest: Point } {
  let best = { metres: Number.POSITIVE_INFINITY, nearest: line[0] };
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]];
    const square = distance(a, b) ** 2 || 1;
    const share = Math.max(0, Math.min(1, ((p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])) / square));
    const nearest: Point = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    const metres = distance(p, nearest);
    if (metres < best.metres) best = { metres, nearest };
  }
  return best;
}

/** Four petrol stations on open ground beside main roads, well apart. */
export function addPetrolStations(town: Town, add: AddPlace, random: Random): void {
  const chosen: Parcel[] = [];
  const open = town.land.parcels.filter(
    (p) => p.sides.some((s) => s.label.class === "primary" || s.label.class === "secondary") && p.use !== "park",
  );
  while (chosen.length < 4) {
    const tries = Array.from({ length: 20 }, () => random.pick(open));
    const gap = (p: Parcel) => Math.min(2000, ...chosen.map((other) => distance(other.centre, p.centre)));
    chosen.push(tries.reduce((a, b) => (gap(b) > gap(a) ? b : a)));
  }
  chosen.forEach((parcel, i) => {
    const side =
      parcel.sides.find((s) => s.label.class === "primary" || s.label.class === "secondary") ?? parcel.sides[0];
    const middle = side.line[side.line.length >> 1];
    const gap = distance(middle, parcel.centre) || 1;
    const at: Point = [
      middle[0] + ((parcel.centre[0] - middle[0]) * 17) / gap,
      middle[1] + ((parcel.centre[1] - middle[1]) * 17) / gap,
    ];
    const name = `${["东海", "申能", "长城", "海岳"][i]}加油站`;
    const facing = Math.atan2(middle[1] - at[1], middle[0] - at[0]);
    add(
      parcelPlace(town, parcel, {
        type: "gas_station",
        name,
        at,
        facing,
        floorAreaM2: 420,
        staff: 14,
        isKeyPlace: true,
        openedYear: 1999 + 4 * i,
      }),
    );
  });
}

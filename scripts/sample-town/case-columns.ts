import type { Random } from "../../src/lib/random.ts";
import type { CaseWorld } from "./case-world.ts";
import { items, mainClasses } from "./catalogue.ts";
import { toLonLat } from "./frame.ts";
import { isInside, type Point } from "./geometry.ts";
import { sources } from "./rhythm.ts";
import type { Timeline } from "./timeline.ts";

const mainNames = new Map(mainClasses.map((main) => [main.code, main.zh]));

/** Columns of the table `cases` while they are filled. */
export type CaseColumns = ReturnType<typeof caseColumns>;

/** Empty columns for so many cases. */
export function caseColumns(rows: number) {
  const codes = () => new Array<string | null>(rows).fill(null);
  const flags = () => new Array<boolean>(rows).fill(false);
  const numbers = () => new Float64Array(rows);
  return {
    case_id: codes(),
    category: codes(),
    main_code: codes(),
    main_name: codes(),
    sub_code: codes(),
    sub_name: codes(),
    item_id: codes(),
    handling_type: codes(),
    source: codes(),
    status: codes(),
    dept: codes(),
    lon: numbers(),
    lat: numbers(),
    address: codes(),
    reported_at: numbers(),
    accepted_at: numbers(),
    registered_at: numbers(),
    dispatched_at: numbers(),
    arrived_at: numbers(),
    handled_at: numbers(),
    closed_at: numbers(),
    due_at: numbers(),
    is_urgent: flags(),
    is_joint: flags(),
    rework_count: numbers(),
    return_count: numbers(),
    suspended_s: numbers(),
    satisfaction: numbers(),
    stated_street_town_id: codes(),
    stated_community_id: codes(),
    stated_duty_grid_id: codes(),
  };
}

/** A case as it is written down. */
export interface CaseFacts {
  readonly world: CaseWorld;
  readonly id: string;
  readonly item: number;
  readonly source: number;
  readonly site: number;
  readonly parcel: number;
  readonly timeline: Timeline;
  readonly reported: number;
}

/** Writes one case into its row. */
export function writeCase(columns: CaseColumns, row: number, facts: CaseFacts, random: Random): void {
  const { world, timeline, parcel } = facts;
  const item = items[facts.item];
  const [lon, lat] = positionAt(world, facts.site, random);
  columns.case_id[row] = facts.id;
  columns.category[row] = item.category;
  columns.main_code[row] = item.mainCode;
  columns.main_name[row] = mainNames.get(item.mainCode) ?? null;
  columns.sub_code[row] = item.subCode;
  columns.sub_name[row] = item.zh;
  columns.item_id[row] = item.id;
  columns.handling_type[row] = item.type;
  columns.source[row] = sources[facts.source].code;
  columns.status[row] = timeline.status;
  columns.dept[row] = timeline.status === "void" ? null : item.dept;
  columns.lon[row] = lon;
  columns.lat[row] = lat;
  columns.address[row] = world.places.address[facts.site];
  columns.reported_at[row] = facts.reported;
  columns.accepted_at[row] = timeline.accepted;
  columns.registered_at[row] = timeline.registered;
  columns.dispatched_at[row] = timeline.dispatched;
  columns.arrived_at[row] = timeline.arrived;
  columns.handled_at[row] = timeline.handled;
  columns.closed_at[row] = timeline.closed;
  columns.due_at[row] = timeline.due;
  columns.is_urgent[row] = item.isUrgent;
  columns.is_joint[row] = random.chance(item.type === "C" || item.type === "D" ? 0.12 : 0.015);
  columns.rework_count[row] = timeline.reworks;
  columns.return_count[row] = timeline.returns;
  columns.suspended_s[row] = timeline.suspendedSeconds;
  columns.satisfaction[row] = satisfactionOf(facts, random);
  columns.stated_street_town_id[row] = world.townId;
  columns.stated_community_id[row] = stated(world.communityIds, world.communityOf[parcel], random);
  columns.stated_duty_grid_id[row] = stated(world.dutyGridIds, world.dutyGridOf[parcel], random);
}

/** One in fifty states the wrong area, one in a hundred none. */
function stated(ids: readonly string[], area: number, random: Random): string | null {
  const luck = random.float();
  if (luck < 0.01) return null;
  return luck < 0.03 ? random.pick(ids) : ids[area];
}

/** A random point of a site, inside its parcel, in degrees to five decimals (about a metre). */
function positionAt(world: CaseWorld, site: number, random: Random): [number, number] {
  const { places } = world;
  const ring = world.rings[places.parcel[site]];
  let point: Point = [0, 0];
  for (let attempt = 0; attempt < 6; attempt++) {
    const along = attempt === 5 ? 0.5 : random.float();
    const aside = places.near[site] + (places.far[site] - places.near[site]) * random.float();
    point = [
      places.ax[site] + (places.bx[site] - places.ax[site]) * along + places.sideX[site] * aside,
      places.ay[site] + (places.by[site] - places.ay[site]) * along + places.sideY[site] * aside,
    ];
    if (isInside(point, ring)) break;
  }
  const [lon, lat] = toLonLat(point);
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
}

const asked = new Set(["hotline_12345", "wechat", "public_app", "neighborhood"]);

/** Callers are asked after closing; those who waited too long are less content. NaN where nobody answered. */
function satisfactionOf({ timeline, source }: CaseFacts, random: Random): number {
  if (Number.isNaN(timeline.closed) || !asked.has(sources[source].code) || !random.chance(0.62)) return Number.NaN;
  const isLate = timeline.closed > timeline.due;
  const luck = random.float() + (isLate ? 0.22 : 0) + timeline.reworks * 0.08;
  return luck < 0.62 ? 1 : luck < 0.82 ? 0.8 : luck < 0.93 ? 0.6 : 0;
}

import { chooseIndex, cumulate, type Random } from "../../src/lib/random.ts";
import { dayOf } from "./calendar.ts";
import type { CaseWorld } from "./case-world.ts";
import { items } from "./catalogue.ts";
import type { Cluster } from "./plantings.ts";
import { dayPace, hourSums, monthCount, monthShares, monthStart, seasonOf, sourceSums, sources } from "./rhythm.ts";

/** How many cases a month gets, first the background, then each cluster. */
export interface MonthSizes {
  readonly background: number;
  readonly clusters: readonly number[];
}

/** Shares the cases out over the months so that they add up exactly. */
export function planMonths(world: Pick<CaseWorld, "cases" | "plantings">): MonthSizes[] {
  const { clusters } = world.plantings;
  const planted = clusters.map((cluster) => {
    const total = Math.max(cluster.kind === "outbreak" ? 60 : 20, Math.round(cluster.share * world.cases));
    const weights = Array.from({ length: monthCount }, (_, month) => cluster.months[month] ?? 0);
    return shareOut(total, weights);
  });
  const background = world.cases - planted.flat().reduce((a, b) => a + b, 0);
  if (background < 0) throw new Error(`cases: ${world.cases} are too few for what is planted`);
  return shareOut(background, monthShares()).map((count, month) => ({
    background: count,
    clusters: planted.map((months) => months[month]),
  }));
}

function shareOut(total: number, weights: ArrayLike<number>): number[] {
  const sums = cumulate(weights);
  const whole = sums[sums.length - 1];
  let given = 0;
  return Array.from(sums, (sum) => {
    const upTo = Math.round((total * sum) / whole);
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

/** The bare case before its steps: what, where, from whom, when. */
export interface Drafts {
  readonly item: Int16Array;
  readonly site: Int32Array;
  readonly source: Uint8Array;
  readonly reported: Float64Array;
  /** Number of the cluster a case was planted with, -1 for the background. */
  readonly cluster: Int8Array;
}

const itemIndex = new Map(items.map((item, i) => [item.subCode, i]));
/** Draws what, where, from whom and when for every case of a month, in no order. */
export function draftMonth(
  world: CaseWorld,
  { month, sizes }: { month: number; sizes: MonthSizes },
  random: Random,
): Drafts {
  const rows = sizes.background + sizes.clusters.reduce((a, b) => a + b, 0);
  const drafts: Drafts = {
    item: new Int16Array(rows),
    site: new Int32Array(rows),
    source: new Uint8Array(rows),
    reported: new Float64Array(rows),
    cluster: new Int8Array(rows).fill(-1),
  };
  const itemSums = cumulate(items.map((item) => item.weight * seasonOf(item.subCode, month)));
  const days = daySums(month);
  for (let row = 0; row < sizes.background; row++) {
    const item = chooseIndex(itemSums, random.float());
    const source = chooseIndex(sourceSums[items[item].category], random.float());
    drafts.item[row] = item;
    drafts.source[row] = source;
    drafts.site[row] = chooseIndex(world.places.sums(items[item].places), random.float());
    const day = monthStart(month) + chooseIndex(days[source], random.float());
    drafts.reported[row] = timeOn(day, source, random);
  }
  let row = sizes.background;
  world.plantings.clusters.forEach((cluster, c) => {
    for (let k = 0; k < sizes.clusters[c]; k++, row++) draftPlanted(drafts, { row, c, cluster, days, month }, random);
  });
  return drafts;
}

interface Planted {
  readonly row: number;
  readonly c: number;
  readonly cluster: Cluster;
  readonly days: readonly Float64Array[];
  readonly month: number;
}

function draftPlanted(drafts: Drafts, { row, c, cluster, days, month }: Planted, random: Random): void {
  const item = itemIndex.get(cluster.subCodes[random.below(cluster.subCodes.length)]) ?? 0;
  const source = chooseIndex(sourceSums[items[item].category], random.float());
  const day = cluster.days
    ? dayOf(cluster.days.from) + chooseIndex(cumulate(cluster.days.weights), random.float())
    : monthStart(month) + chooseIndex(days[source], random.float());
  drafts.item[row] = item;
  drafts.source[row] = source;
  drafts.site[row] = cluster.sites[chooseIndex(cluster.sums, random.float())];
  drafts.reported[row] = timeOn(day, source, random);
  drafts.cluster[row] = c;
}

function timeOn(day: number, source: number, random: Random): number {
  return day * 86_400 + chooseIndex(hourSums[source], random.float()) * 3600 + Math.floor(random.float() * 120) * 30;
}

function daySums(month: number): Float64Array[] {
  const [from, to] = [monthStart(month), monthStart(month + 1)];
  return sources.map((_, s) => cumulate(Array.from({ length: to - from }, (_, i) => dayPace(s, from + i))));
}

/** Rows in the order of their times. */
export function byTime(reported: Float64Array): Int32Array {
  const rows = reported.length;
  const keys = reported.map((seconds, row) => seconds * 0x200000 + row).sort();
  return Int32Array.from({ length: rows }, (_, i) => keys[i] % 0x200000);
}

import type { LimitUnit } from "../../src/lib/working-time.ts";
import { deptLines, itemLines, mainLines } from "./catalogue-text.ts";

/** Where cases of an item turn up; each is a way of weighting places (`case-places.ts`). */
export const placeKinds = [
  "road",
  "mainroad",
  "pavement",
  "corner",
  "poster",
  "shop",
  "vendor",
  "night",
  "metro",
  "station",
  "bus",
  "parking",
  "market",
  "centre",
  "waste",
  "estate",
  "tower",
  "drain",
  "site",
  "park",
  "river",
  "public",
] as const;
export type PlaceKind = (typeof placeKinds)[number];

export type CaseCategory = "component" | "event" | "service";

/** A management item: what a case can be about. */
export interface Item {
  readonly id: string;
  readonly category: CaseCategory;
  readonly mainCode: string;
  readonly subCode: string;
  readonly zh: string;
  readonly en: string;
  readonly limit: number;
  readonly unit: LimitUnit;
  readonly isUrgent: boolean;
  readonly dept: string;
  readonly type: "A" | "B" | "C" | "D";
  readonly weight: number;
  readonly places: PlaceKind;
  readonly flags: string;
}

export interface Named {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface Dept extends Named {
  readonly level: number;
  readonly kind: string;
  readonly parent: string;
}

const rows = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.split("|"));

const categories: Readonly<Record<string, CaseCategory>> = { C: "component", E: "event", S: "service" };
const units: Readonly<Record<string, LimitUnit>> = { h: "cont_hour", w: "work_hour", d: "work_day", c: "cal_day" };

function parseItem([subCode, zh, en, limit, dept, type, weight, places, flags]: string[]): Item {
  const unit = units[limit.slice(-1)];
  const place = placeKinds.find((kind) => kind === places);
  const letter = (["A", "B", "C", "D"] as const).find((one) => one === type);
  if (!unit || !place || !letter) throw new Error(`catalogue: item ${subCode} has an unknown limit, place or type`);
  return {
    id: `${subCode}-1`,
    category: categories[subCode[0]],
    mainCode: subCode.slice(0, 3),
    subCode,
    zh,
    en,
    limit: Number(limit.slice(0, -1)),
    unit,
    isUrgent: flags.includes("u"),
    dept,
    type: letter,
    weight: Number(weight),
    places: place,
    flags,
  };
}

export const items: readonly Item[] = rows(itemLines).map(parseItem);

export const mainClasses: readonly Named[] = rows(mainLines).map(([code, zh, en]) => ({ code, zh, en }));

export const depts: readonly Dept[] = rows(deptLines).map(([code, zh, en, level, kind, parent]) => ({
  code,
  zh,
  en,
  level: Number(level),
  kind,
  parent,
}));

/** Departments that take part in joint operations beside the one in charge. */
export function supportOf(dept: string): string {
  const partners: Readonly<Record<string, string>> = {
    chengguan: "police;market;appearance",
    housing: "chengguan;police",
    market: "chengguan",
    traffic: "chengguan;police",
    safety: "police;housing",
    greening: "sanitation",
    sanitation: "appearance",
    municipal: "water;traffic",
  };
  return partners[dept] ?? "";
}

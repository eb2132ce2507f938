import { type IndicatorCode, indicatorOf } from "./indicators.ts";

/** How a share becomes points: as it is, in full from `full` on, or minus so many points per percentage point below it. */
export interface Rule {
  readonly full?: number;
  readonly pointsPerPercent?: number;
}

/** One line of a scheme: an indicator and the points it can give. `null` stands for points that no data can give. */
export interface SchemeLine extends Rule {
  readonly code: IndicatorCode | null;
  readonly weight: number;
  /** What a line without an indicator is for. */
  readonly name?: "response" | "solved" | "special" | "basic";
}

/** Scorecards of places and standards; all points of one sum to 100, or to what its source says. */
export const schemes = {
  default: [
    { code: "in_time_close_rate", weight: 40 },
    { code: "close_rate", weight: 15 },
    { code: "rework_rate", weight: 10 },
    { code: "accurate_dispatch_rate", weight: 5 },
    { code: "satisfaction_score", weight: 30 },
  ],
  jinhua: [
    { code: "in_time_close_rate", weight: 50, full: 0.7, pointsPerPercent: 1 },
    { code: "close_rate", weight: 20, full: 0.9 },
    { code: "urgent_in_time_rate", weight: 10, full: 0.95 },
  ],
  yangzhou: [
    { code: "in_time_close_rate", weight: 70 },
    { code: "rework_rate", weight: 5 },
    { code: "in_time_finish_rate", weight: 5 },
    { code: null, name: "special", weight: 10 },
    { code: null, name: "basic", weight: 10 },
  ],
  beijing: [
    { code: null, name: "response", weight: 10 },
    { code: null, name: "solved", weight: 45 },
    { code: "satisfied_share", weight: 45 },
  ],
  beijing_area: [
    { code: null, name: "response", weight: 30 },
    { code: null, name: "solved", weight: 35 },
    { code: "satisfied_share", weight: 35 },
  ],
} as const satisfies Readonly<Record<string, readonly SchemeLine[]>>;

export type SchemeId = keyof typeof schemes;
export const schemeIds = Object.keys(schemes) as readonly SchemeId[];

/** The share of its points that an indicator of this value gives, from 0 to 1. */
export function pointShare(
  code: IndicatorCode,
  value: number,
  { full, pointsPerPercent }: Rule,
  weight: number,
): number {
  const good = indicatorOf(code).better === -1 ? 1 - value : value;
  if (full === undefined) return good;
  if (pointsPerPercent === undefined) return Math.min(1, good / full);
  const lost = Math.max(0, full - good) * 100 * pointsPerPercent;
  return weight > 0 ? Math.max(0, 1 - lost / weight) : 0;
}

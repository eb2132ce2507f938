import type { FilterField } from "./case-chunk.ts";
import type { AreaLevel } from "./vocabulary.ts";

/** Wall-clock seconds since 1970, both ends included. */
export type TimeRange = readonly [from: number, to: number];

/** What the linked filters let through. An absent entry lets everything through. */
export interface Filters {
  readonly time?: TimeRange;
  /** Field → the values that pass; the empty string stands for "no value". */
  readonly values: Readonly<Partial<Record<FilterField, readonly string[]>>>;
  /** Areas that pass, of one level. */
  readonly areas?: { readonly level: AreaLevel; readonly ids: readonly string[] };
  /** Hours of the week that pass, as `weekday * 24 + hour` with Monday = 0. */
  readonly hours?: readonly number[];
}

/** Everything passes. */
export const noFilters: Filters = { values: {} };

/** What an area is coloured by. Rates carry their denominator; `null` is "no data", never zero. */
export const measures = ["count", "per_km2", "per_1000", "open", "overdue_share", "median_days"] as const;
export type Measure = (typeof measures)[number];

/** How values are cut into classes. */
export const classMethods = ["quantile", "jenks", "equal"] as const;
export type ClassMethod = (typeof classMethods)[number];

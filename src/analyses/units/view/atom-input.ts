import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { City } from "../../../state/city-tables.ts";
import type { BaseFeatures } from "../../../state/read-tables.ts";
import type { UnitTables } from "../../../state/unit-tables.ts";
import type { Params } from "../kernel/params.ts";

/** What atoms are made from. */
export interface AtomInput {
  readonly city: () => Promise<City>;
  readonly tables: () => Promise<UnitTables>;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly base: BaseFeatures | null;
  readonly atomLevel: AreaLevel | null;
  readonly baseLevel: AreaLevel | "whole" | null;
  readonly params: Params;
  readonly filters: Filters;
  readonly window: TimeRange;
  /** Kinds of cases there are. */
  readonly categories: readonly string[];
  readonly dataVersion: string;
  /** Links between atoms that do not touch, as text (`lib/plan-bridges.ts`). */
  readonly bridges: string;
}

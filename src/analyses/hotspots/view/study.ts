import type { AreaTable, PlaceTable } from "../../../domain/area-table.ts";
import { caseFigures } from "../../../domain/indicators.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import type { MadeCells } from "../../../state/made-cells.ts";
import type { Quantity } from "./settings.ts";

/** The areas under study with the numbers to be judged, row by row. */
export interface Study {
  readonly areas: AreaTable;
  /** Cases (or the numerator of a share, or the median in days) of each area, NaN where there is none. */
  readonly cases: Float64Array;
  /** What they are out of; empty where they stand for themselves. */
  readonly base: Float64Array;
  /** All cases of each area, for shares of the whole. */
  readonly load: Float64Array;
}

/** Counts of cases by outcome and medians per area, as the linked filters give them (row 0 is "in no area"). */
export interface Counted {
  readonly areaOutcomes: Uint32Array;
  readonly areaMedianHours: Float64Array | null;
}

/** The numbers of a quantity. Residents count by the thousand, so that a rate is cases per 1,000 residents. */
export function studyOf(quantity: Quantity, areas: AreaTable, counted: Counted, places: PlaceTable | null): Study {
  const figures = Array.from({ length: areas.rows }, (_, row) => caseFigures(counted.areaOutcomes, row + 1));
  const load = Float64Array.from(figures, ({ cases }) => cases);
  const none = new Float64Array(0);
  switch (quantity) {
    case "count":
      return { areas, cases: load, base: none, load };
    case "per_1000":
      return { areas, cases: load, base: areas.residents.map((residents) => residents / 1000), load };
    case "per_km2":
      return { areas, cases: load, base: areas.areaKm2.slice(), load };
    case "per_facility":
      return { areas, cases: load, base: placesPerArea(areas, places), load };
    case "overdue_share": {
      const overdue = Float64Array.from(figures, ({ overdue: late }) => late);
      return { areas, cases: overdue, base: Float64Array.from(figures, ({ limited }) => limited), load };
    }
    case "median_days": {
      const hours = counted.areaMedianHours;
      const days = Float64Array.from({ length: areas.rows }, (_, row) => (hours?.[row + 1] ?? Number.NaN) / 24);
      return { areas, cases: days, base: none, load };
    }
  }
}

function placesPerArea(areas: AreaTable, places: PlaceTable | null): Float64Array {
  if (!places) return new Float64Array(areas.rows);
  return remembered(places, `in ${areas.level} ${areas.rows}`, () => {
    const index = createPolygonIndex(ringsOfFeatures(areas.polygons));
    const counts = new Float64Array(areas.rows);
    for (let i = 0; i < places.rows; i++) {
      const row = index.locateOne(places.lon[i] ?? Number.NaN, places.lat[i] ?? Number.NaN);
      if (row >= 0) counts[row] = (counts[row] ?? 0) + 1;
    }
    return counts;
  });
}

/** The quantity of an area in its own unit, before any smoothing; NaN where it has none. */
export function plainValue({ cases, base }: Study, row: number): number {
  const value = cases[row] ?? Number.NaN;
  if (base.length === 0) return value;
  const out = base[row] ?? 0;
  return out > 0 ? value / out : Number.NaN;
}

/** Cells made on the fly with the cases in each. */
export function studyOfCells({ areas, cases }: Pick<MadeCells, "areas" | "cases">): Study {
  return { areas, cases, base: new Float64Array(0), load: cases };
}

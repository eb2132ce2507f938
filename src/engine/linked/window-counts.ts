import { outcomes } from "../../domain/case-chunk.ts";
import type { Box } from "../../domain/manifest.ts";
import type { LinkedCounts } from "../../lib/linked-counts/linked-counts.ts";
import { unquantise } from "../../lib/mercator.ts";
import type { CaseTable } from "./case-table.ts";
import type { CountQuestion, WindowCounts } from "./protocol.ts";

/** The views that questions beside the main one are answered from. */
export const countViews = { outcomes: "asked", durations: "askedDurations" } as const;

const voided = outcomes.indexOf("void");

interface CountParts {
  /** Sets the filters and the views of a question. */
  readonly prepare: (question: CountQuestion) => void;
  readonly mediansPerArea: (durations: Uint32Array) => Float64Array;
}

/** Answers questions beside the main one: counts per area and places of cases in any windows of time. */
export function createWindowCounts(table: CaseTable, counts: LinkedCounts, { prepare, mediansPerArea }: CountParts) {
  return (question: CountQuestion): WindowCounts[] => {
    prepare(question);
    const { windows, areaField, areaDurations, frame } = question;
    return windows.map((window) => {
      const [from, to] = counts.rowsWithin(window[0], window[1]);
      const places = frame && placesOf(table, counts, { from, to, frame });
      return {
        areaOutcomes: areaField ? counts.count(countViews.outcomes, from, to) : null,
        areaMedianHours:
          areaField && areaDurations ? mediansPerArea(counts.count(countViews.durations, from, to)) : null,
        lon: places?.lon ?? null,
        lat: places?.lat ?? null,
      };
    });
  };
}

interface Rows {
  readonly from: number;
  readonly to: number;
  readonly frame: Box;
}

function placesOf({ x, y, outcome }: CaseTable, counts: LinkedCounts, { from, to, frame }: Rows) {
  const lon = new Float64Array(Math.max(0, to - from));
  const lat = new Float64Array(lon.length);
  let filled = 0;
  for (let i = from; i < to; i++) {
    if (!counts.passes(i) || outcome[i] === voided) continue;
    const place = unquantise(frame, x[i] ?? 0, y[i] ?? 0);
    lon[filled] = place[0];
    lat[filled++] = place[1];
  }
  return { lon: lon.slice(0, filled), lat: lat.slice(0, filled) };
}

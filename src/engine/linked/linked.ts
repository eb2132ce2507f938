import { outcomes } from "../../domain/case-chunk.ts";
import { areaIdField } from "../../domain/case-tables.ts";
import { durationBinCount, durationBinStartHours } from "../../domain/duration.ts";
import type { Filters, TimeRange } from "../../domain/filters.ts";
import { binnedMedian } from "../../lib/binned-survival.ts";
import { gaussianBlur } from "../../lib/blur.ts";
import { createLinkedCounts, type LinkedCounts } from "../../lib/linked-counts/linked-counts.ts";
import type { Codes, RasterWindow } from "../../lib/linked-counts/views.ts";
import { type CaseTable, durationStates } from "./case-table.ts";
import type {
  CountQuestion,
  DensityQuestion,
  LinkedAnswer,
  LinkedFacts,
  LinkedPoints,
  LinkedQuestion,
  LinkedTotals,
} from "./protocol.ts";
import { countViews, createWindowCounts } from "./window-counts.ts";

const outcomeCount = outcomes.length;
const durationSize = durationStates * durationBinCount;
const hourCount = 168;

/** Answers questions about a case table under linked filters. */
export function createLinked(table: CaseTable, filterFields: readonly string[]) {
  const counts = createLinkedCounts(table.time);
  // A field without any value has nothing to count.
  const shown = filterFields.filter((field) => table.dictionaries[field]?.length);
  const { prepareQuestion, prepareCount } = createViews(table, counts, filterFields);

  function totals([from, to]: readonly [number, number]): LinkedTotals {
    return {
      outcomes: counts.count("outcomes", from, to),
      medianHours: medianOf(counts.count("durations", from, to), 0),
    };
  }

  function ask(question: LinkedQuestion): LinkedAnswer {
    prepareQuestion(question);
    const time = question.filters.time ?? everything(table.time);
    const rows = counts.rowsWithin(time[0], time[1]);
    const [from, to] = rows;
    const current = totals(rows);
    const { raster, areaField, areaDurations } = question;
    const previous = question.previous && counts.rowsWithin(question.previous[0], question.previous[1]);
    return {
      total: current.outcomes.reduce((sum, n) => sum + n, 0),
      current,
      previous: previous && totals(previous),
      fields: Object.fromEntries(shown.map((field) => [field, counts.count(field, from, to)])),
      hours: counts.count("hours", from, to),
      time: counts.countPerTime(question.timeEdges),
      areaOutcomes: areaField ? counts.count("areas", from, to) : null,
      previousAreaOutcomes: areaField && previous ? counts.count("areas", previous[0], previous[1]) : null,
      areaMedianHours: areaField && areaDurations ? mediansPerArea(counts.count("areaDurations", from, to)) : null,
      density: raster && densityOf(counts.count("raster", from, to), raster),
      points: raster && pointsWithin(table, counts, { rows, window: raster.window, atMost: question.pointsAtMost }),
    };
  }

  const facts: LinkedFacts = { rows: counts.rows, timeRange: everything(table.time), dictionaries: table.dictionaries };
  const count = createWindowCounts(table, counts, { prepare: prepareCount, mediansPerArea });
  return { facts, ask, count, prepare: counts.prepare };
}

/** Makes the views that every answer has, and returns how filters and the other views are set for a question. */
function createViews(
  { codes, dictionaries, ...table }: CaseTable,
  counts: LinkedCounts,
  filterFields: readonly string[],
) {
  const sizeOf = (field: string) => (dictionaries[field]?.length ?? 0) + 1;
  const codesOf = (field: string) => {
    const values = codes[field];
    if (!values) throw new Error(`linked filters: cases have no field "${field}"`);
    return values;
  };
  for (const field of filterFields.filter((name) => dictionaries[name]?.length)) {
    counts.setView(field, { kind: "codes", size: sizeOf(field), codes: codesOf(field) }, field);
  }
  counts.setView("hours", { kind: "codes", size: hourCount, codes: table.hours }, "hours");
  counts.setView("outcomes", { kind: "codes", size: outcomeCount, codes: table.outcome });
  counts.setView("durations", { kind: "codes", size: durationSize, codes: table.duration });
  let countedField: string | null = null;
  let filteredField: string | null = null;
  let rasterKey = "";
  let askedField: string | null = null;

  function setFilters({ values, areas, hours }: Filters): void {
    for (const field of filterFields) {
      const pass = values[field as keyof Filters["values"]];
      counts.setFilter(field, codesOf(field), pass ? passTable(dictionaries[field] ?? [], pass) : null);
    }
    const passHours = hours && Uint8Array.from({ length: hourCount }, (_, hour) => Number(hours.includes(hour)));
    counts.setFilter("hours", table.hours, passHours ?? null);
    const field = areas ? areaIdField(areas.level) : filteredField;
    filteredField = areas ? areaIdField(areas.level) : null;
    if (field)
      counts.setFilter("areas", codesOf(field), areas ? passTable(dictionaries[field] ?? [], areas.ids) : null);
  }

  function pairOf(field: string, inner: Codes, innerSize: number) {
    return { kind: "pair", size: sizeOf(field) * innerSize, outer: codesOf(field), inner, innerSize } as const;
  }

  function setAreaViews(field: string | null, durations: boolean): void {
    if (field && field !== countedField) counts.setView("areas", pairOf(field, table.outcome, outcomeCount), "areas");
    if (field !== countedField || !durations) counts.removeView("areaDurations");
    if (field && durations && !counts.hasView("areaDurations")) {
      counts.setView("areaDurations", pairOf(field, table.duration, durationSize), "areas");
    }
    countedField = field;
  }

  function setRaster(raster: DensityQuestion | null): void {
    const key = raster ? JSON.stringify(raster.window) : "";
    if (!raster) counts.removeView("raster");
    else if (key !== rasterKey) {
      const { window } = raster;
      counts.setView("raster", { kind: "raster", size: window.width * window.height, x: table.x, y: table.y, window });
    }
    rasterKey = key;
  }

  function prepareQuestion({ filters, areaField, areaDurations, raster }: LinkedQuestion): void {
    setFilters(filters);
    setAreaViews(areaField, areaDurations);
    setRaster(raster);
  }

  /** The views of a question beside: the main ones stay as they are. */
  function prepareCount({ filters, areaField, areaDurations }: CountQuestion): void {
    setFilters(filters);
    if (areaField !== askedField || !areaDurations) counts.removeView(countViews.durations);
    if (areaField && areaField !== askedField) {
      counts.setView(countViews.outcomes, pairOf(areaField, table.outcome, outcomeCount), "areas");
    }
    if (areaField && areaDurations && !counts.hasView(countViews.durations)) {
      counts.setView(countViews.durations, pairOf(areaField, table.duration, durationSize), "areas");
    }
    askedField = areaField;
  }

  return { prepareQuestion, prepareCount };
}

interface PointQuestion {
  readonly rows: readonly [number, number];
  readonly window: RasterWindow;
  readonly atMost: number;
}

/** The cases inside the window, or null where they are more than wanted. */
function pointsWithin(
  table: CaseTable,
  counts: LinkedCounts,
  { rows: [from, to], window, atMost }: PointQuestion,
): LinkedPoints | null {
  if (atMost === 0) return null;
  const { x0, y0, shift, width, height } = window;
  const rows: number[] = [];
  for (let i = from; i < to; i++) {
    if (!counts.passes(i)) continue;
    const column = ((table.x[i] ?? 0) - x0) >> shift;
    const row = ((table.y[i] ?? 0) - y0) >> shift;
    if (column < 0 || column >= width || row < 0 || row >= height) continue;
    if (rows.length === atMost) return null;
    rows.push(i);
  }
  return {
    x: Uint16Array.from(rows, (i) => table.x[i] ?? 0),
    y: Uint16Array.from(rows, (i) => table.y[i] ?? 0),
    reported: Uint32Array.from(rows, (i) => table.time[i] ?? 0),
    outcome: Uint8Array.from(rows, (i) => table.outcome[i] ?? 0),
  };
}

function everything(time: Uint32Array): TimeRange {
  return [time[0] ?? 0, time[time.length - 1] ?? 0];
}

function passTable(dictionary: readonly string[], values: readonly string[]): Uint8Array {
  const wanted = new Set(values);
  return Uint8Array.from(["", ...dictionary], (text) => Number(wanted.has(text)));
}

function medianOf(durations: Uint32Array, offset: number): number | null {
  const ended = durations.subarray(offset, offset + durationBinCount);
  const open = durations.subarray(offset + durationBinCount, offset + 2 * durationBinCount);
  return binnedMedian(ended, open, durationBinStartHours);
}

function mediansPerArea(durations: Uint32Array): Float64Array {
  return Float64Array.from(
    { length: durations.length / durationSize },
    (_, area) => medianOf(durations, area * durationSize) ?? Number.NaN,
  );
}

function densityOf(counted: Uint32Array, { window, sigmaCells, cellKm2 }: DensityQuestion): Float32Array {
  const smooth = Float32Array.from(counted);
  gaussianBlur(smooth, window.width, window.height, sigmaCells);
  for (let i = 0; i < smooth.length; i++) smooth[i] = (smooth[i] ?? 0) / cellKm2;
  return smooth;
}

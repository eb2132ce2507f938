import { hotspotClasses, hotspotFlags } from "../kernel/classes.ts";
import { sideOf } from "./changes.ts";
import type { Tested } from "./compute.ts";

/** The result in figures, for the sentences. */
export interface Reading {
  readonly tests: number;
  readonly counts: Readonly<Record<string, number>>;
  /** Rows that are significant, highest z first. */
  readonly significant: readonly number[];
  readonly hot: number;
  readonly cold: number;
  /** The row with the highest significant statistic on the hot side; -1 where there is none. */
  readonly hottest: number;
  /** Of the hot areas: their share of the land and of the cases. */
  readonly landShare: number;
  readonly loadShare: number;
  readonly flagged: Readonly<Record<(typeof hotspotFlags)[number], number>>;
}

/** Reads the result of one window. */
export function readingOf({ study, output }: Tested): Reading | null {
  if (!output) return null;
  const names = Array.from(output.class, (code) => hotspotClasses[code] ?? "no-data");
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  const dull: readonly string[] = ["no-data", "isolated", "not-significant"];
  const strength = (row: number) => scoreOf(output, row);
  const significant = names.flatMap((name, row) => (dull.includes(name) ? [] : [row]));
  significant.sort((a, b) => strength(b) - strength(a));
  const hotRows = significant.filter((row) => sideOf(output.class[row] ?? 0) === 1);
  const share = (values: Float64Array) => sumOver(values, hotRows) / sumOver(values, values.keys());
  return {
    tests: output.tests[0] ?? 0,
    counts,
    significant,
    hot: hotRows.length,
    cold: significant.filter((row) => sideOf(output.class[row] ?? 0) === -1).length,
    hottest: hotRows[0] ?? -1,
    landShare: share(study.areas.areaKm2),
    loadShare: share(study.load),
    flagged: flaggedOf(output.flags),
  };
}

/** What areas are put in order by: z, or the statistic where there is no z. */
export function scoreOf({ z, statistic }: NonNullable<Tested["output"]>, row: number): number {
  const deviate = z[row] ?? Number.NaN;
  return Number.isNaN(deviate) ? (statistic[row] ?? Number.NaN) : deviate;
}

function flaggedOf(flags: Uint8Array): Reading["flagged"] {
  const count = (bit: number) => flags.reduce((sum, bits) => sum + (bits & (2 ** bit) ? 1 : 0), 0);
  const [noData, isolated, few, small] = hotspotFlags.map((_, bit) => count(bit));
  return { "no-data": noData ?? 0, isolated: isolated ?? 0, "few-neighbours": few ?? 0, "small-base": small ?? 0 };
}

function sumOver(values: Float64Array, rows: Iterable<number>): number {
  let sum = 0;
  for (const row of rows) sum += values[row] || 0;
  return sum;
}

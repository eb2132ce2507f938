import { within } from "../../lib/progress.ts";
import { createWorkCalendar } from "../../lib/working-time.ts";
import { countIndicators, type Rows } from "./kernel/counts.ts";
import { type CaseFacts, features, type Judged, judge } from "./kernel/facts.ts";
import { canWeigh, type IndicatorCode, indicatorCodes, indicatorOf } from "./kernel/indicators.ts";
import type { Params } from "./kernel/params.ts";
import { createPatterns, type Pattern, standings, type WeighedLine } from "./kernel/ranks.ts";

/**
 * Cases under the present filters (`kernel/facts.ts`), the area and department of each (one past the last for none), which
 * features the data have, and the scheme: for each indicator its weight, and its rule (NaN for none).
 */
export type Input = { readonly [K in keyof CaseFacts]: CaseFacts[K] } & {
  readonly area: Uint32Array;
  readonly dept: Uint32Array;
  readonly areaCount: Uint32Array;
  readonly deptCount: Uint32Array;
  readonly has: Uint8Array;
  readonly weight: Float64Array;
  readonly full: Float64Array;
  readonly pointsPerPercent: Float64Array;
  readonly asOf: Float64Array;
  readonly firstDay: Int32Array;
  readonly isWorkday: Uint8Array;
};

/**
 * Every indicator of all cases, of each area and each department (rows in that order), with its interval; and scores and
 * places of areas and departments, NaN and 0 where a unit is not ranked.
 */
export function* run(input: Input, params: Params) {
  const calendar = createWorkCalendar({ firstDay: input.firstDay[0], isWorkday: input.isWorkday });
  const judged = yield* within(judge(input, calendar, input.asOf[0]), 0, 0.35);
  const [areas, depts] = [input.areaCount[0], input.deptCount[0]];
  const rows: Rows = {
    count: 1 + areas + depts,
    first: (i) => (input.area[i] < areas ? 1 + input.area[i] : -1),
    second: (i) => (input.dept[i] < depts ? 1 + areas + input.dept[i] : -1),
  };
  const assessed = new Set(
    indicatorCodes.filter((code) => indicatorOf(code).needs.every((need) => input.has[features.indexOf(need)] === 1)),
  );
  const figures = yield* within(countIndicators(judged, assessed, rows), 0.35, 0.7);
  const lines = linesOf(input, assessed);
  const patterns = yield* within(
    patternsOf(judged, lines, { areas: input.area, depts: input.dept, counts: [areas, depts] }),
    0.7,
    0.85,
  );
  const options = { lines, draws: params.draws, seed: params.seed };
  const ofAreas = yield* within(standings(patterns.areas, options), 0.85, 0.93);
  const ofDepts = yield* within(standings(patterns.depts, options), 0.93, 1);
  const [all] = yield* within(
    standings([patterns.areas.concat(patterns.outside).flat()], { ...options, draws: 200 }),
    1,
    1,
  );
  const units = [all, ...ofAreas, ...ofDepts];
  const column = (value: (unit: (typeof units)[number]) => number) => Float64Array.from(units, value);
  return {
    ...figures,
    assessed: Uint8Array.from(indicatorCodes, (code) => (assessed.has(code) ? 1 : 0)),
    score: column(({ score }) => score),
    scoreLow: column(({ low }) => low),
    scoreHigh: column(({ high }) => high),
    rank: column(({ rank }) => rank),
    bestRank: column(({ bestRank }) => bestRank),
    worstRank: column(({ worstRank }) => worstRank),
  };
}

function linesOf({ weight, full, pointsPerPercent }: Input, assessed: ReadonlySet<IndicatorCode>): WeighedLine[] {
  const known = (value: number) => (Number.isNaN(value) ? undefined : value);
  return indicatorCodes.flatMap((code, k): WeighedLine[] => {
    if (!(weight[k] > 0) || !assessed.has(code) || !canWeigh(code)) return [];
    const [most, lost] = [known(full[k]), known(pointsPerPercent[k])];
    return [
      {
        code,
        weight: weight[k],
        ...(most !== undefined && { full: most }),
        ...(lost !== undefined && { pointsPerPercent: lost }),
      },
    ];
  });
}

interface Units {
  readonly areas: Uint32Array;
  readonly depts: Uint32Array;
  readonly counts: readonly [areas: number, depts: number];
}

function* patternsOf(judged: Judged, lines: readonly WeighedLine[], { areas, depts, counts }: Units) {
  const parts = lines.map(({ code }) => {
    const indicator = indicatorOf(code);
    if (indicator.kind === "quantile") throw new Error(`scorecard: ${code} cannot be weighed`);
    return indicator;
  });
  const ofAreas = createPatterns(counts[0] + 1, lines.length);
  const ofDepts = createPatterns(counts[1], lines.length);
  const [of, over] = [new Array<number>(lines.length).fill(0), new Array<number>(lines.length).fill(0)];
  for (let i = 0; i < areas.length; i++) {
    if ((i & 0x3fff) === 0) yield i / areas.length;
    for (const [l, part] of parts.entries()) {
      over[l] = Number(part.over(judged, i));
      of[l] = over[l] === 0 ? 0 : Number(part.of(judged, i));
    }
    ofAreas.add(Math.min(areas[i], counts[0]), of, over);
    ofDepts.add(depts[i], of, over);
  }
  const inAreas: Pattern[][] = ofAreas.patterns();
  return { areas: inAreas.slice(0, counts[0]), outside: inAreas.slice(counts[0]), depts: ofDepts.patterns() };
}

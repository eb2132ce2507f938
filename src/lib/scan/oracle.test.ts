import { describe, expect, test } from "vitest";
import { hasShared, sharedJson, sharedText } from "../../../test/support/shared.ts";
import { haversineMetres } from "../geodesy.ts";
import { finished } from "../progress.ts";
import { bestWindows, type Cluster, withoutOverlap } from "./clusters.ts";
import { countsOf, permutationExpected, personTime, type ScanCases, scaledTo } from "./expected.ts";
import { bestP, chanceP, recurrenceDays } from "./inference.ts";
import type { ScanModel } from "./likelihood.ts";
import { chanceMaxima } from "./maxima.ts";
import { createSearcher, type Scan, sumsOverTime, windowRatio } from "./search.ts";
import { circles, everywhere, type Zones } from "./zones.ts";

const folder = "oracles/02-scan";
const there = hasShared(folder);
const firstYear = 1973;
const years = 19;

const lines = (file: string) =>
  sharedText(`${folder}/${file}`)
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([first]) => first);

interface Town {
  readonly names: readonly string[];
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly cases: ScanCases;
  /** Expected cases per area and year. */
  readonly expected: Float64Array;
  /** People of each area, averaged over the years. */
  readonly people: Float64Array;
}

/** The counties of New Mexico: cases and people by age group and sex, or summed over them. */
function readTown(stem: "nm" | "nmx"): Town {
  const places = lines("satscan_inputs/nm.geo");
  const names = places.map(([name]) => name);
  const row = new Map(names.map((name, i) => [name, i]));
  const people = Map.groupBy(lines(`satscan_inputs/${stem}.pop`), ([name, , , ...group]) => `${name} ${group}`);
  const groups = new Map<string, number>();
  const groupOf = (group: readonly string[]) => {
    const key = group.join(" ");
    if (!groups.has(key)) groups.set(key, groups.size);
    return groups.get(key) ?? 0;
  };
  const cases: { area: number; time: number; stratum: number }[] = [];
  for (const [name, count, year, ...group] of lines(`satscan_inputs/${stem}.cas`)) {
    const one = { area: row.get(name) ?? 0, time: Number(year) - firstYear, stratum: groupOf(group) };
    for (let i = 0; i < Number(count); i++) cases.push(one);
  }
  const day = (year: number, month: number) => Date.UTC(year, month, 1) / 86_400_000;
  const perGroup = new Map<number, Float64Array>();
  for (const counts of people.values()) {
    const [name, , , ...group] = counts[0];
    const census = {
      dates: counts.map(([, year]) => day(1900 + Number(year), 6)),
      people: counts.map(([, , number]) => Number(number)),
    };
    const own = perGroup.get(groupOf(group)) ?? new Float64Array(names.length * years);
    perGroup.set(groupOf(group), own);
    for (let t = 0; t < years; t++) {
      own[(row.get(name) ?? 0) * years + t] += personTime(census, day(firstYear + t, 0), day(firstYear + t + 1, 0));
    }
  }
  const expected = new Float64Array(names.length * years);
  const all = new Float64Array(names.length);
  for (const [group, own] of perGroup) {
    const had = cases.filter(({ stratum }) => stratum === group).length;
    if (had > 0) scaledTo(own, had).forEach((value, i) => (expected[i] += value));
    own.forEach((value, i) => (all[Math.floor(i / years)] += value));
  }
  return {
    names,
    lat: Float64Array.from(places, ([, lat]) => Number(lat)),
    lon: Float64Array.from(places, ([, , lon]) => Number(lon)),
    cases: {
      area: Uint32Array.from(cases, ({ area }) => area),
      time: Uint32Array.from(cases, ({ time }) => time),
      stratum: Uint32Array.from(cases, ({ stratum }) => stratum),
    },
    expected,
    people: all,
  };
}

interface Options {
  readonly model: ScanModel;
  readonly time: "spatial" | "temporal" | "any" | "last";
  readonly rates?: "high" | "both";
}

/** A run of SaTScan as a scan of ours. */
function scanOf(town: Town, { model, time, rates = "high" }: Options): { scan: Scan; cases: ScanCases } {
  const areas = town.names.length;
  const spatial = time === "spatial";
  const times = spatial ? 1 : years;
  const cases = spatial ? { ...town.cases, time: town.cases.time.map(() => 0) } : town.cases;
  const fine = model === "permutation" ? permutationExpected(cases, { areas, times }) : town.expected;
  const expected = spatial ? summed(fine, areas) : fine;
  const weight = summed(expected, areas);
  const zones: Zones =
    time === "temporal"
      ? everywhere(areas)
      : circles(
          {
            centres: areas,
            weight,
            distance: (a, b) => haversineMetres(town.lon[a], town.lat[a], town.lon[b], town.lat[b]),
          },
          { mostWeight: cases.area.length / 2, mostMetres: Infinity, mostAreas: areas },
        );
  const windows = { ending: time === "last" ? "last" : "any", shortest: 1, longest: spatial ? 1 : 9 } as const;
  return {
    scan: { model, areas, times, expected, total: cases.area.length, zones, windows, rates, leastCases: 2 },
    cases,
  };
}

function summed(values: Float64Array, areas: number): Float64Array {
  const steps = values.length / areas;
  return Float64Array.from({ length: areas }, (_, a) =>
    values.subarray(a * steps, (a + 1) * steps).reduce((sum, one) => sum + one, 0),
  );
}

const found = (scan: Scan, cases: ScanCases) =>
  withoutOverlap(bestWindows(scan, countsOf(cases, scan)), { apartInTime: scan.model === "permutation" });

const rounded = ({ areas, from, to, observed, expected, ratio }: Cluster) => [
  areas.length,
  firstYear + from,
  firstYear + to - 1,
  observed,
  expected.toFixed(2),
  ratio.toFixed(6),
];

/** A line of SaTScan's cluster file, read from its end: columns differ by model, and the first ones do not. */
interface Line {
  readonly values: readonly (number | string)[];
  readonly p: number;
}

function published(file: string, { timed, recurrence }: { timed: boolean; recurrence: boolean }): Line[] {
  return lines(`satscan_outputs/${file}.col.txt`).map((fields) => {
    const p = 10;
    const more = recurrence ? 1 : 0;
    const year = (text: string) => Number(text.slice(0, 4));
    return {
      values: [
        Number(fields[8]),
        timed ? year(fields[6]) : firstYear,
        timed ? year(fields[7]) : firstYear,
        Number(fields[p + 1 + more]),
        Number(fields[p + 2 + more]).toFixed(2),
        Number(fields[9]).toFixed(6),
      ],
      p: Number(fields[p]),
    };
  });
}

const runs = [
  { file: "nocov_spatial_poisson", stem: "nmx", model: "poisson", time: "spatial" },
  { file: "nocov_spatial_low_and_high", stem: "nmx", model: "poisson", time: "spatial", rates: "both" },
  { file: "nocov_spacetime_poisson", stem: "nmx", model: "poisson", time: "any" },
  { file: "nocov_prospective_poisson", stem: "nmx", model: "poisson", time: "last" },
  { file: "nm_spatial_poisson", stem: "nm", model: "poisson", time: "spatial" },
  { file: "nm_spacetime_poisson", stem: "nm", model: "poisson", time: "any" },
  { file: "nm_prospective_spacetime_poisson", stem: "nm", model: "poisson", time: "last" },
  { file: "nm_spacetime_permutation", stem: "nm", model: "permutation", time: "any" },
] as const;

describe.skipIf(!there)("clusters of SaTScan 10.3.2 (skipped where the shared oracles are missing)", () => {
  test.each(runs)(
    "$file: every cluster, its numbers to the last digit printed, and its p",
    ({ file, stem, ...options }) => {
      const { scan, cases } = scanOf(readTown(stem), options);
      const clusters = found(scan, cases);
      const theirs = published(file, { timed: options.time !== "spatial", recurrence: options.time === "last" });
      expect(clusters.slice(0, theirs.length).map(rounded)).toEqual(theirs.map(({ values }) => values));
      const maxima = finished(chanceMaxima(scan, cases, { from: 0, to: 999, seed: 1 }));
      for (const [rank, { p }] of theirs.entries()) {
        const ours = bestP(chanceP(clusters[rank].ratio, maxima, { stopped: false }));
        // Both are drawn: theirs of 999 replications, of 58 where their sequential test stopped.
        const draws = options.model === "permutation" ? 58 : 999;
        const error = Math.sqrt(p * (1 - p) * (1 / draws + 1 / 999));
        expect(Math.abs(ours - p)).toBeLessThan(rank === 0 && draws === 999 ? 0.02 : Math.max(0.02, 3 * error));
      }
    },
  );

  test("nm_temporal_poisson: the one window in time, and its p", () => {
    const { scan, cases } = scanOf(readTown("nm"), { model: "poisson", time: "temporal" });
    const [cluster] = found(scan, cases);
    expect(rounded(cluster).slice(1)).toEqual([1985, 1991, 552, "495.69", "5.485618"]);
    const maxima = finished(chanceMaxima(scan, cases, { from: 0, to: 999, seed: 1 }));
    expect(Math.abs(chanceP(cluster.ratio, maxima, { stopped: false }).p - 0.03)).toBeLessThan(0.02);
  });

  test("the prospective cluster has SaTScan's radius, and about its recurrence interval of 103 years", () => {
    const { scan, cases } = scanOf(readTown("nm"), { model: "poisson", time: "last" });
    const [cluster] = found(scan, cases);
    expect(cluster.radiusMetres / 1000).toBeCloseTo(125.6, 0);
    const maxima = finished(chanceMaxima(scan, cases, { from: 0, to: 999, seed: 1 }));
    const chance = chanceP(cluster.ratio, maxima, { stopped: false });
    expect(recurrenceDays(chance, 1)).toBeGreaterThan(60);
    expect(recurrenceDays(chance, 1)).toBeLessThan(180);
  });

  test("expected counts per county are those of SaTScan, and sum to the cases", () => {
    const town = readTown("nmx");
    const byCounty = summed(town.expected, town.names.length);
    const theirs = new Map(lines("satscan_outputs/nocov_spacetime_poisson.rr.txt").map(([name, , e]) => [name, e]));
    expect(town.names.map((name, a) => [name, byCounty[a].toFixed(2)])).toEqual(
      town.names.map((name) => [name, Number(theirs.get(name)).toFixed(2)]),
    );
    expect(byCounty.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1175, 8);
  });
});

interface ExpectationOracle {
  readonly counts_year_by_county: number[][];
  readonly baselines_year_by_county: number[][];
  readonly zones0: number[][];
  readonly score_zone_by_duration: number[][];
  readonly mlc: { readonly zone0: number[]; readonly score: number; readonly relrisk: number };
}

describe.skipIf(!there)(
  "expectation-based Poisson scan of scanstatistics (skipped where the oracles are missing)",
  () => {
    const read = () => {
      const oracle = sharedJson<ExpectationOracle>(`${folder}/ebp_scanstatistics_newmexico.json`);
      const { counts_year_by_county: counts, baselines_year_by_county: baselines, zones0 } = oracle;
      const areas = counts[0].length;
      const flat = (rows: number[][]) => Float64Array.from({ length: areas * 4 }, (_, i) => rows[i % 4][i >> 2]);
      const start = [0];
      for (const zone of zones0) start.push((start.at(-1) ?? 0) + zone.length);
      const closes = Uint8Array.from(zones0.flatMap((zone) => zone.map((_, k) => (k === zone.length - 1 ? 1 : 0))));
      const area = Uint32Array.from(zones0.flat());
      const scan: Scan = {
        model: "expectation",
        areas,
        times: 4,
        expected: flat(baselines),
        total: flat(counts).reduce((sum, one) => sum + one, 0),
        zones: { start: Uint32Array.from(start), area, closes, metres: new Float64Array(area.length) },
        windows: { ending: "last", shortest: 1, longest: 4 },
        rates: "high",
        leastCases: 1,
      };
      return { oracle, scan, cases: flat(counts) };
    };

    test("every score of 415 zones and 4 durations", () => {
      const { oracle, scan, cases } = read();
      const searcher = createSearcher(scan);
      const [c, e] = [sumsOverTime(scan, cases), searcher.expected];
      oracle.zones0.forEach((zone, z) => {
        for (let k = 1; k <= 4; k++) {
          const inside = (sums: Float64Array) => zone.reduce((sum, a) => sum + sums[a * searcher.stride + k], 0);
          expect(windowRatio(searcher, inside(c), inside(e))).toBeCloseTo(oracle.score_zone_by_duration[z][k - 1], 6);
        }
      });
    });

    test("the most likely cluster is Los Alamos and Santa Fe over 4 years, and p is small", () => {
      const { oracle, scan, cases } = read();
      const [best] = bestWindows(scan, cases);
      expect([...best.areas]).toEqual(oracle.mlc.zone0);
      expect([best.to - best.from, best.ratio, best.relativeRisk]).toEqual([
        4,
        expect.closeTo(oracle.mlc.score, 6),
        expect.closeTo(oracle.mlc.relrisk, 6),
      ]);
      const none = { area: new Uint32Array(), time: new Uint32Array(), stratum: new Uint32Array() };
      const maxima = finished(chanceMaxima(scan, none, { from: 0, to: 999, seed: 1 }));
      expect(chanceP(best.ratio, maxima, { stopped: false }).p).toBeLessThan(0.02);
    });
  },
);

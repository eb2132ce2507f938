import { describe, expect, test } from "vitest";
import { finished } from "../progress.ts";
import { createRandom } from "../random.ts";
import { countsOf } from "./expected.ts";
import { bestP } from "./inference.ts";
import { scanSequentially } from "./sequential.ts";
import { leftOut, noDayKnown, type ScanSettings, scanOfTown, type TownCases } from "./town.ts";

const settings: ScanSettings = {
  model: "permutation",
  ending: "last",
  studyDays: 28,
  longestDays: 5,
  mostShare: 0.5,
  mostMetres: 5000,
  gridMetres: 0,
  weekdays: true,
  rates: "high",
  leastCases: 2,
};

/** A square of areas 500 m apart, cases at random, and a cluster in one area on the last days. */
function town(seed: number, { side = 6, cases = 900, days = 40, planted = 0 } = {}): TownCases {
  const random = createRandom(seed, "town");
  const areas = side * side;
  const draw = (below: number, at: (i: number) => number | null) =>
    Array.from({ length: cases + planted }, (_, i) => at(i) ?? random.below(below));
  return {
    area: Uint32Array.from(draw(areas, (i) => (i < cases ? null : 7))),
    day: Int32Array.from(draw(days, (i) => (i < cases ? null : days - 1 - (i % 3)))),
    isCase: new Uint8Array(0),
    x: Float64Array.from({ length: areas }, (_, a) => 500 * (a % side)),
    y: Float64Array.from({ length: areas }, (_, a) => 500 * Math.floor(a / side)),
    residents: new Float64Array(areas).fill(100),
  };
}

const found = (cases: TownCases, changed: Partial<ScanSettings> = {}) => {
  const made = scanOfTown(cases, { ...settings, ...changed }, 39);
  const options = { most: 3, replications: 199, seed: 1, enough: 10 };
  return { made, scanned: finished(scanSequentially(made.scan, made.cases, options)) };
};

describe("a town", () => {
  test.each(["permutation", "poisson", "expectation"] as const)("with a planted cluster: %s finds it", (model) => {
    const { scanned } = found(town(1, { planted: 40 }), { model });
    const [cluster] = scanned.clusters;
    expect([...(cluster?.areas ?? [])]).toContain(7);
    expect((cluster?.to ?? 0) - (cluster?.from ?? 0)).toBe(3);
    expect(bestP(scanned.chances[0])).toBeLessThan(0.01);
  });

  test("Bernoulli finds where records are more often cases", () => {
    const base = town(2, { planted: 60 });
    const random = createRandom(2, "late");
    const isCase = Uint8Array.from(base.area, (_, i) => (i >= 900 || random.chance(0.1) ? 1 : 0));
    const { made, scanned } = found({ ...base, isCase }, { model: "bernoulli", ending: "any" });
    expect(made.problem).toBeNull();
    expect([...scanned.clusters[0].areas]).toContain(7);
  });

  test("expected counts sum to the cases, with and without weekdays", () => {
    for (const model of ["permutation", "poisson"] as const) {
      for (const weekdays of [true, false]) {
        const { scan, cases } = scanOfTown(town(3), { ...settings, model, weekdays }, 39);
        expect(scan.expected.reduce((sum, one) => sum + one, 0)).toBeCloseTo(cases.area.length, 8);
        expect(countsOf(cases, scan).reduce((sum, one) => sum + one, 0)).toBe(cases.area.length);
      }
    }
  });

  test("centres may lie on a grid", () => {
    const { scanned } = found(town(1, { planted: 40 }), { gridMetres: 200 });
    expect([...scanned.clusters[0].areas]).toContain(7);
  });

  test("a cluster far beyond chance needs no more replications than show the tail", () => {
    const { scan, cases } = scanOfTown(town(1, { planted: 60 }), settings, 39);
    const options = { most: 1, replications: 999, seed: 1, enough: 5 };
    const all = finished(scanSequentially(scan, cases, options));
    const few = finished(scanSequentially(scan, cases, { ...options, clearP: 1e-5 }));
    expect([all.maxima.length, few.maxima.length]).toEqual([999, 192]);
    expect(bestP(few.chances[0])).toBeLessThan(1e-5);
    expect(bestP(all.chances[0])).toBeLessThan(1e-5);
  });

  test("progress only goes forward", () => {
    const { scan, cases } = scanOfTown(town(1, { planted: 60 }), settings, 39);
    const shares = [...scanSequentially(scan, cases, { most: 1, replications: 99, seed: 1, enough: 5 })];
    expect(shares.length).toBeGreaterThan(30);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test("a clear cluster is not settled early, and a weak one is", () => {
    expect(found(town(1, { planted: 40 })).scanned.maxima.length).toBe(199);
    expect(found(town(4)).scanned.maxima.length).toBeLessThan(199);
  });
});

describe("bad input", () => {
  const problem = (cases: TownCases, changed: Partial<ScanSettings> = {}) =>
    scanOfTown(cases, { ...settings, ...changed }, 39).problem;

  test("one area, no cases, all on one day, no residents, no other records: said", () => {
    expect(problem(town(1, { side: 1 }))).toBe("one-area");
    expect(problem(town(1, { cases: 0 }))).toBe("no-cases");
    expect(problem({ ...town(1), day: new Int32Array(900).fill(39) })).toBe("one-day");
    expect(problem({ ...town(1), residents: new Float64Array(36).fill(Number.NaN) }, { model: "poisson" })).toBe(
      "no-residents",
    );
    expect(problem(town(1), { model: "bernoulli" })).toBe("no-other-records");
    expect(problem(town(1), { studyDays: 1 })).toBe("few-days");
  });

  test("records without a day or an area and those of the future are counted, and left out", () => {
    const cases = town(1, { cases: 50, days: 30 });
    cases.day.set([noDayKnown, 99, -5]);
    cases.area.set([0, 0, 0, 36, 77]);
    expect(leftOut(cases, 39)).toEqual({ noArea: 2, noDay: 1, future: 1 });
    const { scan } = scanOfTown(cases, { ...settings, studyDays: 60 }, 39);
    expect(scan.total).toBe(46);
  });

  test("a day without any case expects none: it is absent, not empty", () => {
    const cases = town(5);
    for (let i = 0; i < 900; i++) if (cases.day[i] === 30) cases.day[i] = 31;
    const { scan } = scanOfTown(cases, settings, 39);
    for (let a = 0; a < scan.areas; a++) expect(scan.expected[a * 28 + 18]).toBe(0);
  });
});

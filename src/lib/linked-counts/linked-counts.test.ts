import fc from "fast-check";
import { expect, test } from "vitest";
import { createLinkedCounts } from "./linked-counts.ts";

const time = new Uint32Array([10, 10, 20, 30, 30, 40]);
const colour = new Uint8Array([0, 1, 2, 1, 1, 0]);
const size = new Uint8Array([1, 0, 1, 1, 0, 1]);

function small() {
  const counts = createLinkedCounts(time);
  counts.setFilter("colour", colour, null);
  counts.setFilter("size", size, null);
  counts.setView("colour", { kind: "codes", size: 3, codes: colour }, "colour");
  counts.setView("both", { kind: "pair", size: 6, outer: colour, inner: size, innerSize: 2 });
  return counts;
}

function prepareAll(counts: ReturnType<typeof createLinkedCounts>) {
  for (const _ of counts.prepare());
}

test("a closed time window takes both of its ends", () => {
  expect(small().rowsWithin(10, 30)).toEqual([0, 5]);
  expect(small().rowsWithin(11, 29)).toEqual([2, 3]);
  expect(small().rowsWithin(50, 60)).toEqual([6, 6]);
});

test("a view obeys the other filters but not its own", () => {
  const counts = small();
  counts.setFilter("colour", colour, new Uint8Array([0, 1, 0]));
  counts.setFilter("size", size, new Uint8Array([0, 1]));
  expect([...counts.count("colour", 0, 6)]).toEqual([2, 1, 1]);
  expect([...counts.count("both", 0, 6)]).toEqual([0, 0, 0, 1, 0, 0]);
  counts.setFilter("colour", colour, null);
  expect([...counts.count("both", 0, 6)]).toEqual([0, 2, 0, 1, 0, 1]);
});

test("time bins hold the rows that pass every filter", () => {
  const counts = small();
  const edges = Float64Array.of(10, 20, 30, 41);
  expect([...counts.countPerTime(edges)]).toEqual([2, 1, 3]);
  counts.setFilter("size", size, new Uint8Array([0, 1]));
  expect([...counts.countPerTime(edges)]).toEqual([1, 1, 2]);
});

test("a ninth filter is refused by name", () => {
  const counts = createLinkedCounts(time);
  for (let f = 0; f < 8; f++) counts.setFilter(`f${f}`, colour, null);
  expect(() => counts.setFilter("ninth", colour, null)).toThrow('"ninth"');
});

test("no rows give zero counts", () => {
  const counts = createLinkedCounts(new Uint32Array());
  counts.setView("v", { kind: "codes", size: 3, codes: new Uint8Array() });
  prepareAll(counts);
  expect([...counts.count("v", 0, 0)]).toEqual([0, 0, 0]);
});

test("prefix tables and direct counting agree with a naive count for any filters and windows", () => {
  const steps = fc.array(
    fc.record({
      passA: fc.option(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), { nil: null }),
      passB: fc.option(fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), { nil: null }),
      from: fc.nat(120),
      length: fc.nat(120),
      prepare: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const rows = fc.array(fc.tuple(fc.nat(100), fc.nat(4), fc.nat(2), fc.nat(63), fc.nat(63)), { maxLength: 400 });
  fc.assert(
    fc.property(rows, steps, (data, moves) => {
      const sorted = [...data].sort((p, q) => p[0] - q[0]);
      const t = Uint32Array.from(sorted, (r) => r[0]);
      const a = Uint8Array.from(sorted, (r) => r[1]);
      const b = Uint16Array.from(sorted, (r) => r[2]);
      const x = Uint16Array.from(sorted, (r) => r[3]);
      const y = Uint16Array.from(sorted, (r) => r[4]);
      const counts = createLinkedCounts(t);
      counts.setView("a", { kind: "codes", size: 5, codes: a }, "a");
      counts.setView("ab", { kind: "pair", size: 15, outer: a, inner: b, innerSize: 3 });
      const window = { x0: 16, y0: 8, shift: 2, width: 5, height: 6 };
      counts.setView("map", { kind: "raster", size: 30, x, y, window });
      for (const move of moves) {
        counts.setFilter("a", a, move.passA && Uint8Array.from(move.passA, Number));
        counts.setFilter("b", b, move.passB && Uint8Array.from(move.passB, Number));
        if (move.prepare) prepareAll(counts);
        const [from, to] = counts.rowsWithin(move.from, move.from + move.length);
        const naive = { a: new Array(5).fill(0), ab: new Array(15).fill(0), map: new Array(30).fill(0) };
        sorted.forEach(([time, ca, cb, cx, cy]) => {
          if (time < move.from || time > move.from + move.length) return;
          if (move.passB && !move.passB[cb]) return;
          naive.a[ca]++;
          if (move.passA && !move.passA[ca]) return;
          naive.ab[ca * 3 + cb]++;
          const column = (cx - 16) >> 2;
          const row = (cy - 8) >> 2;
          if (column >= 0 && column < 5 && row >= 0 && row < 6) naive.map[row * 5 + column]++;
        });
        expect([...counts.count("a", from, to)]).toEqual(naive.a);
        expect([...counts.count("ab", from, to)]).toEqual(naive.ab);
        expect([...counts.count("map", from, to)]).toEqual(naive.map);
      }
    }),
    { seed: 20260101, numRuns: 200 },
  );
});

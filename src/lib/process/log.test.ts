import { expect, test } from "vitest";
import { createRandom } from "../random.ts";
import { arcTimes } from "./arc-times.ts";
import { casesPerStep, conformanceOf } from "./conformance.ts";
import { dependencies, directlyFollows, loopsOfTwo } from "./directly-follows.ts";
import { orderEvents } from "./event-log.ts";
import { createIdTable } from "./id-table.ts";
import { selectQuantile } from "./select-quantile.ts";
import { countCases, projectCounts, projectSequences, variantsOf } from "./variants.ts";

const all = new Uint8Array(0);

/** A random log: cases of 0 to 7 events of five activities, rows shuffled. */
function randomLog(seed: number, cases = 300) {
  const random = createRandom(seed, "log");
  const rows = Array.from({ length: cases }, (_, c) =>
    Array.from({ length: random.below(8) }, () => ({ c, a: random.below(5), t: random.below(1000) })),
  ).flat();
  rows.sort(() => random.float() - 0.5);
  const raw = {
    caseOf: Uint32Array.from(rows, ({ c }) => c),
    activity: Uint16Array.from(rows, ({ a }) => a),
    time: Uint32Array.from(rows, ({ t }) => t),
  };
  const passes = Uint8Array.from({ length: cases }, () => random.below(2));
  return { ...orderEvents(raw, cases), raw, passes };
}

/** Sequences as texts of letters, one a case. */
function logOfTexts(texts: readonly string[]) {
  const rows = texts.flatMap((text, c) => [...text].map((letter, t) => ({ c, a: letter.charCodeAt(0) - 97, t })));
  return orderEvents(
    {
      caseOf: Uint32Array.from(rows, ({ c }) => c),
      activity: Uint16Array.from(rows, ({ a }) => a),
      time: Uint32Array.from(rows, ({ t }) => t),
    },
    texts.length,
  ).log;
}

test("arcs in and starts are arcs out and ends, for every activity of any log", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { log, passes } = randomLog(seed);
    const variants = variantsOf(log);
    const graph = directlyFollows(variants, countCases(variants, passes), 5);
    for (let a = 0; a < 5; a++) {
      let [into, out] = [0, 0];
      for (let b = 0; b < 5; b++) {
        into += graph.count[b * 5 + a];
        out += graph.count[a * 5 + b];
      }
      expect(into + graph.starts[a]).toBe(out + graph.ends[a]);
      expect(into + graph.starts[a]).toBe(graph.events[a]);
    }
  }
});

test("events are in the order of time in every case, and none is lost or moved to another", () => {
  const { log, raw, findings } = randomLog(3);
  let events = 0;
  for (let c = 0; c < 300; c++) {
    const own = [...log.time.subarray(log.caseStart[c], log.caseStart[c + 1])];
    expect(own).toEqual([...own].sort((a, b) => a - b));
    events += own.length;
  }
  expect(events + findings.duplicates.events).toBe(raw.caseOf.length);
});

test("equal times are ordered by the stated sequence, else by the row", () => {
  const raw = {
    caseOf: Uint32Array.of(0, 0, 0),
    activity: Uint16Array.of(2, 1, 0),
    time: Uint32Array.of(10, 10, 10),
  };
  expect([...orderEvents(raw, 1).log.activity]).toEqual([2, 1, 0]);
  const { log, findings } = orderEvents({ ...raw, seq: Float64Array.of(3, 2, 1) }, 1);
  expect([...log.activity]).toEqual([0, 1, 2]);
  expect(findings.equalTimes.events).toBe(2);
});

test("events out of order are counted and put in the order of time", () => {
  const raw = {
    caseOf: Uint32Array.of(0, 1, 0, 0),
    activity: Uint16Array.of(0, 0, 1, 2),
    time: Uint32Array.of(20, 5, 10, 30),
  };
  const { log, findings } = orderEvents(raw, 2);
  expect([...log.activity]).toEqual([1, 0, 2, 0]);
  expect(findings.outOfOrder).toEqual({ events: 1, cases: [0] });
});

test("an event that is there twice counts once, unless it is to be kept", () => {
  const raw = {
    caseOf: Uint32Array.of(0, 0, 0, 0),
    activity: Uint16Array.of(0, 1, 0, 1),
    time: Uint32Array.of(10, 10, 10, 20),
  };
  const { log, findings } = orderEvents(raw, 1);
  expect([...log.activity]).toEqual([0, 1, 1]);
  expect(findings.duplicates).toEqual({ events: 1, cases: [0] });
  expect(orderEvents(raw, 1, { keepDuplicates: true }).log.activity).toHaveLength(4);
});

test("variants, their projection and the graph agree with those of texts", () => {
  const log = logOfTexts(["abc", "abc", "aabc", "", "acb", "abxc".replace("x", "d")]);
  const variants = variantsOf(log);
  expect([...countCases(variants, all)]).toEqual([2, 1, 1, 1, 1]);
  const withoutD = Int32Array.of(0, 1, 2, -1);
  const projected = projectSequences(variants, withoutD);
  expect([...projectCounts(countCases(variants, all), projected)]).toEqual([3, 1, 1, 1]);
  const graph = directlyFollows(projected, projectCounts(countCases(variants, all), projected), 4);
  expect(graph.count[0 * 4 + 1]).toBe(4);
  expect(graph.cases[0 * 4 + 0]).toBe(1);
});

test("times along arcs skip what is left out, and follow the filter", () => {
  const log = logOfTexts(["abc", "abc", "adc"]);
  const passes = Uint8Array.of(1, 0, 1);
  const target = Int32Array.of(0, -1, 2, -1);
  const variants = variantsOf(log);
  const projected = projectSequences(variants, target);
  const { count } = directlyFollows(projected, projectCounts(countCases(variants, passes), projected), 4);
  const times = arcTimes(log, { passes, target, activities: 4, count, clock: log.time });
  expect(times.median[2]).toBe(2);
  expect(times.p90[2]).toBe(2);
  expect(times.median[1]).toBeNaN();
});

test("dependency and loops of two as the formulas say", () => {
  const variants = variantsOf(logOfTexts(["aba", "aab"]));
  const counts = countCases(variants, all);
  const dependency = dependencies(directlyFollows(variants, counts, 2));
  expect(dependency[1]).toBeCloseTo((2 - 1) / (2 + 1 + 1), 12);
  expect(dependency[0]).toBeCloseTo(1 / 2, 12);
  expect(loopsOfTwo(variants, counts, 2)[1]).toBeCloseTo(1 / 2, 12);
});

test("steps are skipped only once the case has come to the decisive one", () => {
  // a b c d are steps 0 … 3, c is decisive; e is no step
  const texts = ["abcd", "acd", "ad", "ab", "abbcd", "acbd", "abd", "aecd", "d", ""];
  const sequences = variantsOf(logOfTexts(texts));
  const rule = { step: Int32Array.of(0, 1, 2, 3, -1), assessed: [true, true, true, true], decisive: 2 };
  const found = conformanceOf(sequences, rule);
  const bits = (values: Uint32Array) => texts.map((_, c) => values[sequences.ofCase[c]]);
  expect(bits(found.skipped)).toEqual([0, 2, 6, 0, 0, 0, 4, 2, 7, 0]);
  expect(bits(found.repeated)).toEqual([0, 0, 0, 0, 2, 0, 0, 0, 0, 0]);
  expect(bits(found.outOfOrder)).toEqual([0, 0, 0, 0, 0, 2, 0, 0, 0, 0]);
  const early = conformanceOf(variantsOf(logOfTexts(["ac"])), { ...rule, decisive: 3 });
  expect([early.skipped[0], early.missing[0]]).toEqual([0, 2]);
  const unasked = conformanceOf(sequences, { ...rule, assessed: [true, false, true, true] });
  expect(bits(unasked.skipped)[1]).toBe(0);
  expect([...casesPerStep(found.skipped, countCases(sequences, all), 4)]).toEqual([1, 4, 3, 0]);
});

test("quantiles by selection are those of sorted values", () => {
  const random = createRandom(5, "select");
  for (let n = 1; n < 60; n++) {
    const values = Float64Array.from({ length: n }, () => random.below(20));
    const sorted = values.slice().sort();
    for (const share of [0, 0.1, 0.5, 0.9, 1]) {
      const at = share * (n - 1);
      const below = Math.floor(at);
      const expected = sorted[below] + (at - below) * (sorted[Math.min(below + 1, n - 1)] - sorted[below]);
      expect(selectQuantile(values.slice(), share)).toBeCloseTo(expected, 12);
    }
  }
  expect(selectQuantile(new Float64Array(0), 0.5)).toBeNaN();
});

test("ids keep their numbers however many come", () => {
  const table = createIdTable(2);
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (let i = 0; i < 5000; i++) {
    const id = bytes(`case-${i}`);
    expect(table.add(id, 0, id.length)).toBe(i);
  }
  for (const i of [0, 17, 4999]) {
    const id = bytes(`case-${i}`);
    expect(table.add(id, 0, id.length)).toBe(i);
    expect(new TextDecoder().decode(table.bytesOf(i))).toBe(`case-${i}`);
  }
  expect(table.find(bytes("other"), 0, 5)).toBe(-1);
  expect(table.size()).toBe(5000);
});

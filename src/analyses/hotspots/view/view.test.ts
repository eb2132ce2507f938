import { expect, test } from "vitest";
import { outcomes } from "../../../domain/case-chunk.ts";
import { createFormat } from "../../../i18n/format.ts";
import { createTexts } from "../../../i18n/texts.ts";
import { type HotspotClass, hotspotClasses } from "../kernel/classes.ts";
import { changeClasses, changesOf } from "./changes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import { messages } from "./messages.ts";
import { readingOf } from "./reading.ts";
import { kernelParams, settingsKey, settingsOf } from "./settings.ts";
import { plainValue, studyOf } from "./study.ts";
import { earlierWindow } from "./windows.ts";
import { answerOf, warningsOf, writeP, writeValue, writeZ } from "./words.ts";

const day = 86_400;
const jan2025 = Date.UTC(2025, 0) / 1000;
const jan2024 = Date.UTC(2024, 0) / 1000;

const areas = {
  level: "duty_grid",
  rows: 4,
  ids: ["a", "b", "c", "d"],
  names: ["甲", "乙", "丙", "丁"],
  areaKm2: Float64Array.of(1, 2, 3, 4),
  residents: Float64Array.of(2000, Number.NaN, 1000, 500),
  polygons: {
    coordinates: new Float64Array(0),
    ringOffsets: new Uint32Array(1),
    polygonOffsets: new Uint32Array(5),
    featureOffsets: new Uint32Array(5),
  },
  labelPoints: new Float64Array(8),
} as const;

/** Cases by outcome: closed on time, late, without limit, open in time, overdue, without limit, void. */
const counted = {
  areaOutcomes: Uint32Array.from(
    [
      [9, 9, 9, 9, 9, 9, 9],
      [30, 10, 0, 5, 5, 0, 3],
      [20, 0, 0, 0, 0, 0, 0],
      [0, 0, 4, 0, 0, 6, 1],
      [0, 0, 0, 0, 0, 0, 8],
    ].flat(),
  ),
  areaMedianHours: Float64Array.of(1, 48, 12, Number.NaN, Number.NaN),
};

test("quantities are cases and what they are out of, void cases left out", () => {
  expect(outcomes.length).toBe(7);
  const values = (quantity: Parameters<typeof studyOf>[0]) => {
    const study = studyOf(quantity, areas, counted, null);
    return areas.ids.map((_, row) => plainValue(study, row));
  };
  expect(values("count")).toEqual([50, 20, 10, 0]);
  expect(values("per_1000")).toEqual([25, Number.NaN, 10, 0]);
  expect(values("per_km2")).toEqual([50, 10, 10 / 3, 0]);
  expect(values("overdue_share")).toEqual([0.3, 0, Number.NaN, Number.NaN]);
  expect(values("median_days")).toEqual([2, 0.5, Number.NaN, Number.NaN]);
  expect(values("per_facility")).toEqual([Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
});

function tested(classes: readonly HotspotClass[], z: readonly number[]): Tested {
  const numbers = Float64Array.from(z);
  const one = Float64Array.of(1);
  return {
    window: [jan2025, jan2025 + day - 1],
    study: studyOf("count", areas, counted, null),
    csr: { start: new Uint32Array(5), neighbour: new Uint32Array(0) },
    problem: null,
    output: {
      value: numbers,
      lag: numbers,
      statistic: numbers,
      z: numbers,
      raw: numbers,
      rawExpected: numbers,
      rawVariance: numbers,
      chance: numbers,
      p: numbers,
      q: numbers,
      class: Uint8Array.from(classes, (name) => hotspotClasses.indexOf(name)),
      flags: Uint8Array.of(0, 8, 2, 1),
      moranI: one,
      moranZ: one,
      gearyC: one,
      gearyZ: one,
      generalG: one,
      generalGZ: one,
      tests: Float64Array.of(4),
      discoveries: one,
      leastP: Float64Array.of(0.02),
      permutationsNeeded: Float64Array.of(159),
    },
  };
}

const analyses = (own: Record<string, string | number>) => ({ analyses: { hotspots: own } });

function resultOf(now: Tested, own: Record<string, string | number> = {}): HotspotsResult {
  const input = { settings: settingsOf(analyses(own)), areas } as unknown as HotspotsResult["input"];
  return { input, now, before: null, shift: null };
}

test("a reading counts classes, names the hottest, and says what share the hot areas have", () => {
  const reading = readingOf(tested(["hot-95", "hot-99", "cold-95", "not-significant"], [3, 5, -3, 0]));
  expect(reading).toMatchObject({ tests: 4, hot: 2, cold: 1, hottest: 1, significant: [1, 0, 2] });
  expect(reading?.landShare).toBeCloseTo(0.3);
  expect(reading?.loadShare).toBeCloseTo(70 / 80);
  expect(reading?.flagged).toEqual({ "no-data": 1, isolated: 1, "few-neighbours": 0, "small-base": 1 });
});

const wordsIn = (locale: "zh-CN" | "en") => ({ t: createTexts(messages, locale), format: createFormat(locale) });

test("the answer is one sentence with its numbers in both languages", () => {
  const now = tested(["hot-95", "hot-99", "cold-95", "not-significant"], [3, 5, -3, 0]);
  const reading = readingOf(now);
  if (!reading) throw new Error("no reading");
  expect(answerOf(resultOf(now), reading, { ...wordsIn("zh-CN"), level: "责任网格" })).toBe(
    "4 个责任网格中 *2* 个显著偏高、*1* 个显著偏低（q ≤ 0.05，已校正）。偏高的占面积 *30.0%*，集中了 *87.5%* 的案件；最突出的是 *乙*。",
  );
  expect(answerOf(resultOf(now, { correction: "none" }), reading, { ...wordsIn("en"), level: "Duty grid" })).toBe(
    "Of 4 areas (Duty grid), *2* are significantly high and *1* significantly low at q ≤ 0.05 (not corrected). The high ones cover *30.0%* of the land and hold *87.5%* of the cases; *乙* stands out most.",
  );
});

test("nothing significant is said as what it is, and clusters are told from outliers", () => {
  const dull = tested(["not-significant", "not-significant", "isolated", "no-data"], [1, 0, 0, 0]);
  const reading = readingOf(dull);
  if (!reading) throw new Error("no reading");
  expect(answerOf(resultOf(dull), reading, { ...wordsIn("en"), level: "x" })).toContain("None of 4 areas (x)");
  const moran = tested(["high-high", "low-low", "high-low", "low-high"], [4, 3, -3, -2]);
  const said = readingOf(moran);
  if (!said) throw new Error("no reading");
  const text = answerOf(resultOf(moran, { statistic: "moran" }), said, { ...wordsIn("en"), level: "" });
  expect(text).toContain("*1* lies in High–High clusters, *1* in Low–Low ones and *2* differ from their");
});

test("too few permutations for the correction, small bases and islands are warned of", () => {
  const now = tested(["not-significant", "not-significant", "isolated", "no-data"], [1, 0, 0, 0]);
  const reading = readingOf(now);
  if (!reading) throw new Error("no reading");
  const texts = warningsOf(resultOf(now, { permutations: 99 }), reading, wordsIn("en").t).join(" ");
  expect(texts).toContain("With 99 permutations the least p is 0.020");
  expect(texts).toContain("use 159 or more");
  expect(texts).toContain("1 area expects fewer than 5 cases: its rate is unstable");
  expect(texts).toContain("1 area has no neighbours and is not tested");
  const enough = warningsOf(resultOf(now, { permutations: 999 }), reading, wordsIn("en").t).join(" ");
  expect(enough).not.toContain("permutations the least p");
});

test("what changed between two windows goes by area, also where the areas are in another order", () => {
  const now = tested(["hot-99", "hot-95", "not-significant", "cold-99"], [5, 3, 0, -5]);
  const before = tested(["hot-90", "not-significant", "hot-95", "not-significant"], [2, 0, 3, 0]);
  expect(Array.from(changesOf(now, before), (code) => changeClasses[code])).toEqual([
    "still-hot",
    "now-hot",
    "no-longer-hot",
    "now-cold",
  ]);
});

test("the window to compare with is the equal one before or the same a year ago, if the data has it", () => {
  const data = [jan2024 + 3000, jan2025 + 365 * day] as const;
  const march: readonly [number, number] = [jan2025 + 59 * day, jan2025 + 90 * day - 1];
  expect(earlierWindow("none", march, data)).toBeNull();
  expect(earlierWindow("previous", march, data)).toEqual([march[0] - 31 * day, march[0] - 1]);
  expect(earlierWindow("year", march, data)).toEqual([march[0] - 366 * day + day, march[1] - 365 * day]);
  expect(earlierWindow("year", [jan2025, jan2025 + 365 * day - 1], data)).toEqual([jan2024, jan2025 - 1]);
  expect(earlierWindow("previous", data, data)).toBeNull();
});

test("settings from a link are made valid, and what is only shown does not change the key", () => {
  const { subject, test: own } = settingsOf(analyses({ quantity: "nonsense", permutations: 1e9, level: "cell" }));
  expect(subject.quantity).toBe("count");
  expect(own.permutations).toBe(999_999);
  expect(own.level).toBe(0.05);
  const key = (patch: Record<string, string>) => settingsKey(settingsOf(analyses(patch)));
  expect(key({ picture: "change" })).toBe(key({}));
  expect(key({ statistic: "moran" })).not.toBe(key({}));
});

test("the kernel gets a measure that fits the quantity", () => {
  const measure = (own: Record<string, string>) => kernelParams(settingsOf(analyses(own))).measure;
  expect(measure({})).toBe("value");
  expect(measure({ measure: "ebi" })).toBe("value");
  expect(measure({ quantity: "per_1000" })).toBe("rate");
  expect(measure({ quantity: "per_1000", measure: "ebi" })).toBe("ebi");
  expect(measure({ quantity: "overdue_share", measure: "eb-global" })).toBe("eb-share");
  expect(settingsOf(analyses({ level: "hexagon", quantity: "per_1000" })).subject.quantity).toBe("count");
});

test("numbers are written with the digits that matter", () => {
  expect([0.00001, 0.00034, 0.00234, 0.0099, 0.0456, 0.5].map(writeP)).toEqual([
    "<0.0001",
    "0.0003",
    "0.002",
    "0.010",
    "0.046",
    "0.50",
  ]);
  expect(writeP(Number.NaN)).toBe("—");
  expect([-3.456, 12.345].map(writeZ)).toEqual(["−3.46", "12.3"]);
  expect(writeValue("overdue_share", 0.1234, createFormat("en"))).toBe("12.3%");
});

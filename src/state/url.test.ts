import fc from "fast-check";
import { expect, test } from "vitest";
import { filterFields } from "../domain/case-chunk.ts";
import { type Document, defaultDocument, locales, overlays, surfaces, themes } from "../domain/document.ts";
import { classMethods, measures } from "../domain/filters.ts";
import { areaLevels } from "../domain/vocabulary.ts";
import { documentFromHash, documentToHash } from "./url.ts";

test("the default document is a short link", () => {
  expect(documentToHash(defaultDocument)).toBe("#/overview");
  expect(documentFromHash("")).toEqual(defaultDocument);
  expect(documentFromHash("#/overview")).toEqual(defaultDocument);
});

test("a link is readable", () => {
  const document: Document = {
    ...defaultDocument,
    filters: { values: { dept: ["chengguan", "a,b"] }, time: [1704067200, 1706745600], hours: [0, 1, 2, 8] },
    selection: { level: "duty_grid", id: "G03" },
  };
  expect(documentToHash(document)).toBe(
    "#/overview?time=2024-01-01~2024-02-01&dept=chengguan,a%5C,b&hours=0-2,8&area=duty_grid:G03",
  );
});

test("parts that cannot be used are ignored", () => {
  const hash = "#/nowhere?lang=fr&time=2024~x&at=1,2&classes=magic:99&area=:&hours=9-2,500&level=moon";
  expect(documentFromHash(hash)).toEqual({ ...defaultDocument, filters: { values: {}, hours: [] } });
});

test("any document survives the way through a link", () => {
  const item = fc.string({ maxLength: 6 });
  const level = fc.constantFrom(...areaLevels);
  const seconds = fc.integer({ min: 0, max: 4_000_000_000 });
  const settings = fc.dictionary(
    fc.constantFrom("level", "statistic", "night"),
    fc.oneof(fc.constantFrom("gi-star", "a,b:c"), fc.integer(), fc.boolean()),
    { minKeys: 1 },
  );
  const arbitrary: fc.Arbitrary<Document> = fc.record({
    dataset: fc.webUrl(),
    view: fc.constant("overview" as const),
    locale: fc.constantFrom(...locales),
    theme: fc.constantFrom(...themes),
    filters: fc
      .record({
        values: fc.dictionary(fc.constantFrom(...filterFields), fc.array(item, { minLength: 1, maxLength: 3 })),
        time: fc.option(
          fc.tuple(seconds, seconds).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
          { nil: undefined },
        ),
        areas: fc.option(
          fc.record({
            level,
            ids: fc.array(
              item.filter((id) => id !== ""),
              { minLength: 1, maxLength: 3 },
            ),
          }),
          { nil: undefined },
        ),
        hours: fc.option(
          fc.uniqueArray(fc.nat(167), { minLength: 1 }).map((h) => h.sort((a, b) => a - b)),
          { nil: undefined },
        ),
      })
      .map(
        (filters) =>
          Object.fromEntries(
            Object.entries(filters).filter(([, value]) => value !== undefined),
          ) as unknown as Document["filters"],
      ),
    style: fc.record({
      surface: fc.constantFrom(...surfaces),
      level: fc.option(level, { nil: null }),
      measure: fc.constantFrom(...measures),
      classMethod: fc.constantFrom(...classMethods),
      classCount: fc.integer({ min: 3, max: 9 }),
      bandwidthMetres: fc.option(fc.integer({ min: 10, max: 5000 }), { nil: null }),
      overlays: fc.subarray([...overlays]),
    }),
    camera: fc.option(
      fc.record({
        lon: fc.integer({ min: -180, max: 180 }),
        lat: fc.integer({ min: -85, max: 85 }),
        zoom: fc.integer({ min: 0, max: 24 }),
      }),
      { nil: null },
    ),
    selection: fc.option(fc.record({ level, id: item.filter((id) => id !== "") }), { nil: null }),
    analyses: fc.dictionary(fc.constantFrom("hotspots", "coverage"), settings),
    scenarios: fc.array(
      fc.record({
        analysis: fc.constantFrom("stations", "siting"),
        name: item.filter((name) => name !== ""),
        settings,
      }),
      { maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(arbitrary, (document) => {
      expect(documentFromHash(documentToHash(document))).toEqual(document);
    }),
    { seed: 11, numRuns: 500 },
  );
});

import { expect, test } from "vitest";
import type { AreaTable } from "../../../domain/area-table.ts";
import { noFilters } from "../../../domain/filters.ts";
import { filtersOf } from "./filters-of.ts";
import { cameraOf } from "./on-map.ts";

const day = 86_400;

/** Only what is looked at. */
const areas = (own: Partial<AreaTable>): AreaTable => own as AreaTable;
const cases = {
  fine: areas({
    level: "cell",
    ids: ["g0", "g1", "g2"],
    labelPoints: Float64Array.of(116, 40, 116.004, 40, 116.5, 41),
  }),
  coarse: areas({ level: "street_town", ids: ["s0", "s1"] }),
  classes: ["01", "02", "03"],
  classField: "main_code",
} as const;

test("a cluster's filters are its areas from its first day to the end of its last", () => {
  const alert = { kind: "cluster", since: 10, lastDay: 12, areas: Uint32Array.of(0, 2), series: -1 } as const;
  const filters = { ...noFilters, values: { source: ["patrol"] } };
  expect(filtersOf(cases, alert, { filters })).toEqual({
    values: { source: ["patrol"] },
    time: [10 * day, 13 * day - 1],
    areas: { level: "cell", ids: ["g0", "g2"] },
  });
});

test("a series' filters are its area and its kind", () => {
  const alert = { kind: "series", since: 5, lastDay: 5, areas: Uint32Array.of(0), series: 4 } as const;
  expect(filtersOf(cases, alert, { filters: noFilters })).toEqual({
    values: { main_code: ["02"] },
    time: [5 * day, 6 * day - 1],
    areas: { level: "street_town", ids: ["s1"] },
  });
});

test("the map shows an alert whole: a small one near, a wide one from afar", () => {
  expect(cameraOf(cases.fine, { areas: Uint32Array.of(0, 1) })).toEqual({
    lon: expect.closeTo(116.002, 9),
    lat: 40,
    zoom: expect.closeTo(15.5, 6),
  });
  expect(cameraOf(cases.fine, { areas: Uint32Array.of(0, 1, 2) }).zoom).toBe(11);
});

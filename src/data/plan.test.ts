import { expect, test } from "vitest";
import type { DataFile } from "../domain/manifest.ts";
import type { Footer, RowGroup } from "./footer.ts";
import { columnBounds, isoSeconds, isoText, mayHold, planRowGroups } from "./plan.ts";

const columns = { time: "reported_at", lon: "lon", lat: "lat" };

/** Row groups of 100 rows and 1,000 bytes; group `i` holds the seconds 100 i … 100 i + 99 and the longitudes i … i + 1. */
function footerOf(groups: number): Footer {
  const rowGroups = Array.from({ length: groups }, (_, i): RowGroup => {
    const bounds = { reported_at: [100 * i, 100 * i + 99], lon: [i, i + 1], lat: [0, 1] } as const;
    return { rows: 100, from: 4 + 1000 * i, to: 4 + 1000 * (i + 1), bounds };
  });
  return { bytes: 1000 * groups + 100, rows: 100 * groups, columns: Object.keys(columns), rowGroups };
}

test("a large file is read in runs of neighbouring row groups of about the wanted rows", () => {
  const units = planRowGroups("cases.parquet", footerOf(5), { columns, rows: 200 });
  expect(units.map((unit) => unit.part)).toEqual([
    { rowGroups: [0, 1], from: 4, to: 2004 },
    { rowGroups: [2, 3], from: 2004, to: 4004 },
    { rowGroups: [4], from: 4004, to: 5004 },
  ]);
  expect(units.map(({ rows, bytes }) => [rows, bytes])).toEqual([
    [200, 2000],
    [200, 2000],
    [100, 1000],
  ]);
});

test("row groups that cannot hold wanted cases are skipped, and a run does not reach over them", () => {
  const read = (within: Parameters<typeof planRowGroups>[2]["within"]) =>
    planRowGroups("f", footerOf(5), { columns, rows: 1000, ...(within ? { within } : {}) }).map(
      (unit) => unit.part?.rowGroups,
    );
  expect(read({ timeRange: [150, 320] })).toEqual([[1, 2, 3]]);
  expect(read({ timeRange: [199, 200] })).toEqual([[1, 2]]);
  expect(read({ timeRange: [0, 1000], box: [2.5, 0, 2.6, 1] })).toEqual([[2]]);
  expect(read({ timeRange: [900, 1000] })).toEqual([]);
});

test("a row group without statistics is always read", () => {
  const footer = footerOf(2);
  const bare = { ...footer, rowGroups: footer.rowGroups.map((group) => ({ ...group, bounds: {} })) };
  expect(planRowGroups("f", bare, { columns, within: { timeRange: [900, 1000] } })).toHaveLength(1);
  expect(columnBounds(bare, "lon")).toBeUndefined();
  expect(columnBounds(footer, "lon")).toEqual([0, 2]);
});

test("a file of no rows gives nothing to read", () => {
  expect(planRowGroups("f", footerOf(0), { columns })).toEqual([]);
});

test("the manifest alone rules out other months, other times and other places", () => {
  const file: DataFile = {
    path: "cases/2024-05.parquet",
    table: "cases",
    rows: 1,
    bytes: 1,
    sha256: "",
    month: "2024-05",
    timeRange: ["2024-05-01T00:00:00", "2024-05-31T23:59:59"],
    box: [121, 31, 122, 32],
  };
  expect(mayHold(file, {})).toBe(true);
  expect(mayHold(file, { months: ["2024-05"] })).toBe(true);
  expect(mayHold(file, { months: ["2024-06"] })).toBe(false);
  expect(mayHold(file, { timeRange: [isoSeconds("2024-05-31T23:59:59"), isoSeconds("2024-07-01")] })).toBe(true);
  expect(mayHold(file, { timeRange: [isoSeconds("2024-06-01"), isoSeconds("2024-07-01")] })).toBe(false);
  expect(mayHold(file, { box: [121.5, 31.5, 130, 40] })).toBe(true);
  expect(mayHold(file, { box: [122.5, 31.5, 130, 40] })).toBe(false);
});

test("wall-clock texts are read as if they were UTC, and written back", () => {
  expect(isoSeconds("1970-01-02")).toBe(86_400);
  expect(isoText(isoSeconds("2024-02-29 12:30:05"))).toBe("2024-02-29T12:30:05");
});

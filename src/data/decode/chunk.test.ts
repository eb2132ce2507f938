import {
  Dictionary,
  Int32,
  makeVector,
  Table,
  TimestampMicrosecond,
  tableToIPC,
  Uint8,
  Utf8,
  vectorFromArray,
} from "apache-arrow";
import { expect, test } from "vitest";
import { outcomes } from "../../domain/case-chunk.ts";
import { durationBin } from "../../domain/duration.ts";
import { parseIpc } from "../arrow.ts";
import { isoSeconds } from "../plan.ts";
import type { ColumnSet } from "../raw-columns.ts";
import { buildChunk, type ChunkRecipe, recipeColumns } from "./chunk.ts";

const recipe: ChunkRecipe = {
  columns: {},
  fields: ["category", "dept", "duty_grid_id"],
  box: [121, 31, 122, 32],
  asOf: isoSeconds("2024-03-01"),
};

const codes = (values: (string | null)[]) => vectorFromArray(values, new Dictionary(new Utf8(), new Int32()));
const times = (texts: (string | null)[]) =>
  vectorFromArray(
    texts.map((text) => (text === null ? null : isoSeconds(text) * 1000)),
    new TimestampMicrosecond(),
  );

/** Read back, so that the memory is laid out as in a file. */
const stored = (table: Table): ColumnSet => parseIpc(tableToIPC(table, "stream"), "f");

const three = () =>
  stored(
    new Table({
      reported_at: times(["2024-01-01T00:00:00", "2024-01-02T12:00:00", "2024-02-29T00:00:00"]),
      closed_at: times(["2024-01-01T10:00:00", null, null]),
      due_at: times(["2024-01-01T09:00:00", "2024-03-02T00:00:00", null]),
      lon: vectorFromArray(new Float64Array([121, 121.5, 122])),
      lat: vectorFromArray(new Float64Array([32, 31.5, 31])),
      status: codes(["closed", "handling", "void"]),
      category: codes(["event", null, "component"]),
    }),
  );

test("three cases become three rows of small numbers", () => {
  const chunk = buildChunk(three(), recipe, "f");
  expect(chunk.rows).toBe(3);
  expect([...chunk.reported]).toEqual(["2024-01-01", "2024-01-02T12:00:00", "2024-02-29"].map(isoSeconds));
  expect([chunk.x[0], chunk.x[2], chunk.y[0], chunk.y[2]]).toEqual([0, 65535, 0, 65535]);
  expect(chunk.x[1]).toBe(32768);
  expect(chunk.y[1]).toBeGreaterThan(32_600);
  expect([...chunk.outcome].map((index) => outcomes[index])).toEqual(["closed_late", "open_in_time", "void"]);
  expect([...chunk.duration]).toEqual([durationBin(10), durationBin(58.5 * 24), durationBin(24)]);
  expect(chunk.codes.category).toEqual({ values: Uint8Array.of(1, 0, 2), dictionary: ["event", "component"] });
});

test("a field that the file does not have is without values", () => {
  expect(buildChunk(three(), recipe, "f").codes.dept).toEqual({ values: new Uint8Array(3), dictionary: [] });
});

test("codes are the same whether they come as dictionary, texts or numbers", () => {
  const values = Array.from({ length: 1000 }, (_, i) => (i % 7 === 0 ? null : i % 5));
  const table = (category: Table["batches"][number] | unknown) =>
    stored(new Table({ ...base(1000), category: category as ReturnType<typeof codes> }));
  const texts = values.map((value) => (value === null ? null : String(value)));
  const read = (vector: unknown) => buildChunk(table(vector), recipe, "f").codes.category;
  const expected = read(codes(texts));
  expect(read(vectorFromArray(texts, new Utf8()))).toEqual(expected);
  expect(read(vectorFromArray(values, new Uint8()))).toEqual(expected);
  expect(read(vectorFromArray(values, new Int32()))).toEqual(expected);
  expect(
    [...(expected?.values ?? [])].map((code) => (code === 0 ? null : Number(expected?.dictionary[code - 1]))),
  ).toEqual(values);
});

test("more than 255 different values take two bytes each, in order of appearance", () => {
  const ids = Array.from({ length: 300 }, (_, i) => `grid-${i}`);
  const chunk = buildChunk(stored(new Table({ ...base(300), duty_grid_id: codes(ids) })), recipe, "f");
  expect(chunk.codes.duty_grid_id?.values).toEqual(Uint16Array.from(ids, (_, i) => i + 1));
  expect(chunk.codes.duty_grid_id?.dictionary).toEqual(ids);
});

test("columns may have other names, and only those that are needed are read", () => {
  const renamed = { ...recipe, fields: ["category"], columns: { reported_at: "opened", category: "kind" } };
  expect(recipeColumns(renamed)).toEqual(["opened", "lon", "lat", "status", "due_at", "closed_at", "kind"]);
});

test("a missing required column is a fault that names the file and the column", () => {
  const table = stored(
    new Table({ lon: vectorFromArray(new Float64Array(1)), lat: vectorFromArray(new Float64Array(1)) }),
  );
  expect(() => buildChunk(table, recipe, "cases/2024-05.parquet")).toThrow(
    expect.objectContaining({
      code: "missing-column",
      values: { file: "cases/2024-05.parquet", column: "reported_at" },
    }),
  );
});

test("no rows give an empty chunk", () => {
  expect(buildChunk(stored(new Table(base(0))), recipe, "f").rows).toBe(0);
});

function base(rows: number) {
  return {
    reported_at: times(Array.from({ length: rows }, () => "2024-01-01")),
    lon: makeVector(new Float64Array(rows).fill(121.5)),
    lat: makeVector(new Float64Array(rows).fill(31.5)),
  };
}

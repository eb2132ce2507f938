import { expect, test } from "vitest";
import { type FlatGeometry, flatFromGeoJson, readWkb, writeWkb } from "./wkb.ts";

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const ring = (x: number): number[][] => [
  [x, 0],
  [x + 4, 0],
  [x + 4, 4],
  [x, 4],
  [x, 0],
];
const hole = [
  [1, 1],
  [1, 2],
  [2, 2],
  [1, 1],
];

const examples: readonly { type: string; coordinates: unknown }[] = [
  { type: "Point", coordinates: [121.4, 31.2] },
  {
    type: "LineString",
    coordinates: [
      [0, 0],
      [1, 2],
      [3, 3],
    ],
  },
  { type: "Polygon", coordinates: [ring(0), hole] },
  { type: "MultiPolygon", coordinates: [[ring(0), hole], [ring(10)]] },
];

test("POINT(1 2) is written as every database writes it", () => {
  expect(hex(writeWkb(flatFromGeoJson({ type: "Point", coordinates: [1, 2] })))).toBe(
    "0101000000000000000000f03f0000000000000040",
  );
});

test("big-endian binary is read too", () => {
  const point = readWkb(bytesOf("00000000013ff00000000000004000000000000000"));
  expect([...point.coords]).toEqual([1, 2]);
});

test.each(examples)("a $type survives writing and reading", (geometry) => {
  const flat = flatFromGeoJson(geometry);
  expect(readWkb(writeWkb(flat))).toEqual(flat);
});

test("the parts of a multipolygon are told apart", () => {
  const flat = flatFromGeoJson(examples[3] ?? { type: "", coordinates: null });
  expect([flat.ringEnds, flat.polygonEnds]).toEqual([
    [5, 9, 14],
    [2, 3],
  ]);
});

test("open rings are closed and heights are left out", () => {
  const flat: FlatGeometry = flatFromGeoJson({
    type: "Polygon",
    coordinates: [
      [
        [0, 0, 7],
        [1, 0, 7],
        [1, 1, 7],
      ],
    ],
  });
  expect([...flat.coords]).toEqual([0, 0, 1, 0, 1, 1, 0, 0]);
});

test.each([
  [{ type: "GeometryCollection", coordinates: [] }, "not supported"],
  [{ type: "Polygon", coordinates: [] }, "no ring"],
  [
    {
      type: "Polygon",
      coordinates: [
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
    "fewer than 3",
  ],
  [{ type: "LineString", coordinates: [[0, 0]] }, "fewer than 2"],
  [{ type: "Point", coordinates: ["1", 2] }, "not two numbers"],
])("%j is refused", (geometry, reason) => {
  expect(() => flatFromGeoJson(geometry)).toThrow(reason);
});

test("binary that is cut short, or of an unknown type, is refused", () => {
  const bytes = writeWkb(flatFromGeoJson(examples[3] ?? { type: "", coordinates: null }));
  for (const length of [0, 4, 8, 12, 40, bytes.length - 1]) {
    expect(() => readWkb(bytes.subarray(0, length))).toThrow("ends too early");
  }
  expect(() => readWkb(bytesOf("0163000000"))).toThrow("not supported");
});

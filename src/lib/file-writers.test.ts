import { expect, test } from "vitest";
import { csvText } from "./csv-write.ts";
import { polygonsGeoJson } from "./geojson-write.ts";
import { zippedShapefile } from "./shapefile-write.ts";
import type { FlatGeometry } from "./wkb.ts";
import { crc32, utf8, zipOf } from "./zip-write.ts";

const square: FlatGeometry = {
  kind: "Polygon",
  coords: Float64Array.of(0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 1, 1, 1, 2, 2, 2, 2, 1, 1, 1),
  ringEnds: [5, 10],
  polygonEnds: [2],
};

test("CRC-32 of the check text is the published one", () => {
  expect(crc32(utf8("123456789")).toString(16)).toBe("cbf43926");
});

test("UTF-8 is that of the platform", () => {
  for (const text of ["abc", "和平镇", "é😀"]) expect(utf8(text)).toEqual(new TextEncoder().encode(text));
});

test("the directory of an archive names every file and where it begins", () => {
  const zip = zipOf([
    { name: "one.txt", bytes: utf8("first") },
    { name: "单元.txt", bytes: utf8("第二") },
  ]);
  const view = new DataView(zip.buffer);
  const end = zip.length - 22;
  expect([view.getUint32(end, true), view.getUint16(end + 10, true)]).toEqual([0x06054b50, 2]);
  const names: string[] = [];
  for (let at = view.getUint32(end + 16, true); at < end; at += 46 + view.getUint16(at + 28, true)) {
    const [length, start] = [view.getUint16(at + 28, true), view.getUint32(at + 42, true)];
    names.push(new TextDecoder().decode(zip.subarray(at + 46, at + 46 + length)));
    expect(view.getUint32(start, true)).toBe(0x04034b50);
    expect(view.getUint32(start + 14, true)).toBe(view.getUint32(at + 16, true));
  }
  expect(names).toEqual(["one.txt", "单元.txt"]);
  expect(new TextDecoder().decode(new Uint8Array(stored(zip, "单元.txt").buffer, 30 + 7 + 5 + 30 + 10, 6))).toBe(
    "第二",
  );
});

/** A file of an archive of stored files. */
function stored(zip: Uint8Array, name: string): DataView {
  const view = new DataView(zip.buffer);
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const [size, length] = [view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
    const own = new TextDecoder().decode(zip.subarray(at + 30, at + 30 + length));
    if (own === name) return new DataView(zip.buffer, at + 30 + length, size);
    at += 30 + length + size;
  }
  throw new Error(`no ${name}`);
}

test("a shapefile has its header, its rings turned as the format wants, and its table", () => {
  const zip = zippedShapefile("units", {
    shapes: [square],
    fields: [
      { name: "unit", values: [3] },
      { name: "name", values: ["和平"] },
    ],
  });
  const shp = stored(zip, "units.shp");
  expect([shp.getInt32(0), shp.getInt32(24) * 2, shp.getInt32(28, true), shp.getInt32(32, true)]).toEqual([
    9994,
    shp.byteLength,
    1000,
    5,
  ]);
  expect([shp.getFloat64(36, true), shp.getFloat64(60, true)]).toEqual([0, 4]);
  expect([shp.getInt32(144, true), shp.getInt32(148, true)]).toEqual([2, 10]);
  const second = [shp.getFloat64(160 + 16, true), shp.getFloat64(160 + 24, true)];
  expect(second).toEqual([0, 4]);
  const dbf = stored(zip, "units.dbf");
  expect([dbf.getUint8(0), dbf.getUint32(4, true), dbf.getUint16(8, true)]).toEqual([3, 1, 97]);
  const record = new TextDecoder().decode(new Uint8Array(dbf.buffer, dbf.byteOffset + 97, dbf.getUint16(10, true)));
  expect(record.trim().split(/\s+/)).toEqual(["3和平"]);
});

test("a field name that is too long is refused", () => {
  const fields = [{ name: "residents_now", values: [1] }];
  expect(() => zippedShapefile("a", { shapes: [square], fields })).toThrow("residents_now");
});

test("CSV quotes what needs it and disarms formulas", () => {
  expect(
    csvText(
      ["a", "b"],
      [
        ["x,y", 'say "hi"'],
        ["=1+1", -2],
        ["-3", Number.NaN],
      ],
    ),
  ).toBe('\ufeffa,b\r\n"x,y","say ""hi"""\r\n\'=1+1,-2\r\n-3,\r\n');
});

test("GeoJSON keeps holes inside their polygon", () => {
  const { features, note } = JSON.parse(polygonsGeoJson([{ shape: square, properties: { unit: 1 } }], { note: "x" }));
  expect(note).toBe("x");
  expect(features[0].geometry.type).toBe("Polygon");
  expect(features[0].geometry.coordinates.map((ring: unknown[]) => ring.length)).toEqual([5, 5]);
});

import { expect, test } from "vitest";
import { planFileMark, readPlanFile } from "./plan-file.ts";

const file = (name: string, text: string) => readPlanFile(new File([text], name));
const ring = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

test("a table gives its header and rows, a mark before it does no harm", async () => {
  expect(await file("a.csv", "\ufeffarea_id,unit\n01,A\n02,B\n")).toEqual({
    kind: "rows",
    header: ["area_id", "unit"],
    rows: [
      ["01", "A"],
      ["02", "B"],
    ],
  });
});

test("GeoJSON gives its polygons by name, features without one by their number", async () => {
  const features = [
    { type: "Feature", properties: { name: "North" }, geometry: { type: "Polygon", coordinates: [ring] } },
    { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: [[ring], [ring]] } },
    { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [0, 0] } },
  ];
  const read = await file("a.geojson", JSON.stringify({ type: "FeatureCollection", features }));
  if (read.kind !== "polygons") throw new Error(read.kind);
  expect(read.names).toEqual(["North", "2"]);
  expect(read.shapes.map(({ ringEnds, polygonEnds }) => [ringEnds, polygonEnds])).toEqual([
    [[4], [1]],
    [
      [4, 8],
      [1, 2],
    ],
  ]);
});

test("a plan file gives its texts", async () => {
  const read = await file("a.json", JSON.stringify({ kind: planFileMark, plan: "p1.a.b", note: "why", extra: 3 }));
  expect(read).toEqual({ kind: "plan", settings: { kind: planFileMark, plan: "p1.a.b", note: "why" } });
});

test.each([
  ["empty.csv", " \n", "empty"],
  ["head.csv", "area_id,unit\n", "empty"],
  ["a.json", "{ not json", "json"],
  ["a.geojson", '{"type":"FeatureCollection","features":[]}', "json"],
  ["a.xlsx", "PK", "kind"],
])("%s is refused: %s → %s", async (name, text, wrong) => {
  expect(await file(name, text)).toEqual({ kind: "wrong", wrong });
});

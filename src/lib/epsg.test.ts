import fc from "fast-check";
import { expect, test } from "vitest";
import { fitControlPoints } from "./control-points.ts";
import { epsgOfWkt, epsgProjection } from "./epsg.ts";
import { haversineMetres } from "./geodesy.ts";
import { transverseMercator } from "./transverse-mercator.ts";

test("transverse Mercator gives the example of IOGP Guidance Note 373-7-2 (British National Grid)", () => {
  const grid = transverseMercator({
    ellipsoid: { semiMajorMetres: 6_377_563.396, inverseFlattening: 299.3249646 },
    originLat: 49,
    centralMeridian: -2,
    scale: 0.9996012717,
    falseEasting: 400_000,
    falseNorthing: -100_000,
  });
  const [easting, northing] = grid.forward(0.5, 50.5);
  expect(Math.abs(easting - 577_274.99)).toBeLessThan(0.01);
  expect(Math.abs(northing - 69_740.5)).toBeLessThan(0.01);
  const [lon, lat] = grid.inverse(577_274.99, 69_740.5);
  expect(lon).toBeCloseTo(0.5, 6);
  expect(lat).toBeCloseTo(50.5, 6);
});

test("Web Mercator gives the example of the same note", () => {
  const [x, y] = epsgProjection(3857)?.forward(-100 - 20 / 60, 24 + 22 / 60 + 54.433 / 3600) ?? [];
  expect(x).toBeCloseTo(-11_169_055.58, 1);
  expect(y).toBeCloseTo(2_800_000, 1);
});

test("the zones of CGCS2000 differ only in the zone number before the easting", () => {
  const [e1 = 0, n1] = epsgProjection(4549)?.forward(121.4737, 31.2304) ?? [];
  const [e2 = 0, n2] = epsgProjection(4528)?.forward(121.4737, 31.2304) ?? [];
  expect(e2 - e1).toBeCloseTo(40_000_000, 6);
  expect(n2).toBe(n1);
  expect(e1).toBeGreaterThan(600_000);
});

test.each([4526, 4528, 4547, 4549, 4498, 4509, 32651, 32751, 26918, 3857, 4490])(
  "EPSG:%i goes out and back",
  (code) => {
    const projection = epsgProjection(code);
    if (!projection) throw new Error("unknown");
    const middle =
      code === 26918 ? -75 : code === 4547 || code === 4526 ? 114 : code === 4498 || code === 4509 ? 117 : 121;
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 3, noNaN: true }),
        fc.double({ min: 4, max: 54, noNaN: true }),
        (offset, north) => {
          const lat = code === 32751 ? -north : north;
          const [lon2, lat2] = projection.inverse(...projection.forward(middle + offset, lat));
          expect(haversineMetres(middle + offset, lat, lon2, lat2)).toBeLessThan(0.001);
        },
      ),
      { seed: 8, numRuns: 100 },
    );
  },
);

test("an unknown code is unknown", () => {
  expect(epsgProjection(27700)).toBeUndefined();
});

test.each([
  [
    'GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]',
    4269,
  ],
  ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]', 4326],
  ['GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000"],AUTHORITY["EPSG","4490"]]', 4490],
  ['PROJCS["CGCS2000_3_Degree_GK_CM_120E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]]', 4549],
  ['PROJCS["CGCS2000_3_Degree_GK_Zone_40",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]]', 4528],
  ['PROJCS["CGCS2000_GK_Zone_21",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000"]]', 4499],
  ['PROJCS["WGS_1984_UTM_Zone_51N",GEOGCS["GCS_WGS_1984"]]', 32651],
  ['PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984"]]', 3857],
  ['PROJCS["OSGB_1936_British_National_Grid",GEOGCS["GCS_OSGB_1936"]]', undefined],
])("%s is %s", (wkt, code) => {
  expect(epsgOfWkt(wkt)).toBe(code);
});

test("control points give back a plane that was turned, scaled and shifted", () => {
  const points = [
    [0, 0, 121.47, 31.23],
    [1000, 0, 121.48, 31.231],
    [0, 1000, 121.469, 31.2389],
  ] as const;
  const affine = fitControlPoints(points, "affine");
  expect(affine?.rmsMetres).toBeLessThan(1e-6);
  for (const [x, y, lon, lat] of points) {
    const [u = 0, v = 0] = affine?.toDegrees(x, y) ?? [];
    expect(haversineMetres(u, v, lon, lat)).toBeLessThan(0.001);
  }
  const similarity = fitControlPoints(points, "similarity");
  expect(similarity?.rmsMetres).toBeGreaterThan(1);
  expect(fitControlPoints(points.slice(0, 1), "similarity")).toBeUndefined();
  expect(fitControlPoints([points[0], points[0], points[0]], "affine")).toBeUndefined();
});

import { Clipper, ClipType, FillRule } from "clipper2-ts";
import { expect, test } from "vitest";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import type { Polygons } from "../../domain/geometry.ts";
import { polygonSet } from "../polygon-set.ts";
import { createRandom } from "../random.ts";
import { flatFromGeoJson } from "../wkb.ts";
import { arrange } from "./arrangement.ts";
import { comprehensiveGrid } from "./comprehensive.ts";
import { bothPolygons, commonPieces, pairsOfFaces } from "./overlay.ts";
import { boxes, flat } from "./topology.test-data.ts";

/** Common ground of every pair of areas, m². */
function common(first: Polygons, second: Polygons): Map<string, number> {
  const areas = first.featureOffsets.length - 1;
  const arrangement = arrange(bothPolygons(first, second), 0.01);
  const { one, other } = pairsOfFaces(arrangement, areas);
  const sizes = new Map<string, number>();
  for (let f = 1; f < arrangement.faces; f++) {
    if (one[f] < 0 && other[f] < 0) continue;
    const key = `${one[f]} ${other[f]}`;
    sizes.set(key, (sizes.get(key) ?? 0) + arrangement.areaM2[f]);
  }
  return sizes;
}

test("two halves over two halves the other way: four quarters", () => {
  const sizes = common(boxes([0, 0, 6, 10], [6, 0, 10, 10]), boxes([0, 0, 10, 3], [0, 3, 10, 10]));
  expect([...sizes].sort().map(([key, size]) => [key, Math.round(size * 1e6) / 1e6])).toEqual([
    ["0 0", 18],
    ["0 1", 42],
    ["1 0", 12],
    ["1 1", 28],
  ]);
});

test("what only one of the sets covers is known too", () => {
  const sizes = common(boxes([0, 0, 10, 10]), boxes([8, 0, 12, 10]));
  expect([...sizes].sort().map(([key, size]) => [key, Math.round(size)])).toEqual([
    ["-1 0", 20],
    ["0 -1", 80],
    ["0 0", 20],
  ]);
});

const [values, counties, grid] = ["areal_interpolation_sf_nc.json", "nc_32119.geojson", "nc_grid10x5.geojson"].map(
  (name) => `oracles/07-topology/${name}`,
);

interface Interpolation {
  readonly source_area: readonly number[];
  readonly target_area: readonly number[];
  readonly intersections: {
    readonly sid: readonly number[];
    readonly gid: readonly number[];
    readonly area: readonly number[];
  };
  readonly extensive: { readonly gid: readonly number[]; readonly v: readonly number[] };
  readonly intensive: { readonly gid: readonly number[]; readonly v: readonly number[] };
}

interface Features {
  readonly features: readonly {
    readonly geometry: { readonly type: string; readonly coordinates: unknown };
    readonly properties: { readonly BIR74: number };
  }[];
}

test.skipIf(!hasShared(values))("every intersection and both interpolations of sf for North Carolina", () => {
  const oracle = sharedJson<Interpolation>(values);
  const read = (path: string) => sharedJson<Features>(path).features;
  const setOf = (path: string) => polygonSet(read(path).map(({ geometry }) => flatFromGeoJson(geometry)));
  const births = read(counties).map(({ properties }) => properties.BIR74);
  const sizes = common(setOf(counties), setOf(grid));
  const { sid, gid, area } = oracle.intersections;
  const least = 800;
  for (const [i, size] of area.entries()) {
    // Coordinates are rounded to about a centimetre: a county's area changes by some hundred square metres.
    const found = sizes.get(`${sid[i] - 1} ${gid[i] - 1}`) ?? 0;
    expect(Math.abs(found - size)).toBeLessThan(least + 1e-7 * size);
  }
  const known = new Set(sid.map((s, i) => `${s - 1} ${gid[i] - 1}`));
  for (const [key, size] of sizes) if (!key.includes("-1") && size > least) expect(known.has(key)).toBe(true);
  const extensive = new Float64Array(oracle.target_area.length);
  const weighted = new Float64Array(oracle.target_area.length);
  const covered = new Float64Array(oracle.target_area.length);
  for (const [key, size] of sizes) {
    const [s, t] = key.split(" ").map(Number);
    if (s < 0 || t < 0) continue;
    extensive[t] += (births[s] * size) / oracle.source_area[s];
    weighted[t] += births[s] * size;
    covered[t] += size;
  }
  oracle.extensive.gid.forEach((gid, i) => expect(extensive[gid - 1] / oracle.extensive.v[i]).toBeCloseTo(1, 4));
  oracle.intensive.gid.forEach((gid, i) =>
    expect(weighted[gid - 1] / covered[gid - 1] / oracle.intensive.v[i]).toBeCloseTo(1, 4),
  );
  const all = births.reduce((sum, count) => sum + count, 0);
  expect(extensive.reduce((sum, count) => sum + count, 0) / all).toBeCloseTo(1, 5);
});

/** Star-shaped polygons anywhere in a square of 1 km, whole centimetres. */
function stars(count: number, seed: number): number[][][] {
  const random = createRandom(seed, "stars");
  return Array.from({ length: count }, () => {
    const [x, y, corners] = [random.between(100, 900), random.between(100, 900), 5 + random.below(12)];
    const ring = Array.from({ length: corners }, (_, k) => {
      const [angle, radius] = [(2 * Math.PI * k) / corners, random.between(20, 220)];
      return [
        Math.round((x + radius * Math.cos(angle)) * 100) / 100,
        Math.round((y + radius * Math.sin(angle)) * 100) / 100,
      ];
    });
    return [...ring, ring[0]];
  });
}

test.each([1, 2, 3, 4, 5])("seed %i: intersections of stars are those of Clipper2", (seed) => {
  const [first, second] = [stars(6, seed), stars(6, seed + 100)];
  const setOf = (rings: readonly number[][][]) => polygonSet(rings.map((ring) => flat([[ring]])));
  const arrangement = arrange(bothPolygons(setOf(first), setOf(second)), 0);
  const { sets, faceSet, areaM2, faces } = arrangement;
  const path = (ring: number[][]) =>
    ring.slice(0, -1).map(([x, y]) => ({ x: Math.round(x * 1000), y: Math.round(y * 1000) }));
  first.forEach((one, s) => {
    second.forEach((other, t) => {
      const clipped = Clipper.booleanOp(ClipType.Intersection, [path(one)], [path(other)], FillRule.EvenOdd);
      const expected = clipped.reduce((sum, ring) => sum + Clipper.area(ring), 0) / 1e6;
      let found = 0;
      for (let f = 1; f < faces; f++) {
        const members = sets.members[faceSet[f]];
        if (members.includes(s) && members.includes(6 + t)) found += areaM2[f];
      }
      expect(Math.abs(found - expected)).toBeLessThan(3);
    });
  });
});

test("a comprehensive grid crosses no community; what is left over joins the longest border within it", () => {
  // Two communities side by side, three grids in rows, the middle one reaching 1 m into the second community.
  const communities = boxes([0, 0, 10, 9], [10, 0, 20, 9]);
  const grids = boxes([0, 0, 10, 4], [0, 4, 11, 9], [10, 0, 20, 4], [11, 4, 20, 9]);
  const pieces = commonPieces(arrange(bothPolygons(communities, grids), 0.01), 2);
  expect(pieces.count).toBe(5);
  const plan = comprehensiveGrid(pieces, { weight: pieces.areaM2, leastShare: 0.25 });
  expect(plan.grids).toBe(4);
  expect(plan.moved.map((p) => [pieces.one[p], pieces.other[p], Math.round(pieces.areaM2[p])])).toEqual([[1, 1, 5]]);
  const joined = plan.core[plan.gridOf[plan.moved[0]]];
  expect([pieces.one[joined], pieces.other[joined]]).toEqual([1, 3]);
});

test("grids that a community's border halves become two comprehensive grids, and nothing moves", () => {
  const pieces = commonPieces(
    arrange(bothPolygons(boxes([0, 0, 10, 9], [10, 0, 20, 9]), boxes([0, 0, 20, 9])), 0.01),
    2,
  );
  const plan = comprehensiveGrid(pieces, { weight: pieces.areaM2, leastShare: 0.25 });
  expect([plan.grids, plan.moved]).toEqual([2, []]);
});

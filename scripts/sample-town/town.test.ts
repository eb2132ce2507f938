import { describe, expect, test } from "vitest";
import type { Area } from "./area-table.ts";
import { halfWidths } from "./buildings.ts";
import { couldSee } from "./camera-models.ts";
import { unseenKeyPlaces } from "./cameras.ts";
import { type Box, boxesTouch, boxToSegment, corners, distance, isInside, type Point, signedArea } from "./geometry.ts";
import { createSampleWorld, worldTables } from "./index.ts";
import { populationColumns } from "./population.ts";
import { roadWidths } from "./streets.ts";

const key = ([x, y]: Point) => `${x},${y}`;

/** Directed border segments of areas that no neighbour walks in the other direction, as keys. */
function unmatchedSegments(areas: readonly Area[]): string[] {
  const seen = new Set<string>();
  for (const { rings } of areas) {
    for (const ring of rings.flat()) {
      ring.forEach((a, i) => seen.add(`${key(a)}>${key(ring[(i + 1) % ring.length])}`));
    }
  }
  return [...seen].filter((segment) => !seen.has(segment.split(">").reverse().join(">")));
}

const areaOf = (area: Area) => area.rings.flat().reduce((sum, ring) => sum + signedArea(ring), 0);

/** Pairs of boxes that may be near each other, by squares of 120 m. */
function nearPairs(boxes: readonly Box[]): [Box, Box][] {
  const squares = new Map<string, Box[]>();
  const pairs: [Box, Box][] = [];
  for (const box of boxes) {
    const [column, row] = box.centre.map((value) => Math.floor(value / 120));
    for (let i = -1; i <= 1; i++) {
      for (let j = -1; j <= 1; j++) {
        for (const other of squares.get(`${column + i},${row + j}`) ?? []) pairs.push([box, other]);
      }
    }
    squares.set(`${column},${row}`, [...(squares.get(`${column},${row}`) ?? []), box]);
  }
  return pairs;
}

for (const seed of [20240101, 2, 7]) {
  describe(`the town of seed ${seed}`, () => {
    const world = createSampleWorld({ seed, cases: 20_000 });
    const { town, book, cameras, places, plantings, stations } = world;
    const levels = [book.basicUnits, book.communities, book.dutyGrids, book.cells];

    test("has the areas it should, about 8 km² in all", () => {
      expect([book.communities.length, book.dutyGrids.length, book.basicUnits.length]).toEqual([12, 14, 3]);
      expect(areaOf(book.town) / 1e6).toBeGreaterThan(7.5);
      expect(areaOf(book.town) / 1e6).toBeLessThan(9);
      expect(book.town.rings).toHaveLength(1);
      expect(book.town.rings[0]).toHaveLength(1);
    });

    test("is covered by every level without gap or overlap, borders equal vertex by vertex", () => {
      const outline = unmatchedSegments([book.town]).sort();
      for (const areas of levels) {
        expect(unmatchedSegments(areas).sort()).toEqual(outline);
        expect(areas.reduce((sum, area) => sum + areaOf(area), 0)).toBeCloseTo(areaOf(book.town), 3);
        for (const area of areas) expect(area.rings, area.id).toHaveLength(1);
      }
    });

    test("has unit cells of about a hectare, each in one community, duty grid and basic unit", () => {
      for (const cell of book.cells) {
        expect(areaOf(cell)).toBeGreaterThan(4_000);
        expect(areaOf(cell)).toBeLessThan(25_000);
        for (const of of [town.areas.communityOf, town.areas.dutyGridOf, town.areas.basicUnitOf]) {
          expect(new Set(cell.parcels.map((p) => of[p.index])).size).toBe(1);
        }
        expect(cell.id).toMatch(/^310106188(00[1-9]|01[0-2])\d{3}$/);
        expect(book.communities[town.areas.communityOf[cell.parcels[0].index]].id).toBe(cell.parent);
      }
      expect(new Set(book.cells.map((cell) => cell.id)).size).toBe(book.cells.length);
      const serials = book.cells
        .filter((cell) => cell.parent === book.communities[0].id)
        .map((cell) => cell.id.slice(12));
      expect(serials).toEqual(serials.map((_, i) => String(i + 1).padStart(3, "0")));
    });

    test("has buildings that stand free of one another, of roads, waters and rails, each inside its parcel", () => {
      expect(town.buildings.length).toBeGreaterThan(2_800);
      expect(town.buildings.length).toBeLessThan(6_000);
      const boxes = town.buildings.map((building) => building.box);
      expect(nearPairs(boxes).filter(([a, b]) => boxesTouch(a, b, 0))).toEqual([]);
      const outside = town.buildings.filter(({ box, parcel }) =>
        corners(box).some((corner) => !isInside(corner, town.land.parcels[parcel].ring)),
      );
      expect(outside).toEqual([]);
      const lines: [readonly Point[], number][] = [
        ...town.roads.edges.map((edge): [readonly Point[], number] => [edge.line, roadWidths[edge.street.class] / 2]),
        [town.river, halfWidths.river + 2],
        [town.canal, halfWidths.canal],
        [town.rail, halfWidths.rail],
      ];
      for (const [line, half] of lines) {
        for (let i = 1; i < line.length; i++) {
          const reach = distance(line[i - 1], line[i]) + 130;
          const touching = boxes.filter(
            (box) => distance(box.centre, line[i]) < reach && boxToSegment(box, line[i - 1], line[i]) < half,
          );
          expect(touching).toEqual([]);
        }
      }
    });

    test("has one connected road network whose edges begin and end at their nodes", () => {
      const { nodes, edges } = town.roads;
      const neighbours = nodes.map((): number[] => []);
      for (const { from, to, line } of edges) {
        neighbours[from].push(to);
        neighbours[to].push(from);
        expect([line[0], line[line.length - 1]]).toEqual([nodes[from], nodes[to]]);
      }
      const reached = new Set([0]);
      const queue = [0];
      for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
        for (const next of neighbours[node]) {
          if (reached.has(next)) continue;
          reached.add(next);
          queue.push(next);
        }
      }
      expect(reached.size).toBe(nodes.length);
    });

    test("has 150,000 residents, and every area the sum of its cells", () => {
      expect(book.town.people.pop_actual).toBe(150_000);
      for (const areas of levels) {
        for (const column of populationColumns) {
          expect(areas.reduce((sum, area) => sum + area.people[column], 0)).toBe(book.town.people[column]);
        }
      }
      const { pop_actual, households } = book.town.people;
      expect(pop_actual / households).toBeGreaterThan(1.8);
      expect(pop_actual / households).toBeLessThan(3.2);
    });

    test("has one overloaded community that a main street halves within 5 %", () => {
      const people = book.communities.map((community) => community.people.pop_actual);
      const [largest, second] = [...people].sort((a, b) => b - a);
      expect(people[town.areas.overloaded]).toBe(largest);
      expect(largest).toBeGreaterThan(second * 1.6);
      const west = town.buildings.reduce((sum, building, i) => {
        const parcel = town.land.parcels[building.parcel];
        const isWest = town.land.overloaded.quarters[0].has(parcel.quarter);
        return isWest ? sum + town.housing.residents[i] : sum;
      }, 0);
      expect(Math.abs(west / (largest - west) - 1)).toBeLessThan(0.05);
    });

    test("has 543 cameras with full optics, and none looks into a blind spot", () => {
      expect(cameras).toHaveLength(543);
      for (const { model, hfovDeg } of cameras) {
        expect(hfovDeg).toBeCloseTo((Math.atan(model.sensorWMm / (2 * model.focalMm)) * 360) / Math.PI, 1);
      }
      const { discs, places: blind } = plantings.unseen;
      expect(discs.length).toBeGreaterThanOrEqual(3);
      for (const place of blind) expect(cameras.filter((camera) => couldSee(camera, place.at, 0))).toEqual([]);
      for (const { middle, radiusM } of discs) {
        const spots: Point[] = [0, 1, 2, 3, 4, 5].map((i) => [
          middle[0] + Math.cos(i) * radiusM * 0.9,
          middle[1] + Math.sin(i) * radiusM * 0.9,
        ]);
        for (const spot of [middle, ...spots])
          expect(cameras.filter((camera) => couldSee(camera, spot, 0))).toEqual([]);
      }
      const unseen = unseenKeyPlaces(places, cameras);
      expect(unseen).toEqual(expect.arrayContaining([...blind]));
      expect(unseen.length).toBeLessThan(18);
    });

    test("has six stations, and a corner that all of them are far from", () => {
      expect(stations.stations).toHaveLength(6);
      const gaps = stations.stations.map(({ at }) => distance(at, stations.remote.middle));
      expect(Math.min(...gaps)).toBeGreaterThan(900);
    });

    test("writes tables of equal columns with unique keys", () => {
      for (const [name, rows] of worldTables(world)) {
        const lengths = new Set(Object.values(rows).map((column) => column.length));
        expect([...lengths], name).toHaveLength(1);
      }
      const tables = new Map(worldTables(world));
      const ids = tables.get("cameras")?.camera_id ?? [];
      expect(new Set(ids).size).toBe(543);
      for (const id of ids) expect(id).toMatch(/^31010618\d{2}132\d{7}$/);
    });
  });
}

test("another seed gives another town", () => {
  const [one, two] = [1, 4].map((seed) => createSampleWorld({ seed, cases: 20_000 }).town.outline);
  expect(one).not.toEqual(two);
});

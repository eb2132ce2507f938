import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { createRandom } from "./random.ts";
import { createSweeper, fanArea, fanOutline, type View } from "./visibility.ts";

type Point = readonly [number, number];
interface Case {
  readonly name: string;
  readonly q: Point;
  readonly poly: readonly Point[];
  readonly obstacles?: readonly (readonly [Point, Point])[];
  readonly vis?: readonly Point[];
  readonly visArea?: number;
  readonly onVertex?: boolean;
}

const oracle = "oracles/04-visibility/cgal_visibility.json";
const absent = !hasShared(oracle);
const cases: readonly Case[] = absent ? [] : sharedJson<{ cases: readonly Case[] }>(oracle).cases;
const sweep = createSweeper();

const ringWalls = (ring: readonly Point[]): number[] =>
  ring.flatMap(([x, y], i) => [x, y, ...(ring[(i + 1) % ring.length] ?? [0, 0])]);
const allAround = (x: number, y: number, radius = 1000): View => ({ x, y, radius, startAngle: 0, sweep: 2 * Math.PI });

function seen(view: View, walls: readonly number[]) {
  return sweep(view, Float64Array.from(walls), walls.length / 4);
}

/** Whether a point lies on an outline (corners that only bend a line of sight are not corners of ours). */
function liesOn(outline: readonly number[], [x, y]: Point): boolean {
  return outline.some((x1, i) => {
    if (i % 2 === 1) return false;
    const [y1 = 0, x2 = 0, y2 = 0] = [1, 2, 3].map((k) => outline[(i + k) % outline.length]);
    const [ex, ey] = [x2 - x1, y2 - y1];
    const t = Math.min(1, Math.max(0, ((x - x1) * ex + (y - y1) * ey) / (ex * ex + ey * ey || 1)));
    return Math.hypot(x1 + t * ex - x, y1 + t * ey - y) < 1e-6;
  });
}

describe.skipIf(absent)("CGAL's visibility cases (skipped where ../shared/oracles is absent)", () => {
  const wallsOf = (name: string) => {
    const found = cases.find((one) => one.name === name);
    if (!found) throw new Error(`no case ${name}`);
    return { ...found, walls: [...ringWalls(found.poly), ...(found.obstacles ?? []).flat(2)] };
  };

  test.each(cases.filter((one) => one.visArea && !one.onVertex).map((one) => one.name))("%s matches", (name) => {
    const { q, walls, vis = [], visArea = 0 } = wallsOf(name);
    const fan = seen(allAround(...q), walls);
    expect(fanArea(fan)).toBeCloseTo(visArea, 8);
    expect(vis.filter((corner) => !liesOn(fanOutline(fan), corner))).toEqual([]);
  });

  test("from a corner, just inside, simple_9 sees 16", () => {
    const { q, walls } = wallsOf("simple_9");
    expect(fanArea(seen(allAround(q[0], q[1] - 1e-7), walls))).toBeCloseTo(16, 4);
  });

  test("from a corner, just inside, non_simple_2 sees the face of its published edges, 12", () => {
    const { q, walls } = wallsOf("non_simple_2");
    expect(fanArea(seen(allAround(q[0], q[1] - 1e-7), walls))).toBeCloseTo(12, 4);
  });
});

test("a square in a room of 100 × 100 leaves 7,600 visible", () => {
  const room = ringWalls([
    [0, 0],
    [100, 0],
    [100, 100],
    [0, 100],
  ]);
  const block = ringWalls([
    [40, 40],
    [60, 40],
    [60, 60],
    [40, 60],
  ]);
  expect(fanArea(seen(allAround(10, 50), [...room, ...block]))).toBeCloseTo(7600, 8);
});

test("an open view is its sector, whatever its start", () => {
  const view = { x: 3, y: -2, radius: 50, startAngle: 5.9, sweep: 1.2 };
  expect(fanArea(seen(view, []))).toBeCloseTo((1.2 * 2500) / 2, 9);
  expect(fanOutline(seen(view, [])).slice(0, 2)).toEqual([3, -2]);
});

test("a view of no width sees nothing", () => {
  expect(fanArea(seen({ x: 0, y: 0, radius: 50, startAngle: 1, sweep: 0 }, [1, -1, 1, 1]))).toBe(0);
});

test("double, crossing, edge-on and lengthless walls hide what they hide, and no more", () => {
  const wall = [10, -5, 10, 5];
  const once = fanArea(seen(allAround(0, 0, 20), wall));
  expect(fanArea(seen(allAround(0, 0, 20), [...wall, ...wall, ...wall]))).toBeCloseTo(once, 9);
  expect(fanArea(seen(allAround(0, 0, 20), [...wall, 12, 0, 18, 0, 5, 5, 5, 5]))).toBeCloseTo(once, 9);
  const crossing = fanArea(seen(allAround(0, 0, 20), [8, -5, 12, 5, 12, -5, 8, 5]));
  const nearer = fanArea(seen(allAround(0, 0, 20), [8, -5, 10, 0, 10, 0, 8, 5]));
  expect(crossing).toBeCloseTo(nearer, 9);
});

/** Whether the straight line from the view to a point meets no wall: the definition, point by point. */
function inSight(view: View, walls: readonly number[], px: number, py: number): boolean {
  const dx = px - view.x;
  const dy = py - view.y;
  if (Math.hypot(dx, dy) > view.radius) return false;
  for (let w = 0; w < walls.length; w += 4) {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = walls.slice(w, w + 4);
    const ex = x2 - x1;
    const ey = y2 - y1;
    const cross = dx * ey - dy * ex;
    const along = ((x1 - view.x) * ey - (y1 - view.y) * ex) / cross;
    const across = ((x1 - view.x) * dy - (y1 - view.y) * dx) / cross;
    if (along > 0 && along < 1 && across >= 0 && across <= 1) return false;
  }
  return true;
}

test("on random crossing walls the area agrees with line-of-sight tests of a fine grid", () => {
  const random = createRandom(7, "visibility");
  for (let round = 0; round < 12; round++) {
    const walls = Array.from({ length: 25 }, () => {
      const [x, y] = [random.between(-40, 40), random.between(-40, 40)];
      return [x, y, x + random.between(-20, 20), y + random.between(-20, 20)];
    }).flat();
    const view = allAround(random.between(-5, 5), random.between(-5, 5), 45);
    let hits = 0;
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 300; j++) {
        if (inSight(view, walls, view.x - 45 + (i + 0.5) * 0.3, view.y - 45 + (j + 0.5) * 0.3)) hits++;
      }
    }
    expect(Math.abs(fanArea(seen(view, walls)) - hits * 0.09)).toBeLessThan(Math.PI * 45 * 45 * 0.002);
  }
});

test("one more wall never shows more, at no angle", () => {
  const random = createRandom(11, "visibility");
  const walls: number[] = [];
  let before = Number.POSITIVE_INFINITY;
  for (let step = 0; step < 200; step++) {
    const [x, y] = [random.between(-60, 60), random.between(-60, 60)];
    walls.push(x, y, x + random.between(-15, 15), y + random.between(-15, 15));
    const area = fanArea(seen({ x: 0, y: 0, radius: 50, startAngle: 0.4, sweep: 5 }, walls));
    expect(area).toBeLessThanOrEqual(before + 1e-9);
    before = area;
  }
});

test("walls that share a corner hide the same in whatever order they come", () => {
  const random = createRandom(3, "corners");
  const view = { x: 0, y: 0, radius: 50, startAngle: 0, sweep: 2 * Math.PI };
  for (let round = 0; round < 500; round++) {
    const chain = Array.from({ length: 6 }, () => [random.between(-40, 40), random.between(-40, 40)]);
    const walls = chain.slice(1).map((to, i) => [...(chain[i] ?? []), ...to]);
    const area = fanArea(seen(view, walls.flat()));
    const turned = [...walls.slice(2), ...walls.slice(0, 2)];
    expect(fanArea(seen(view, turned.flat()))).toBeCloseTo(area, 6);
  }
});

test("a corner where rounding puts the crossing just outside does not turn the walls round", () => {
  const view = allAround(58.06697830092162, -18.99081378709525, 47.30799806161635);
  const near = [63.74583812598277, -15.238405282482052, 56.17924756948696, -29.548521452922202];
  const far = [82.05458842571034, -24.919306224804547, 63.74583812598277, -15.238405282482052];
  expect(fanArea(seen(view, [...near, ...far]))).toBeCloseTo(fanArea(seen(view, [...far, ...near])), 6);
});

import { describe, expect, test } from "vitest";
import { gridAtoms } from "../../../test/support/atoms.ts";
import { createRandom } from "../random.ts";
import { type TreeKind, TreeSampler } from "./trees.ts";

/** How often each spanning tree of an n × n grid was drawn, by its links. */
function drawTrees(n: number, draws: number, options: { kind: TreeKind; pull?: number; lines?: Float64Array }) {
  const plain = gridAtoms(n, n);
  const atoms = options.lines ? { ...plain, lineMetres: options.lines } : plain;
  const sampler = new TreeSampler(atoms, options.kind, options.pull ?? 0);
  const random = createRandom(7, "trees");
  const members = Uint32Array.from({ length: n * n }, (_, i) => i);
  const part = { members, count: n * n, inside: new Uint8Array(n * n).fill(1) };
  const counts = new Map<string, number>();
  for (let d = 0; d < draws; d++) {
    expect(sampler.draw(part, random)).toBe(true);
    const links = Array.from(sampler.order.subarray(1), (v) => {
      const u = sampler.parent[v];
      return Math.min(u, v) * n * n + Math.max(u, v);
    });
    const key = links.sort((a, b) => a - b).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function chiSquare(counts: ReadonlyMap<string, number>, cells: number, draws: number): number {
  const expected = draws / cells;
  let sum = (cells - counts.size) * expected;
  for (const count of counts.values()) sum += (count - expected) ** 2 / expected;
  return sum;
}

describe("spanning trees", () => {
  test("of the 2 × 2 and 3 × 3 grid are all drawn, 4 and 192 (Kirchhoff; OEIS A007341)", () => {
    for (const kind of ["wilson", "random-mst"] as const) {
      expect(drawTrees(2, 400, { kind }).size).toBe(4);
      expect(drawTrees(3, 20_000, { kind }).size).toBe(192);
    }
  });

  test("by Wilson's algorithm are all equally likely, by random costs they are not (chi-square, 191 degrees)", () => {
    const draws = 96_000;
    // The 0.001 quantile of chi-square with 191 degrees of freedom is 256.
    expect(chiSquare(drawTrees(3, draws, { kind: "wilson" }), 192, draws)).toBeLessThan(256);
    expect(chiSquare(drawTrees(3, draws, { kind: "random-mst" }), 192, draws)).toBeGreaterThan(400);
  });

  test("weigh e^−pull for each link whose border is on a street (2 × 2 grid, by hand)", () => {
    // One street between the left and the right column: links 0–1 and 2–3. Trees with both of them weigh e^−2·pull.
    const { start, neighbour } = gridAtoms(2, 2);
    const lines = new Float64Array(neighbour.length);
    for (let i = 0; i < 4; i++) {
      for (let k = start[i]; k < start[i + 1]; k++) lines[k] = (i ^ neighbour[k]) === 1 ? 1 : 0;
    }
    const pull = Math.log(3);
    const draws = 40_000;
    const counts = drawTrees(2, draws, { kind: "wilson", pull, lines });
    const streets = [1, 2 * 4 + 3];
    const crossing = (key: string) => key.split(",").filter((link) => streets.includes(Number(link))).length;
    const once = [...counts].filter(([key]) => crossing(key) === 1).reduce((sum, [, count]) => sum + count, 0);
    // Two trees of weight 1/3 against two of weight 1/9.
    expect(once / draws).toBeCloseTo(0.75, 2);
  });

  test("of a part are made of the part's atoms only, and a part in pieces is refused", () => {
    const atoms = gridAtoms(4, 4);
    const sampler = new TreeSampler(atoms, "random-mst", 0);
    const random = createRandom(1);
    const part = (members: number[]) => {
      const inside = new Uint8Array(16);
      for (const v of members) inside[v] = 1;
      return { members: Uint32Array.from(members), count: members.length, inside };
    };
    expect(sampler.draw(part([0, 1, 4, 5, 9]), random)).toBe(true);
    expect([...sampler.order.subarray(0, 5)].sort((a, b) => a - b)).toEqual([0, 1, 4, 5, 9]);
    expect(sampler.draw(part([0, 1, 15]), random)).toBe(false);
  });
});

import { beforeAll, describe, expect, test } from "vitest";
import { toLonLat } from "../scripts/sample-town/frame.ts";
import type { Point } from "../scripts/sample-town/geometry.ts";
import { createSampleWorld } from "../scripts/sample-town/index.ts";
import { params } from "../src/analyses/districting/kernel/params.ts";
import { run } from "../src/analyses/districting/kernel.ts";
import { defaultParams } from "../src/domain/analysis.ts";
import { drain } from "../src/engine/drive.ts";
import { type CombinedPlans, combineParts, unitsOfPlan } from "../src/lib/regions/combine.ts";
import { rankUnits } from "../src/lib/regions/rank.ts";
import { atomsOf, isContiguousPartition, planInput } from "./support/atoms.ts";
import { flatPolygons } from "./support/hotspot-oracles.ts";

const { town, book } = createSampleWorld({ seed: 1, cases: 2000 });
const closed = (ring: readonly Point[]) => [...ring, ring[0]].map(toLonLat);

/** Streets but lanes and paths, waters and the railway. */
function goodBorders() {
  const streets = town.roads.edges.filter(({ street }) => street.class !== "lane" && street.class !== "path");
  const lines = [...streets.map(({ line }) => line), town.river, town.canal, town.rail];
  const lineStart = [0];
  for (const line of lines) lineStart.push(lineStart[lineStart.length - 1] + line.length);
  return {
    coordinates: Float64Array.from(lines.flat().flatMap(toLonLat)),
    lineStart: Uint32Array.from(lineStart),
  };
}

function sampleAtoms() {
  const areas = flatPolygons(book.cells.map((cell) => cell.rings.map((rings) => rings.map(closed))));
  const residents = Float64Array.from(book.cells, (cell) => cell.people.pop_actual);
  const communityOf = (cell: (typeof book.cells)[number]) =>
    book.communities.findIndex((community) => community.id === cell.parent);
  const estates = new Map<number, Set<number>>();
  book.cells.forEach((cell, i) => {
    for (const { estate } of cell.parcels) {
      if (estate >= 0) estates.set(estate, (estates.get(estate) ?? new Set()).add(i));
    }
  });
  const groups = [...estates.values()].filter(({ size }) => size > 1).map((members) => [...members]);
  const groupStart = [0];
  for (const group of groups) groupStart.push(groupStart[groupStart.length - 1] + group.length);
  return {
    ...atomsOf(areas, goodBorders()),
    residents,
    workload: residents.slice(),
    groupStart: Uint32Array.from(groupStart),
    groupAtom: Uint32Array.from(groups.flat()),
    groupWeight: new Float64Array(groups.length).fill(1),
    today: Int32Array.from(book.cells, communityOf),
  };
}

describe("the overloaded community of the sample town", () => {
  const atoms = sampleAtoms();
  const { overloaded } = town.areas;
  const areaOf = (unit: number) => atoms.areaM2.reduce((sum, area, i) => sum + (atoms.today[i] === unit ? area : 0), 0);
  const ranking = rankUnits({
    residents: book.communities.map((community) => community.people.pop_actual),
    workload: book.communities.map((community) => community.people.pop_actual),
    areaM2: book.communities.map((_, unit) => areaOf(unit)),
  });
  const scope = Uint8Array.from(atoms.today, (unit) => (unit === ranking[0].unit ? 1 : 0));
  let plans: CombinedPlans;
  beforeAll(() => {
    plans = combineParts([drain(run(planInput(atoms, { scope }), defaultParams(params)))], 200);
  });

  test("is the first to be split", () => {
    expect(ranking[0].unit).toBe(overloaded);
    expect(ranking[0].pressure).toBeGreaterThan(1.5 * ranking[1].pressure);
  });

  test("is split into parts within 5 % on residents, at least 90 % of the border on streets", () => {
    const unit = unitsOfPlan(plans, 0);
    const parts = [0, 0];
    let [border, onStreets] = [0, 0];
    unit.forEach((u, i) => {
      if (!scope[i]) return;
      parts[u] += atoms.residents[i];
      for (let k = atoms.start[i]; k < atoms.start[i + 1]; k++) {
        const other = atoms.neighbour[k];
        if (!scope[other] || unit[other] === u) continue;
        border += atoms.borderMetres[k];
        onStreets += atoms.lineMetres[k];
      }
    });
    expect(parts[0] + parts[1]).toBe(27_600);
    expect(Math.abs(parts[0] / parts[1] - 1)).toBeLessThan(0.05);
    expect(onStreets / border).toBeGreaterThan(0.9);
    expect(plans.planValues[5]).toBeCloseTo(1 - onStreets / border, 9);
  });

  test("has 200 plans, all partitions in one piece each, with no problem told", () => {
    expect(plans.planScore).toHaveLength(200);
    for (let p = 0; p < 200; p++) expect(isContiguousPartition(atoms, unitsOfPlan(plans, p), 2)).toBe(true);
    expect([...plans.problemKind]).toEqual([]);
  });
});

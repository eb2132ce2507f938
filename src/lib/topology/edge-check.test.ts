import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import type { Polygons } from "../../domain/geometry.ts";
import { arrange } from "./arrangement.ts";
import { invalidEdges } from "./edge-check.ts";
import { areasOfWkt, boxes, segmentsOfWkt } from "./topology.test-data.ts";

const oracle = "oracles/07-topology/geos_coverage_vectors.json";
const present = hasShared(oracle);
if (!present) console.warn("The coverage vectors of GEOS are not there: invalid edges are not tested against them.");

interface Vectors {
  readonly coverages: readonly {
    readonly name: string;
    readonly coverage: readonly string[];
    readonly gapWidth: number;
    readonly expectedInvalidEdges: readonly (string | null)[] | null;
  }[];
  readonly targets: readonly {
    readonly name: string;
    readonly target: string;
    readonly adjacent: string;
    readonly gapWidth: number;
    readonly expectedTargetInvalidEdges: string;
  }[];
}

const vectors: Vectors = present ? sharedJson(oracle) : { coverages: [], targets: [] };

/** The invalid segments of one area, as text. */
function invalidOf(areas: Polygons, gapMetres: number): (area: number) => string[] {
  const arrangement = arrange(areas, 0);
  const { noded } = arrangement;
  const place = (v: number) => {
    const at = noded.source[v];
    return `${areas.coordinates[2 * at]} ${areas.coordinates[2 * at + 1]}`;
  };
  const edges = invalidEdges(arrangement, gapMetres);
  return (area) =>
    edges
      .filter((edge) => edge.area === area)
      .map(({ from, to }) => [place(from), place(to)].sort().join(" – "))
      .sort();
}

describe.skipIf(!present)("the vectors of GEOS", () => {
  test.each(vectors.coverages.map((one) => [one.name, one] as const))("coverage %s", (_, one) => {
    const invalid = invalidOf(areasOfWkt(one.coverage), one.gapWidth);
    const expected = one.coverage.map((_text, area) => segmentsOfWkt(one.expectedInvalidEdges?.[area] ?? null));
    expect(one.coverage.map((_text, area) => invalid(area))).toEqual(expected);
  });

  const targets = vectors.targets.filter(({ name }) => name !== "TargetCoveredAndMatching");
  test.each(targets.map((one) => [one.name, one] as const))("target %s", (_, one) => {
    const areas = areasOfWkt([one.target, one.adjacent], "apart");
    const own = one.target.startsWith("MULTI") ? areasOfWkt([one.target], "apart").featureOffsets.length - 1 : 1;
    const invalid = invalidOf(areas, one.gapWidth);
    const found = Array.from({ length: own }, (_area, area) => invalid(area))
      .flat()
      .sort();
    expect(found).toEqual(segmentsOfWkt(one.expectedTargetInvalidEdges));
  });

  test("a target covered by areas with its own edges is invalid, as later versions of JTS and GEOS have it", () => {
    const one = vectors.targets.find(({ name }) => name === "TargetCoveredAndMatching");
    if (!one) throw new Error("the vector is missing");
    // The vector holds the older answer, nothing; sides that no area has the other way round tell.
    const invalid = invalidOf(areasOfWkt([one.target, one.adjacent], "apart"), 0);
    expect(invalid(0)).toEqual(["1 3 – 1 7", "9 3 – 9 7"]);
  });
});

test("a vertex on a neighbour's side is named with the neighbour, on both sides of the border", () => {
  const edges = invalidEdges(arrange(boxes([0, 0, 10, 10], [10, 0, 20, 5], [10, 5, 20, 10]), 0.01));
  expect(edges).toHaveLength(3);
  const { noded } = arrange(boxes([0, 0, 10, 10], [10, 0, 20, 5], [10, 5, 20, 10]), 0.01);
  for (const { at } of edges)
    expect([noded.x[at] * noded.unit, noded.y[at] * noded.unit]).toEqual([10, 5].map((v) => expect.closeTo(v, 4)));
  expect(edges.map(({ area, others, reason }) => [area, others.toSorted(), reason])).toEqual([
    [0, [1, 2], "crossed"],
    [1, [0], "meets"],
    [2, [0], "meets"],
  ]);
});

test("sides that share both ends are right, and so is the outline", () => {
  expect(invalidEdges(arrange(boxes([0, 0, 10, 10], [10, 0, 20, 10]), 0.01))).toEqual([]);
});

import type { Polygons } from "../../domain/geometry.ts";
import { polygonSet } from "../polygon-set.ts";
import type { FlatGeometry } from "../wkb.ts";

type Rings = readonly (readonly (readonly number[])[])[];

/** Polygons of well-known text, each a feature; the parts of a multipolygon are one feature, or one each. */
export function areasOfWkt(texts: readonly string[], parts: "together" | "apart" = "together"): Polygons {
  return polygonSet(texts.flatMap((text) => shapesOf(text, parts)));
}

function shapesOf(text: string, parts: "together" | "apart"): FlatGeometry[] {
  const numbers = text
    .slice(text.indexOf("("))
    .replaceAll(/(-?[\d.]+) (-?[\d.]+)/g, "[$1,$2]")
    .replaceAll("(", "[")
    .replaceAll(")", "]");
  const nested: unknown = JSON.parse(numbers);
  // The text says which of the two it is.
  const polygons = text.startsWith("POLYGON") ? [nested as Rings] : (nested as Rings[]);
  return parts === "together" ? [flat(polygons)] : polygons.map((rings) => flat([rings]));
}

/** Polygons of rings as they are, right or wrong. */
export function flat(polygons: readonly Rings[]): FlatGeometry {
  const ringEnds: number[] = [];
  const polygonEnds: number[] = [];
  const coords: number[] = [];
  for (const rings of polygons) {
    for (const ring of rings) {
      coords.push(...ring.flat());
      ringEnds.push(coords.length / 2);
    }
    polygonEnds.push(ringEnds.length);
  }
  return { kind: "MultiPolygon", coords: Float64Array.from(coords), ringEnds, polygonEnds };
}

/** The segments of well-known lines, the lower end first, in order. */
export function segmentsOfWkt(text: string | null): string[] {
  const lines = (text ?? "").match(/\([^()]+\)/g) ?? [];
  return lines
    .flatMap((line) => {
      const points = line
        .slice(1, -1)
        .split(",")
        .map((pair) => pair.trim());
      return points.slice(1).map((point, i) => [points[i], point].sort().join(" – "));
    })
    .sort();
}

/** Rectangles, each a feature: west, south, east, north. */
export function boxes(...list: readonly (readonly [number, number, number, number])[]): Polygons {
  return polygonSet(
    list.map(([w, s, e, n]) =>
      flat([
        [
          [
            [w, s],
            [e, s],
            [e, n],
            [w, n],
            [w, s],
          ],
        ],
      ]),
    ),
  );
}

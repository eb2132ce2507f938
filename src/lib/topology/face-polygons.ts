import type { Polygons } from "../../domain/geometry.ts";
import { polygonSet } from "../polygon-set.ts";
import type { FlatGeometry } from "../wkb.ts";
import type { Arrangement } from "./arrangement.ts";
import { planeRingArea } from "./noding.ts";

/**
 * Groups of faces as polygons, a feature a group, borders inside a group left out. `groupOf[face]` is -1 for faces of no
 * group; `places` holds the position of each vertex, interleaved, in the system that the polygons are to have.
 */
export function facePolygons(
  arrangement: Arrangement,
  groupOf: Int32Array,
  { groups, places }: { readonly groups: number; readonly places: Float64Array },
): Polygons {
  const { face, next, from, to } = arrangement;
  const group = (h: number) => groupOf[face[h]];
  const done = new Uint8Array(next.length);
  const rings = Array.from({ length: groups }, (): number[][] => []);
  for (let first = 0; first < next.length; first++) {
    const own = group(first);
    if (own < 0 || done[first] || group(first ^ 1) === own) continue;
    const ring: number[] = [];
    let h = first;
    do {
      done[h] = 1;
      const v = h & 1 ? to[h >> 1] : from[h >> 1];
      ring.push(places[2 * v], places[2 * v + 1]);
      h = next[h];
      while (group(h ^ 1) === own) h = next[h ^ 1];
    } while (h !== first);
    ring.push(ring[0], ring[1]);
    rings[own].push(ring);
  }
  return polygonSet(rings.map(shapeOf));
}

/** Rings that turn left are outlines; the others are holes, each of the smallest outline around it. */
function shapeOf(rings: readonly number[][]): FlatGeometry {
  const sized = rings.map((ring) => ({ ring, size: planeRingArea(ring, 0, ring.length / 2) }));
  const outlines = sized.filter(({ size }) => size > 0).sort((a, b) => a.size - b.size);
  const parts = outlines.map(({ ring }) => [ring]);
  for (const { ring, size } of sized) {
    if (size > 0) continue;
    const place = [(ring[0] + ring[2]) / 2, (ring[1] + ring[3]) / 2] as const;
    const around = outlines.findIndex((outline) => outline.size > -size && holds(outline.ring, place));
    parts[Math.max(0, around)]?.push(ring);
  }
  const ringEnds: number[] = [];
  const polygonEnds: number[] = [];
  let points = 0;
  for (const part of parts) {
    for (const ring of part) {
      points += ring.length / 2;
      ringEnds.push(points);
    }
    polygonEnds.push(ringEnds.length);
  }
  return { kind: "MultiPolygon", coords: Float64Array.from(parts.flat(2)), ringEnds, polygonEnds };
}

function holds(ring: readonly number[], [px, py]: readonly [number, number]): boolean {
  let inside = false;
  for (let i = 2; i < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i - 2], ring[i - 1], ring[i], ring[i + 1]];
    if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

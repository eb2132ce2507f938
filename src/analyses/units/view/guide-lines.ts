import type { Lines } from "../../../domain/geometry.ts";
import type { GuideLines } from "../../../lib/border-lines.ts";
import type { BorderPieces } from "../../../lib/border-pieces.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import type { BaseFeatures } from "../../../state/read-tables.ts";

/** What a border may follow. */
export const lineKinds = ["street", "water", "railway"] as const;
export type LineKind = (typeof lineKinds)[number];

/** Lines with their kind and name. */
export interface NamedLines extends GuideLines {
  readonly kinds: readonly LineKind[];
  readonly names: readonly string[];
  /** Waters with their inside, and the line that stands for each. */
  readonly waters: readonly {
    readonly coords: Float64Array;
    readonly ringEnds: readonly number[];
    readonly line: number;
  }[];
}

/** Lanes and paths are no borders that a town would know. */
const streetClasses: readonly string[] = ["expressway", "trunk", "primary", "secondary", "branch"];

/** The streets, shores and railways of the base map. */
export function guideLines(base: BaseFeatures | null): NamedLines {
  const parts: Float64Array[] = [];
  const lineStart = [0];
  const kinds: LineKind[] = [];
  const names: string[] = [];
  const waters: NamedLines["waters"][number][] = [];
  let vertices = 0;
  const add = (coords: Float64Array, kind: LineKind, name: string) => {
    if (coords.length < 4) return;
    parts.push(coords);
    vertices += coords.length / 2;
    lineStart.push(vertices);
    kinds.push(kind);
    names.push(name);
  };
  base?.roads.shapes.forEach(({ coords }, row) => {
    if (streetClasses.includes(base.roads.classes[row] ?? "")) add(coords, "street", base.roads.names[row] ?? "");
  });
  base?.basemap.shapes.forEach(({ coords, ringEnds }, row) => {
    const kind = base.basemap.kinds[row];
    if (kind !== "water" && kind !== "railway") return;
    if (kind === "water" && ringEnds.length > 0) waters.push({ coords, ringEnds, line: kinds.length });
    const name = base.basemap.names[row] ?? "";
    if (ringEnds.length === 0) add(coords, kind, name);
    ringEnds.forEach((end, ring) => {
      add(coords.subarray(2 * (ringEnds[ring - 1] ?? 0), 2 * end), kind, name);
    });
  });
  const coordinates = new Float64Array(2 * vertices);
  let at = 0;
  for (const part of parts) {
    coordinates.set(part, at);
    at += part.length;
  }
  return { coordinates, lineStart: Uint32Array.from(lineStart), kinds, names, waters };
}

/** Borders that follow no line but run inside a water (its middle, say) follow that water. */
export function alongWaters(lineOf: Int32Array, { from, to, x, y }: BorderPieces, { waters }: NamedLines): Int32Array {
  if (waters.length === 0) return lineOf;
  const index = createPolygonIndex(waters);
  return lineOf.map((line, p) => {
    if (line >= 0) return line;
    const [a, b] = [from[p] ?? 0, to[p] ?? 0];
    const water = index.locateOne(((x[a] ?? 0) + (x[b] ?? 0)) / 2, ((y[a] ?? 0) + (y[b] ?? 0)) / 2);
    return waters[water]?.line ?? -1;
  });
}

/** Kilometres of road in each atom, by where the pieces of the roads lie; `locate` gives an atom or -1. */
export function roadKmByAtom(
  roads: Pick<Lines, "coordinates"> & { readonly lineStart: Uint32Array; readonly walkOk: Uint8Array },
  atoms: number,
  { locate, metres }: { locate: (lon: number, lat: number) => number; metres: { lon: number; lat: number } },
): Float64Array {
  const km = new Float64Array(atoms);
  const longest = 25;
  for (let line = 0; line + 1 < roads.lineStart.length; line++) {
    if (roads.walkOk[line] === 0) continue;
    for (let p = 2 * (roads.lineStart[line] ?? 0); p + 2 < 2 * (roads.lineStart[line + 1] ?? 0); p += 2) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = roads.coordinates.subarray(p, p + 4);
      const length = Math.hypot((x1 - x0) * metres.lon, (y1 - y0) * metres.lat);
      const steps = Math.max(1, Math.ceil(length / longest));
      for (let s = 0; s < steps; s++) {
        const share = (s + 0.5) / steps;
        const atom = locate(x0 + share * (x1 - x0), y0 + share * (y1 - y0));
        if (atom >= 0) km[atom] = (km[atom] ?? 0) + length / steps / 1000;
      }
    }
  }
  return km;
}

import type { Polygons } from "../../domain/geometry.ts";
import type { Arrangement } from "./arrangement.ts";
import { edgeMetres } from "./face-borders.ts";

/** Two sets of polygons as one: the features of the first, then those of the second. */
export function bothPolygons(first: Polygons, second: Polygons): Polygons {
  const joined = (a: Uint32Array, b: Uint32Array) => {
    const all = new Uint32Array(a.length + b.length - 1);
    all.set(a);
    const shift = a[a.length - 1];
    for (let i = 1; i < b.length; i++) all[a.length + i - 1] = shift + b[i] - b[0];
    return all;
  };
  const used = 2 * first.ringOffsets[first.ringOffsets.length - 1];
  const coordinates = new Float64Array(used + second.coordinates.length);
  coordinates.set(first.coordinates.subarray(0, used));
  coordinates.set(second.coordinates, used);
  return {
    coordinates,
    ringOffsets: joined(first.ringOffsets, second.ringOffsets),
    polygonOffsets: joined(first.polygonOffsets, second.polygonOffsets),
    featureOffsets: joined(first.featureOffsets, second.featureOffsets),
  };
}

/**
 * The pair of areas at each face of two sets laid over each other, the second's counted from `firstAreas` on: -1 for
 * none. Where areas of one set overlap the lowest wins, as it does for cases.
 */
export function pairsOfFaces({ faces, faceSet, sets }: Arrangement, firstAreas: number) {
  const one = new Int32Array(faces).fill(-1);
  const other = new Int32Array(faces).fill(-1);
  for (let face = 1; face < faces; face++) {
    const members = sets.members[faceSet[face]];
    const second = members.findIndex((area) => area >= firstAreas);
    if (members.length > 0 && members[0] < firstAreas) one[face] = members[0];
    if (second >= 0) other[face] = members[second] - firstAreas;
  }
  return { one, other };
}

/** Connected pieces of the common ground of two sets of areas, with what they border on. */
export interface CommonPieces {
  readonly count: number;
  /** Face → its piece, -1 outside both sets. */
  readonly pieceOf: Int32Array;
  /** Piece → area of either set, -1 for none. */
  readonly one: Int32Array;
  readonly other: Int32Array;
  readonly areaM2: Float64Array;
  /** Piece → neighbouring piece → metres of common border. */
  readonly borders: readonly ReadonlyMap<number, number>[];
}

/** The pieces into which two sets of areas cut each other. */
export function commonPieces(arrangement: Arrangement, firstAreas: number): CommonPieces {
  const { faces, face, areaM2 } = arrangement;
  const pairs = pairsOfFaces(arrangement, firstAreas);
  const inside = (f: number) => f > 0 && (pairs.one[f] >= 0 || pairs.other[f] >= 0);
  const root = Int32Array.from({ length: faces }, (_, f) => f);
  const find = (f: number): number => {
    let at = f;
    while (root[at] !== at) at = root[at] = root[root[at]];
    return at;
  };
  for (let h = 0; h < face.length; h += 2) {
    const [f, g] = [face[h], face[h + 1]];
    if (inside(f) && inside(g) && pairs.one[f] === pairs.one[g] && pairs.other[f] === pairs.other[g])
      root[find(f)] = find(g);
  }
  const number = new Int32Array(faces).fill(-1);
  const heads: number[] = [];
  const pieceOf = Int32Array.from({ length: faces }, (_, f) => {
    if (!inside(f)) return -1;
    const head = find(f);
    if (number[head] < 0) number[head] = heads.push(head) - 1;
    return number[head];
  });
  const pieceM2 = new Float64Array(heads.length);
  for (let f = 1; f < faces; f++) if (pieceOf[f] >= 0) pieceM2[pieceOf[f]] += areaM2[f];
  const borders = heads.map(() => new Map<number, number>());
  for (let h = 0; h < face.length; h++) {
    const [p, q] = [pieceOf[face[h]], pieceOf[face[h ^ 1]]];
    if (p >= 0 && q >= 0 && p !== q) borders[p].set(q, (borders[p].get(q) ?? 0) + edgeMetres(arrangement, h >> 1));
  }
  const take = (column: Int32Array) => Int32Array.from(heads, (f) => column[f]);
  return {
    count: heads.length,
    pieceOf,
    one: take(pairs.one),
    other: take(pairs.other),
    areaM2: pieceM2,
    borders,
  };
}

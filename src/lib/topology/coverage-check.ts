import type { Arrangement } from "./arrangement.ts";
import { halvesOfFaces, sharedMetres } from "./face-borders.ts";

/** What is wrong with a face: nobody covers it though areas surround it, or several do. */
export interface FaceDefect {
  readonly kind: "gap" | "overlap";
  readonly face: number;
  readonly areaM2: number;
  /** Twice the area by the perimeter: of a strip, how wide it is. */
  readonly widthMetres: number;
  /** Long and thin: 4 π area / perimeter² is below a fifth, or it is narrower than the limit. */
  readonly narrow: boolean;
  /** Who covers it; of a gap those around it, the longest border first. */
  readonly areas: readonly number[];
  /** Who should have it: the area with the longest border to it; -1 for a gap that is too large to just give away. */
  readonly proposal: number;
}

/** Faces narrower than the tolerance are not listed but counted. */
export interface FaceDefects {
  readonly defects: readonly FaceDefect[];
  readonly tooThin: number;
}

/** How compact a sliver is at most, by Polsby and Popper's 4 π area / perimeter². */
const sliverCompactness = 0.2;

/** Gaps and overlaps of an arrangement; faces with a mean width below `toleranceMetres` are within the drawing's error. */
export function faceDefects(
  arrangement: Arrangement,
  { toleranceMetres, sliverMetres }: { readonly toleranceMetres: number; readonly sliverMetres: number },
): FaceDefects {
  const { faces, faceSet, areaM2, perimeterMetres, sets } = arrangement;
  const { start, half } = halvesOfFaces(arrangement);
  const defects: FaceDefect[] = [];
  let tooThin = 0;
  for (let face = 1; face < faces; face++) {
    const members = sets.members[faceSet[face]];
    if (members.length === 1) continue;
    const widthMetres = (2 * areaM2[face]) / perimeterMetres[face];
    if (!(widthMetres > toleranceMetres)) {
      tooThin++;
      continue;
    }
    const compactness = (4 * Math.PI * areaM2[face]) / perimeterMetres[face] ** 2;
    const narrow = widthMetres < sliverMetres || compactness < sliverCompactness;
    const around = sharedMetres(arrangement, half.subarray(start[face], start[face + 1]));
    const byBorder = [...around.keys()].sort((a, b) => (around.get(b) ?? 0) - (around.get(a) ?? 0) || a - b);
    const gap = members.length === 0;
    defects.push({
      kind: gap ? "gap" : "overlap",
      face,
      areaM2: areaM2[face],
      widthMetres,
      narrow,
      areas: gap ? byBorder : members,
      proposal: gap ? (narrow ? (byBorder[0] ?? -1) : -1) : (byBorder.find((a) => members.includes(a)) ?? members[0]),
    });
  }
  return { defects, tooThin };
}

/** Face → the area it belongs to once every proposal is taken, -1 for none. */
export function repairedFaces(arrangement: Arrangement, defects: readonly FaceDefect[], tolerance: number): Int32Array {
  const { faces, faceSet, sets } = arrangement;
  const owner = Int32Array.from({ length: faces }, (_, face) => sets.members[faceSet[face]][0] ?? -1);
  for (const { face, proposal } of defects) owner[face] = proposal;
  const { start, half } = halvesOfFaces(arrangement);
  for (let face = 1; face < faces; face++) {
    // What is thinner than the tolerance goes to a neighbour without a word.
    const thin = 2 * arrangement.areaM2[face] <= tolerance * arrangement.perimeterMetres[face];
    if (owner[face] >= 0 || !thin) continue;
    const around = [...sharedMetres(arrangement, half.subarray(start[face], start[face + 1]))];
    owner[face] = around.sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
  }
  return owner;
}

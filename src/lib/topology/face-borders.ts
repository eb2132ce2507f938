import type { Arrangement } from "./arrangement.ts";

/** The set on the left of a half-edge, and the one on its right. */
export function setsBeside(
  { face, faceSet, sets }: Arrangement,
  half: number,
): readonly [readonly number[], readonly number[]] {
  return [sets.members[faceSet[face[half]]], sets.members[faceSet[face[half ^ 1]]]];
}

/** Length of an edge in metres. */
export function edgeMetres({ noded, from, to }: Arrangement, edge: number): number {
  return Math.hypot(noded.x[to[edge]] - noded.x[from[edge]], noded.y[to[edge]] - noded.y[from[edge]]) * noded.unit;
}

/** Half-edges by face: those of face `f` are `half[start[f]]` to `half[start[f + 1] - 1]`. */
export function halvesOfFaces({ face, faces }: Arrangement): {
  readonly start: Uint32Array;
  readonly half: Uint32Array;
} {
  const start = new Uint32Array(faces + 1);
  for (let h = 0; h < face.length; h++) start[face[h] + 1]++;
  for (let f = 0; f < faces; f++) start[f + 1] += start[f];
  const filled = start.slice();
  const half = new Uint32Array(face.length);
  for (let h = 0; h < face.length; h++) half[filled[face[h]]++] = h;
  return { start, half };
}

/** Metres of border that a face shares with each area that alone covers the other side. */
export function sharedMetres(arrangement: Arrangement, halves: Iterable<number>): Map<number, number> {
  const metres = new Map<number, number>();
  for (const h of halves) {
    const [, beyond] = setsBeside(arrangement, h);
    if (beyond.length === 1) metres.set(beyond[0], (metres.get(beyond[0]) ?? 0) + edgeMetres(arrangement, h >> 1));
  }
  return metres;
}

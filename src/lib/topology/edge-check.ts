import type { Arrangement } from "./arrangement.ts";
import { setsBeside } from "./face-borders.ts";
import { nearParallel } from "./near-parallel.ts";

/** A segment of an area's border that its neighbours do not have likewise, with the first vertex that shows it. */
export interface InvalidEdge {
  readonly area: number;
  /** Ends of the segment, and where it is wrong (numbers of vertices). */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  /**
   * `inside`: within another area; `crossed`: crosses or meets a border where it has no vertex itself; `meets`: ends on
   * such a border; `copy`: the same area is there twice; `gap`: along a narrow gap, enclosed or open to the outside.
   */
  readonly reason: "inside" | "crossed" | "meets" | "copy" | "gap";
  /** The other areas concerned. */
  readonly others: readonly number[];
  /** Nothing is wrong but the edge: no gap and no overlap lies along it. */
  readonly alone: boolean;
}

/**
 * Segments of borders that make a set of areas no clean coverage, as the coverage validators of JTS and GEOS find them
 * (Davis 2022): a segment that another area has the other way round is right; others must neither be within, cross nor
 * touch another area but at common vertices. `gapMetres` above 0 also finds segments along gaps that are narrower.
 */
export function invalidEdges(arrangement: Arrangement, gapMetres = 0): InvalidEdge[] {
  const { noded } = arrangement;
  const { segmentFrom, segmentTo, useSegment, useArea, useForward } = noded;
  const piecesOf = piecesBySegment(arrangement);
  const uses = usesBySegment(arrangement);
  const touching = touchingAreas(arrangement, piecesOf, uses);
  const copies = copiedAreas(arrangement);
  const open = gapMetres > 0 ? openGaps(arrangement, gapMetres) : new Map<number, number>();
  const found: InvalidEdge[] = [];
  for (let use = 0; use < useSegment.length; use++) {
    const [segment, area] = [useSegment[use], useArea[use]];
    const ends = { area, from: segmentFrom[segment], to: segmentTo[segment] };
    const copy = copies.get(area);
    if (copy !== undefined) {
      found.push({ ...ends, at: ends.from, reason: "copy", others: copy, alone: false });
      continue;
    }
    const matched = uses[segment].some((u) => useArea[u] !== area && useForward[u] !== useForward[use]);
    if (matched) continue;
    const pieces = piecesOf[segment];
    const wrong =
      insideOther(arrangement, pieces, { area, forward: useForward[use] }) ??
      crossedBy(arrangement, pieces, { area, touching }) ??
      meets(ends, touching) ??
      besideGap(arrangement, { pieces, area, forward: useForward[use], gapMetres, open });
    if (!wrong) continue;
    const alone = pieces.every((p) => isClean(arrangement, halfOf(arrangement, p, useForward[use])));
    found.push({ ...ends, ...wrong, alone });
  }
  return found;
}

type Wrong = Pick<InvalidEdge, "at" | "reason" | "others">;

/** Whether a half-edge has one area on its left and one, or the outside, on its right. */
function isClean(arrangement: Arrangement, half: number): boolean {
  if (half < 0) return false;
  const [own, beyond] = setsBeside(arrangement, half);
  return own.length === 1 && (beyond.length === 1 || arrangement.face[half ^ 1] === 0);
}

function piecesBySegment({ noded }: Arrangement): number[][] {
  const lists = noded.segmentFrom.map((): number[] => []);
  noded.pieces.segment.forEach((segment, p) => {
    lists[segment].push(p);
  });
  return lists;
}

function usesBySegment({ noded }: Arrangement): number[][] {
  const lists = noded.segmentFrom.map((): number[] => []);
  noded.useSegment.forEach((segment, use) => {
    lists[segment].push(use);
  });
  return lists;
}

interface Touching {
  /** Vertex → areas that have it as a vertex, and areas whose border it lies on without being one. */
  readonly own: ReadonlyMap<number, ReadonlySet<number>>;
  readonly missed: ReadonlyMap<number, ReadonlySet<number>>;
}

/** Vertices on borders that have no vertex there: whose they are, and whose border it is. */
function touchingAreas({ noded }: Arrangement, piecesOf: number[][], uses: number[][]): Touching {
  const missed = new Map<number, Set<number>>();
  const own = new Map<number, Set<number>>();
  const add = (map: Map<number, Set<number>>, vertex: number, area: number) => {
    const set = map.get(vertex);
    if (set) set.add(area);
    else map.set(vertex, new Set([area]));
  };
  piecesOf.forEach((pieces, segment) => {
    if (pieces.length < 2) return;
    for (const vertex of insideVertices(noded.pieces, pieces, noded.segmentFrom[segment], noded.segmentTo[segment]))
      for (const use of uses[segment]) add(missed, vertex, noded.useArea[use]);
  });
  noded.useSegment.forEach((segment, use) => {
    for (const vertex of [noded.segmentFrom[segment], noded.segmentTo[segment]])
      if (missed.has(vertex)) add(own, vertex, noded.useArea[use]);
  });
  return { own, missed };
}

function insideVertices({ from, to }: Arrangement["noded"]["pieces"], pieces: readonly number[], a: number, b: number) {
  return new Set(pieces.flatMap((p) => [from[p], to[p]]).filter((v) => v !== a && v !== b));
}

const except = (areas: Iterable<number>, area: number) => [...new Set(areas)].filter((other) => other !== area);

/** Whether another area covers the side on which the area itself lies. */
function insideOther(
  arrangement: Arrangement,
  pieces: readonly number[],
  { area, forward }: { readonly area: number; readonly forward: boolean },
): Wrong | null {
  for (const p of pieces) {
    const half = halfOf(arrangement, p, forward);
    if (half < 0) continue;
    const [own] = setsBeside(arrangement, half);
    const others = except(own, area);
    if (others.length > 0) return { at: arrangement.noded.pieces.from[p], reason: "inside", others };
  }
  return null;
}

/** The half-edge of a piece that has the area on its left, -1 where borders cancel. */
function halfOf({ noded, pieceEdge, from }: Arrangement, piece: number, forward: boolean): number {
  const edge = pieceEdge[piece];
  if (edge < 0) return -1;
  const { pieces, segmentFrom, segmentTo, x, y } = noded;
  const segment = pieces.segment[piece];
  const [a, b] = [segmentFrom[segment], segmentTo[segment]];
  const [p, q] = [pieces.from[piece], pieces.to[piece]];
  const along = (x[q] - x[p]) * (x[b] - x[a]) + (y[q] - y[p]) * (y[b] - y[a]) > 0;
  const asEdge = p === from[edge];
  return 2 * edge + ((along === asEdge) === forward ? 0 : 1);
}

function crossedBy(
  { noded }: Arrangement,
  pieces: readonly number[],
  { area, touching }: { readonly area: number; readonly touching: Touching },
): Wrong | null {
  if (pieces.length < 2) return null;
  const segment = noded.pieces.segment[pieces[0]];
  for (const at of insideVertices(noded.pieces, pieces, noded.segmentFrom[segment], noded.segmentTo[segment])) {
    const others = except([...(touching.own.get(at) ?? []), ...(touching.missed.get(at) ?? [])], area);
    if (others.length > 0) return { at, reason: "crossed", others };
  }
  return null;
}

function meets({ area, from, to }: Pick<InvalidEdge, "area" | "from" | "to">, { missed }: Touching): Wrong | null {
  for (const at of [from, to]) {
    const others = except(missed.get(at) ?? [], area);
    if (others.length > 0) return { at, reason: "meets", others };
  }
  return null;
}

interface GapQuestion {
  readonly pieces: readonly number[];
  readonly area: number;
  readonly forward: boolean;
  readonly gapMetres: number;
  /** Half-edge along the outside → the half-edge near it. */
  readonly open: ReadonlyMap<number, number>;
}

function besideGap(arrangement: Arrangement, { pieces, area, forward, gapMetres, open }: GapQuestion): Wrong | null {
  if (!(gapMetres > 0)) return null;
  for (const p of pieces) {
    const half = halfOf(arrangement, p, forward);
    if (half < 0) continue;
    const beyond = arrangement.face[half ^ 1];
    const at = arrangement.noded.pieces.from[p];
    const near = open.get(half);
    if (near !== undefined) return { at, reason: "gap", others: except(setsBeside(arrangement, near)[0], area) };
    const enclosed = beyond > 0 && arrangement.faceSet[beyond] === 0;
    const width = (2 * arrangement.areaM2[beyond]) / arrangement.perimeterMetres[beyond];
    if (enclosed && width <= gapMetres) return { at, reason: "gap", others: [] };
  }
  return null;
}

/** Half-edges with nothing beyond them that run along another area's at most `gapMetres` away. */
export function openGaps(arrangement: Arrangement, gapMetres: number): Map<number, number> {
  const { face, faceSet, sets, noded, from, to } = arrangement;
  const free = [...face.keys()].filter((h) => face[h ^ 1] === 0 && faceSet[face[h]] !== 0);
  const ends = free.map((h) => {
    const [a, b] = h & 1 ? [to[h >> 1], from[h >> 1]] : [from[h >> 1], to[h >> 1]];
    return [noded.x[a], noded.y[a], noded.x[b], noded.y[b]].map((value) => value * noded.unit);
  });
  const near = new Map<number, number>();
  for (const [one, other] of nearParallel(ends, gapMetres)) {
    const [mine, theirs] = [sets.members[faceSet[face[free[one]]]], sets.members[faceSet[face[free[other]]]]];
    if (mine.some((area) => theirs.includes(area))) continue;
    near.set(free[one], free[other]);
    near.set(free[other], free[one]);
  }
  return near;
}

/** Areas that have exactly the border of another one, with those others. */
function copiedAreas({ noded, areas }: Arrangement): Map<number, number[]> {
  const segments = Array.from({ length: areas }, (): number[] => []);
  noded.useSegment.forEach((segment, use) => {
    segments[noded.useArea[use]].push(segment);
  });
  const same = Map.groupBy(segments.keys(), (area) => segments[area].sort((a, b) => a - b).join());
  const copies = new Map<number, number[]>();
  for (const [key, group] of same) {
    if (key === "" || group.length < 2) continue;
    for (const area of group)
      copies.set(
        area,
        group.filter((other) => other !== area),
      );
  }
  return copies;
}

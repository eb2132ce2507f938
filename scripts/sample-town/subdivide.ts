import type { Random } from "../../src/lib/random.ts";
import { centroid, crossing, distance, isInside, mix, type Point, perimeter, signedArea } from "./geometry.ts";
import type { EdgeLabel, Face, Mesh } from "./mesh.ts";

/** How a face is cut into smaller ones. */
export interface CutRules {
  /** Faces larger than this are cut. */
  readonly largestM2: number;
  /** No piece may be smaller than this. */
  readonly smallestM2: number;
  /** Ends of a cut move to a corner of the face within this distance, so that streets meet across a road. */
  readonly snapMetres: number;
  /** What runs along a cut through a face of this area. */
  label(areaM2: number): EdgeLabel;
}

/** Cuts a face, and its pieces, until none is too large; returns the numbers of the pieces. */
export function subdivide(mesh: Mesh, id: number, rules: CutRules, random: Random): number[] {
  const area = mesh.areaOf(mesh.face(id).ring);
  if (area <= rules.largestM2) return [id];
  const chord = bestChord(mesh, mesh.face(id), rules, random);
  if (!chord) return [id];
  const from = endVertex(mesh, mesh.face(id), chord.from);
  const to = endVertex(mesh, mesh.face(id), chord.to);
  const [one, two] = mesh.cut(id, from, to, rules.label(area));
  return [...subdivide(mesh, one, rules, random), ...subdivide(mesh, two, rules, random)];
}

/** One end of a cut: a place on an edge of the ring, or a corner of it. */
interface ChordEnd {
  readonly index: number;
  readonly point: Point;
  readonly isCorner: boolean;
}

interface Chord {
  readonly from: ChordEnd;
  readonly to: ChordEnd;
}

function endVertex(mesh: Mesh, face: Face, end: ChordEnd): number {
  if (end.isCorner) return mesh.vertexAt(end.point);
  const ring = face.ring;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
    if (isOn(end.point, mesh.points[a], mesh.points[b])) return mesh.insertVertex(a, b, end.point);
  }
  throw new Error("subdivide: the end of a cut lies on no edge");
}

function isOn(p: Point, a: Point, b: Point): boolean {
  return Math.abs(distance(a, p) + distance(p, b) - distance(a, b)) < 1e-6;
}

function bestChord(mesh: Mesh, face: Face, rules: CutRules, random: Random): Chord | undefined {
  const ring = mesh.pointsOf(face);
  const middle = centroid(ring);
  let best: { chord: Chord; score: number } | undefined;
  for (const direction of directions(ring)) {
    for (const shift of [0, 0.14, -0.14, 0.28, -0.28]) {
      const across: Point = [-direction[1], direction[0]];
      const reach = Math.sqrt(signedArea(ring)) * (shift + random.between(-0.04, 0.04));
      const through: Point = [middle[0] + across[0] * reach, middle[1] + across[1] * reach];
      const chord = chordThrough(ring, through, direction, rules.snapMetres);
      const score = chord ? scoreOf(ring, chord, rules) + random.between(0, 0.04) : Number.NEGATIVE_INFINITY;
      if (chord && score > (best?.score ?? 0)) best = { chord, score };
    }
  }
  return best?.chord;
}

/** Directions worth trying: the plan's two axes and the normal of the longest edge. */
function directions(ring: readonly Point[]): Point[] {
  let longest: Point = [1, 0];
  let length = 0;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const size = distance(a, b);
    if (size <= length) return;
    length = size;
    longest = [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
  });
  return [
    [1, 0],
    [0, 1],
    [-longest[1], longest[0]],
  ];
}

function chordThrough(ring: readonly Point[], through: Point, direction: Point, snap: number): Chord | undefined {
  const far = 5000;
  const a: Point = [through[0] - direction[0] * far, through[1] - direction[1] * far];
  const b: Point = [through[0] + direction[0] * far, through[1] + direction[1] * far];
  const hits = ring
    .flatMap((p, index) => {
      const q = ring[(index + 1) % ring.length];
      const shares = crossing(a, b, p, q);
      return shares && shares[1] < 1 - 1e-9 ? [{ index, along: shares[0], point: mix(p, q, shares[1]) }] : [];
    })
    .sort((one, two) => one.along - two.along);
  const next = hits.findIndex((hit) => hit.along > 0.5);
  if (next < 1) return undefined;
  const from = snapped(ring, hits[next - 1], snap);
  const to = snapped(ring, hits[next], snap);
  return isClear(ring, from, to) ? { from, to } : undefined;
}

/** Moves the end of a cut to the nearest corner of the ring, when one is near; never just beside one. */
function snapped(ring: readonly Point[], hit: { index: number; point: Point }, snap: number): ChordEnd {
  let best: ChordEnd = { ...hit, isCorner: false };
  let nearest = snap;
  ring.forEach((point, index) => {
    const gap = distance(point, hit.point);
    if (gap >= nearest) return;
    nearest = gap;
    best = { index, point, isCorner: true };
  });
  return best;
}

/** Whether the line between two ends runs inside the ring and keeps away from its other corners. */
function isClear(ring: readonly Point[], from: ChordEnd, to: ChordEnd): boolean {
  if (distance(from.point, to.point) < 25) return false;
  for (const share of [0.04, 0.25, 0.5, 0.75, 0.96]) {
    if (!isInside(mix(from.point, to.point, share), ring)) return false;
  }
  for (let i = 0; i < ring.length; i++) {
    const shares = crossing(from.point, to.point, ring[i], ring[(i + 1) % ring.length]);
    if (shares && shares[0] > 1e-6 && shares[0] < 1 - 1e-6) return false;
  }
  return true;
}

/** Good cuts make two compact pieces of like size and meet the sides squarely. */
function scoreOf(ring: readonly Point[], chord: Chord, rules: CutRules): number {
  const [one, two] = pieces(ring, chord);
  const [a, b] = [signedArea(one), signedArea(two)];
  if (Math.min(a, b) < rules.smallestM2) return -1;
  const compact = (piece: readonly Point[], area: number) => (4 * Math.PI * area) / perimeter(piece) ** 2;
  const corners = (chord.from.isCorner ? 0.08 : 0) + (chord.to.isCorner ? 0.08 : 0);
  return Math.min(compact(one, a), compact(two, b)) + 0.35 * (Math.min(a, b) / Math.max(a, b)) + corners;
}

function pieces(ring: readonly Point[], { from, to }: Chord): [Point[], Point[]] {
  const walk = (start: ChordEnd, end: ChordEnd) => {
    const result: Point[] = [start.point];
    for (let i = (start.index + 1) % ring.length, guard = 0; guard < ring.length; guard++) {
      if (end.isCorner && i === end.index) break;
      result.push(ring[i]);
      if (!end.isCorner && i === end.index) break;
      i = (i + 1) % ring.length;
    }
    return [...result, end.point];
  };
  return [walk(from, to), walk(to, from)];
}

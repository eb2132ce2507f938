import type { Lines } from "../../domain/geometry.ts";
import type { Label } from "./style.ts";

/** Roads as lines, each with its name; the empty name is none. */
export interface NamedLines {
  readonly lines: Lines;
  readonly names: readonly string[];
  /** The more important, the higher: width or class, line by line. */
  readonly ranks: ArrayLike<number>;
}

const metresPerDegree = 111_320;
const apartMetres = 1200;

interface Candidate extends Label {
  readonly lengthMetres: number;
}

/** Labels along roads: at the longest straight pieces of each name, at least 1.2 km apart. */
export function roadLabels({ lines, names, ranks }: NamedLines): Label[] {
  const byName = new Map<string, Candidate[]>();
  names.forEach((name, line) => {
    if (name === "") return;
    const candidate = candidateOf(lines, line, { name, rank: ranks[line] ?? 0 });
    if (candidate) byName.set(name, [...(byName.get(name) ?? []), candidate]);
  });
  return [...byName.values()].flatMap((candidates) => {
    const kept: Candidate[] = [];
    for (const candidate of candidates.sort((a, b) => b.lengthMetres - a.lengthMetres)) {
      if (kept.length < 3 && kept.every((other) => distanceMetres(candidate, other) > apartMetres))
        kept.push(candidate);
    }
    return kept;
  });
}

function distanceMetres(a: Label, b: Label): number {
  const east = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, a.lat - b.lat) * metresPerDegree;
}

/** The middle of a line's longest piece, in the piece's direction. */
function candidateOf(
  { coordinates, lineOffsets }: Lines,
  line: number,
  { name, rank }: { name: string; rank: number },
) {
  let best: Candidate | null = null;
  for (let i = lineOffsets[line] ?? 0; i < (lineOffsets[line + 1] ?? 0) - 1; i++) {
    const [lon0 = 0, lat0 = 0, lon1 = 0, lat1 = 0] = coordinates.subarray(2 * i, 2 * i + 4);
    const east = (lon1 - lon0) * Math.cos((lat0 * Math.PI) / 180);
    const lengthMetres = Math.hypot(east, lat1 - lat0) * metresPerDegree;
    if (best && lengthMetres <= best.lengthMetres) continue;
    const angleDeg = (Math.atan2(lat0 - lat1, east) * 180) / Math.PI;
    best = { text: name, lon: (lon0 + lon1) / 2, lat: (lat0 + lat1) / 2, kind: "road", rank, angleDeg, lengthMetres };
  }
  return best;
}

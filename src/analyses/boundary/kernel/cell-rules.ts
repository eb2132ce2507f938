import { metresPerDegree } from "../../../lib/geodesy.ts";

/** How codes of unit cells are built: digits of community and serial number. */
export const codeProfiles = {
  /** 6 district + 3 subdistrict + 3 community + 3 serial: GB/T 30428.1 and Beijing's local standard. */
  "15": { community: 12, serial: 3 },
  /** 6 + 3 + 3 + 2: the older CJ/T 213. */
  "14": { community: 12, serial: 2 },
  /** 6 + 3 + 3 + 4: some vendors. */
  "16": { community: 12, serial: 4 },
} as const;
export type CodeProfile = keyof typeof codeProfiles;

/** Unit cells row by row, with the community that holds the middle of each (-1: none) and ids of communities. */
export interface UnitCells {
  readonly ids: readonly string[];
  readonly areaM2: Float64Array;
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
  readonly community: Int32Array;
  readonly communityIds: readonly string[];
}

/** A cell that breaks a rule, and in what way. */
export interface BrokenRule {
  readonly rule: "small" | "large" | "length" | "digits" | "prefix" | "twice" | "order";
  readonly cell: number;
  /** Of the order: the cell with the number before. */
  readonly before: number;
}

/** Unit cells are of about 10,000 m²; outside 0.4 to 2.5 times that a warning is due (project default). */
export const targetM2 = 10_000;
export const sizeLimits = [0.4, 2.5] as const;

/** A band of cells is about as high as a cell is wide. */
const bandMetres = Math.sqrt(targetM2);

/** Size, code and numbering of unit cells. Where communities have no codes of their own, only serial numbers are checked. */
export function brokenRules(cells: UnitCells, profile: CodeProfile): BrokenRule[] {
  return [...sizes(cells), ...codes(cells, profile), ...order(cells, profile)];
}

const alone = { before: -1 } as const;

function sizes({ areaM2 }: UnitCells): BrokenRule[] {
  const [least, most] = sizeLimits.map((times) => times * targetM2);
  return [...areaM2.keys()].flatMap((cell): BrokenRule[] => {
    if (areaM2[cell] < least) return [{ rule: "small", cell, ...alone }];
    return areaM2[cell] > most ? [{ rule: "large", cell, ...alone }] : [];
  });
}

function codes({ ids, community, communityIds }: UnitCells, profile: CodeProfile): BrokenRule[] {
  const { community: prefix, serial } = codeProfiles[profile];
  const coded = communityIds.length > 0 && communityIds.every((id) => /^\d+$/.test(id) && id.length === prefix);
  const seen = new Set<string>();
  return ids.flatMap((id, cell): BrokenRule[] => {
    const twice = seen.has(id);
    seen.add(id);
    if (!/^\d+$/.test(id)) return [{ rule: "digits", cell, ...alone }];
    if (id.length !== prefix + serial) return [{ rule: "length", cell, ...alone }];
    if (twice) return [{ rule: "twice", cell, ...alone }];
    const own = communityIds[community[cell]];
    return coded && own !== undefined && id.slice(0, prefix) !== own ? [{ rule: "prefix", cell, ...alone }] : [];
  });
}

/**
 * Numbers run west to east and north to south inside a community. Cells are not in neat rows, so only clear breaches
 * count: the next number lies more than one and a half bands of 100 m further north, or more than half a band
 * north and west of it.
 */
function order({ ids, lon, lat, community }: UnitCells, profile: CodeProfile): BrokenRule[] {
  const { serial } = codeProfiles[profile];
  const numbered = ids.flatMap((id, cell) => (/^\d+$/.test(id) ? [{ cell, number: Number(id.slice(-serial)) }] : []));
  const broken: BrokenRule[] = [];
  for (const [of, group] of Map.groupBy(numbered, ({ cell }) => community[cell])) {
    if (of < 0) continue;
    group.sort((a, b) => a.number - b.number);
    for (let i = 1; i < group.length; i++) {
      const [before, cell] = [group[i - 1].cell, group[i].cell];
      const scale = metresPerDegree(lat[cell]);
      const [east, north] = [(lon[cell] - lon[before]) * scale.lon, (lat[cell] - lat[before]) * scale.lat];
      if (north > 1.5 * bandMetres || (north > bandMetres / 2 && east < 0))
        broken.push({ rule: "order", cell, before });
    }
  }
  return broken;
}

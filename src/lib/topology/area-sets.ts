/** Sets of areas, each kept once under a number; 0 is the empty set. */
export interface AreaSets {
  /** Set → its areas, ascending. */
  readonly members: readonly (readonly number[])[];
  /** The number of a set, given its areas in ascending order. */
  idOf(areas: readonly number[]): number;
  /** The areas that are in one of two sets but not in both. */
  xor(one: number, other: number): number;
}

/** An empty collection of sets. */
export function createAreaSets(): AreaSets {
  const members: (readonly number[])[] = [[]];
  const ids = new Map<string, number>([["", 0]]);
  const made = new Map<number, number>();

  function idOf(areas: readonly number[]): number {
    const key = areas.join();
    const known = ids.get(key);
    if (known !== undefined) return known;
    ids.set(key, members.length);
    members.push(areas);
    return members.length - 1;
  }

  function xor(one: number, other: number): number {
    const key = Math.max(one, other) * 2 ** 26 + Math.min(one, other);
    const known = made.get(key);
    if (known !== undefined) return known;
    const [a, b] = [members[one], members[other]];
    const result = [...a.filter((area) => !b.includes(area)), ...b.filter((area) => !a.includes(area))];
    const id = idOf(result.sort((p, q) => p - q));
    made.set(key, id);
    return id;
  }

  return { members, idOf, xor };
}

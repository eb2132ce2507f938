/** Something unusual on one day: a cluster, or a series (`series` ≥ 0). */
export interface Found {
  readonly day: number;
  readonly since: number;
  readonly observed: number;
  readonly expected: number;
  readonly ratio: number;
  readonly p: number;
  /** After correction for the series of the day; of a cluster its p. */
  readonly q: number;
  readonly series: number;
  readonly centre: number;
  readonly radiusMetres: number;
  /** Rows of the areas, ascending; of a series its number. */
  readonly areas: Uint32Array;
}

/** Collects findings as columns, in the order of their days. */
export function findings() {
  const all: Found[] = [];
  const column = (value: (found: Found) => number) => Float64Array.from(all, value);
  return {
    add: (found: Found) => {
      all.push(found);
    },
    columns: () => {
      const start = new Uint32Array(all.length + 1);
      all.forEach(({ areas }, i) => {
        start[i + 1] = start[i] + areas.length;
      });
      return {
        day: Int32Array.from(all, ({ day }) => day),
        since: Int32Array.from(all, ({ since }) => since),
        observed: column(({ observed }) => observed),
        expected: column(({ expected }) => expected),
        ratio: column(({ ratio }) => ratio),
        p: column(({ p }) => p),
        q: column(({ q }) => q),
        series: Int32Array.from(all, ({ series }) => series),
        centre: Uint32Array.from(all, ({ centre }) => centre),
        radius: column(({ radiusMetres }) => radiusMetres),
        start,
        member: Uint32Array.from(all.flatMap(({ areas }) => [...areas])),
      };
    },
  };
}

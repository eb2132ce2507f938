/**
 * At most `count` of the places (degrees) as rows, one in each square of a lattice whose size is found by halving; places
 * without a position are left out.
 */
export function spread(
  { lon, lat }: { readonly lon: Float64Array; readonly lat: Float64Array },
  count: number,
): number[] {
  const all = [...lon.keys()].filter((n) => Number.isFinite(lon[n] + lat[n]));
  if (all.length <= count) return all;
  const thinned = (step: number) => {
    const kept = new Map<string, number>();
    for (const n of all) {
      const key = `${Math.floor(lon[n] / step)} ${Math.floor(lat[n] / step)}`;
      if (!kept.has(key)) kept.set(key, n);
    }
    return [...kept.values()];
  };
  let [fine, coarse] = [0, 1];
  for (let round = 0; round < 30; round++) {
    const middle = (fine + coarse) / 2;
    if (thinned(middle).length > count) fine = middle;
    else coarse = middle;
  }
  return thinned(coarse);
}

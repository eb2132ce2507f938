import { areaRows, type CaseSource, caseRows, fieldsOfFilters, passingRows } from "../../../state/case-rows.ts";
import { type Arrivals, arrivalBin, arrivalBins } from "../kernel/arrivals.ts";
import type { Atoms } from "./atoms.ts";

const known = new WeakMap<Atoms, Arrivals | null>();

/** The arrivals of the cases that pass the filters; null until they have been read, and where the dataset has none. */
export function arrivalsOf(atoms: Atoms): Arrivals | null {
  return known.get(atoms) ?? null;
}

/** Reads from dispatch to arrival of every case, and counts it where the case lies. */
export async function readArrivals(atoms: Atoms, handle: CaseSource): Promise<void> {
  const { areas, filters, window } = atoms.input;
  const fields = [...fieldsOfFilters(areas.keys()), "dispatched_at", "arrived_at"];
  const cases = await caseRows(handle, [...new Set(fields)]);
  const [reported, sent, arrived] = ["reported_at", "dispatched_at", "arrived_at"].map(cases.numbers);
  const atomOf = areaRows(cases, atoms.table);
  const counts = new Uint32Array(atoms.count * arrivalBins);
  let total = 0;
  for (const row of passingRows(cases, filters, areas)) {
    const seconds = (arrived?.[row] ?? Number.NaN) - (sent?.[row] ?? Number.NaN);
    const [at = Number.NaN, atom = atoms.count] = [reported?.[row], atomOf[row]];
    if (!(seconds >= 0) || atom >= atoms.count || at < window[0] || at > window[1]) continue;
    const place = atom * arrivalBins + arrivalBin(seconds / 60);
    counts[place] = (counts[place] ?? 0) + 1;
    total++;
  }
  known.set(atoms, total > 0 ? { counts, cases: total } : null);
}

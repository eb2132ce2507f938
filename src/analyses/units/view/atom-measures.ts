import type { AreaTable } from "../../../domain/area-table.ts";
import { outcomes } from "../../../domain/case-chunk.ts";
import { areaIdField } from "../../../domain/case-tables.ts";
import type { TimeRange } from "../../../domain/filters.ts";
import { caseFigures } from "../../../domain/indicators.ts";
import { metresPerDegree } from "../../../lib/geodesy.ts";
import type { City } from "../../../state/city-tables.ts";
import type { countCases } from "../../../state/counts.ts";
import type { UnitTables } from "../../../state/unit-tables.ts";
import type { MeasureName } from "../kernel/measures.ts";
import { type WorkParts, workHours } from "../kernel/workload.ts";
import type { AtomInput } from "./atom-input.ts";
import { roadKmByAtom } from "./guide-lines.ts";
import type { Reach } from "./reach.ts";

/** Cases of one kind. */
export interface KindCounts {
  readonly kind: string;
  /** Per area code (0: in no area) cases by outcome. */
  readonly outcomes: Uint32Array;
}

/** Cases of each kind by atom, under the present filters. */
export async function countByKind(
  { filters, window, categories }: AtomInput,
  table: AreaTable,
  count: typeof countCases,
): Promise<KindCounts[]> {
  const allowed = filters.values.category;
  const kinds = (categories.length > 0 ? [...categories, ""] : [""]).filter((kind) => allowed?.includes(kind) ?? true);
  return Promise.all(
    kinds.map(async (kind) => {
      const own = categories.length > 0 ? { ...filters, values: { ...filters.values, category: [kind] } } : filters;
      const question = { filters: own, windows: [window], areaField: areaIdField(table.level), areaDurations: false };
      const [counts] = await count({ ...question, frame: null });
      return { kind, outcomes: counts?.areaOutcomes ?? new Uint32Array((table.rows + 1) * outcomes.length) };
    }),
  );
}

/** The months of a period, at least one. */
export const monthsOf = ([from, to]: TimeRange) => Math.max(1, (to - from) / (30.44 * 86_400));

/** What atoms are measured by. */
interface Found {
  readonly input: AtomInput;
  readonly table: AreaTable;
  readonly city: City;
  readonly tables: UnitTables;
  readonly reach: Reach;
  /** Place of residence → atom, -1 for none; the same for facilities. */
  readonly homeAtom: Int32Array;
  readonly facilityAtom: Int32Array;
  readonly locate: (lon: number, lat: number) => number;
}

/** Every measure of every atom. */
export function measuresOf(found: Found, counts: readonly KindCounts[]): Record<MeasureName, Float64Array> {
  const { table, tables, city, input } = found;
  const rows = table.rows;
  const zero = () => new Float64Array(rows);
  const months = monthsOf(input.window);
  const figures = counts.map(({ kind, outcomes: own }) => ({
    kind,
    rows: Array.from({ length: rows }, (_, row) => caseFigures(own, row + 1)),
  }));
  const sum = (of: (figure: ReturnType<typeof caseFigures>) => number, kinds?: readonly string[]) =>
    figures
      .filter(({ kind }) => kinds?.includes(kind) ?? true)
      .reduce((all, one) => all.map((value, row) => value + of(one.rows[row] ?? caseFigures([]))), zero());
  const monthly = (kind: string) => sum(({ cases }) => cases / months, [kind]);
  const [first = 0, second = 0] = table.labelPoints;
  const metres = metresPerDegree(Number.isNaN(second) ? 0 : second);
  const roadKm =
    first === 0 && second === 0 ? zero() : roadKmByAtom(city.roads, rows, { locate: found.locate, metres });
  const { assets, facilities, committees } = placesByAtom(found);
  const others = figures.map(({ kind }) => kind).filter((kind) => !["component", "event", "service"].includes(kind));
  const parts: WorkParts = {
    component: monthly("component"),
    event: monthly("event"),
    service: monthly("service"),
    other: sum(({ cases }) => cases / months, others),
    roadKm,
    assets,
  };
  return {
    ...workHours(parts, input.params),
    ...nearMeasures(found),
    residents: residentsByAtom(found),
    households: Float64Array.from(table.ids, (id) => tables.households.get(id) ?? 0),
    areaKm2: table.areaKm2,
    cases: sum(({ cases }) => cases),
    overdue: sum(({ overdue }) => overdue),
    limited: sum(({ limited }) => limited),
    roadKm,
    assets,
    facilities,
    committees,
  };
}

/** Residents of the population table, else of the homes in each atom. */
function residentsByAtom({ table, reach, homeAtom }: Found): Float64Array {
  if (table.residents.some((value) => value > 0)) return table.residents.map((value) => value || 0);
  const residents = new Float64Array(table.rows);
  homeAtom.forEach((atom, place) => {
    if (atom >= 0) residents[atom] = (residents[atom] ?? 0) + (reach.residents.people[place] ?? 0);
  });
  return residents;
}

const committeeTypes: readonly string[] = ["committee", "residents_committee", "committee_office", "activity_room"];

/** Assets are cameras and key places: what a patrol looks after. */
function placesByAtom({ table, city, facilityAtom, locate }: Found) {
  const [assets, facilities, committees] = [0, 0, 0].map(() => new Float64Array(table.rows)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const add = (column: Float64Array, atom: number) => {
    if (atom >= 0) column[atom] = (column[atom] ?? 0) + 1;
  };
  facilityAtom.forEach((atom, f) => {
    add(facilities, atom);
    if (city.facilities.isKeyPlace[f] === 1) add(assets, atom);
    if (committeeTypes.includes(city.facilities.types[f] ?? "")) add(committees, atom);
  });
  city.cameras.lon.forEach((lon, camera) => {
    add(assets, locate(lon, city.cameras.lat[camera] ?? Number.NaN));
  });
  return { assets, facilities, committees };
}

/** Residents within the norm of each centre and of a committee, and how far the farthest centre is. */
function nearMeasures({ table, reach, homeAtom, input }: Found) {
  const { centreMetres, committeeMetres } = input.params;
  const zero = () => new Float64Array(table.rows);
  const out = {
    placed: zero(),
    nearAffairs: zero(),
    nearHealth: zero(),
    nearCulture: zero(),
    nearAll: zero(),
    nearCommittee: zero(),
    centrePersonMetres: zero(),
  };
  const farthestMetres = 20_000;
  homeAtom.forEach((atom, place) => {
    if (atom < 0 || !reach.known.some(Boolean)) return;
    const people = reach.residents.people[place] ?? 0;
    const metres = (kind: number) => reach.metres[kind]?.[place] ?? Number.POSITIVE_INFINITY;
    const centres = [0, 1, 2].map(metres);
    const add = (column: Float64Array, value: number) => {
      column[atom] = (column[atom] ?? 0) + value;
    };
    add(out.placed, people);
    if (metres(0) <= centreMetres) add(out.nearAffairs, people);
    if (metres(1) <= centreMetres) add(out.nearHealth, people);
    if (metres(2) <= centreMetres) add(out.nearCulture, people);
    if (centres.every((value) => value <= centreMetres)) add(out.nearAll, people);
    if (metres(3) <= committeeMetres) add(out.nearCommittee, people);
    add(out.centrePersonMetres, people * Math.min(farthestMetres, Math.max(...centres)));
  });
  return out;
}

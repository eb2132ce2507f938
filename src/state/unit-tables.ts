import type { DatasetHandle } from "../data/source.ts";
import { columnsOf } from "./read-tables.ts";

/** What the areas table says of an area beside its shape; null: it does not say. */
export interface AreaFacts {
  readonly parent: string;
  /** The code of what kind of area it is, such as `neighborhood` or `village`; empty where unknown. */
  readonly kind: string;
  /** Shares from 0 to 1 that only the dataset can know. */
  readonly urbanBorderShare: number | null;
  readonly urbanisation: number | null;
  readonly formerTown: boolean | null;
  readonly partyCommittee: boolean | null;
  readonly communityCommittee: boolean | null;
  readonly communityCentre: boolean | null;
  readonly infrastructure: boolean | null;
  readonly collectiveReform: boolean | null;
  readonly groupsDissolved: boolean | null;
}

/** What plans of management units are made and judged from beside the city's tables. */
export interface UnitTables {
  readonly facts: ReadonlyMap<string, AreaFacts>;
  /** Area id → households at the latest date. */
  readonly households: ReadonlyMap<string, number>;
  /** Facility id → floor area in m². */
  readonly floorM2: ReadonlyMap<string, number>;
}

const factFields = {
  formerTown: "former_town",
  partyCommittee: "party_committee",
  communityCommittee: "community_committee",
  communityCentre: "community_centre",
  infrastructure: "urban_infra_ok",
  collectiveReform: "collective_reform_done",
  groupsDissolved: "village_groups_dissolved",
} as const;

const shareFields = { urbanBorderShare: "urban_border_share", urbanisation: "urbanisation_share" } as const;

const known = new WeakMap<DatasetHandle, Promise<UnitTables>>();

/** The tables of an open dataset, read once; what it does not have is empty. */
export function unitTablesOf(handle: DatasetHandle): Promise<UnitTables> {
  const tables = known.get(handle) ?? readUnitTables(handle);
  known.set(handle, tables);
  tables.catch(() => known.delete(handle));
  return tables;
}

async function readUnitTables(handle: DatasetHandle): Promise<UnitTables> {
  const none = { rows: 0, fields: {} };
  const read = (table: "areas" | "population" | "facilities", fields: readonly string[]) =>
    handle.tables.includes(table) ? handle.columns(table, fields) : none;
  const [areas, population, facilities] = await Promise.all([
    read("areas", ["area_id", "parent_id", "kind", ...Object.values(factFields), ...Object.values(shareFields)]),
    read("population", ["area_id", "as_of", "households"]),
    read("facilities", ["facility_id", "floor_area_m2"]),
  ]);
  return {
    facts: factsOf(columnsOf(areas)),
    households: latest(columnsOf(population)),
    floorM2: floors(columnsOf(facilities)),
  };
}

type Reader = ReturnType<typeof columnsOf>;

function factsOf({ texts, numbers }: Reader): Map<string, AreaFacts> {
  const parents = texts("parent_id");
  const kinds = texts("kind");
  const shares = Object.entries(shareFields).map(([name, field]) => [name, numbers(field)] as const);
  const share = (value = Number.NaN) => (value >= 0 && value <= 1 ? value : null);
  const columns = Object.entries(factFields).map(([name, field]) => [name, numbers(field)] as const);
  const answer = (value = Number.NaN) => (Number.isNaN(value) ? null : value !== 0);
  return new Map(
    texts("area_id").map((id, row) => {
      const facts = Object.fromEntries([
        ...columns.map(([name, column]) => [name, answer(column[row])]),
        ...shares.map(([name, column]) => [name, share(column[row])]),
      ]);
      // Every name has just been taken from the tables of fields.
      const told = facts as Omit<AreaFacts, "parent" | "kind">;
      return [id, { ...told, parent: parents[row] ?? "", kind: kinds[row] ?? "" }];
    }),
  );
}

function latest({ texts, numbers }: Reader): Map<string, number> {
  const [dates, households] = [numbers("as_of"), numbers("households")];
  const newest = new Map<string, number>();
  const counts = new Map<string, number>();
  texts("area_id").forEach((id, row) => {
    const [date = 0, count = Number.NaN] = [dates[row], households[row]];
    if (Number.isNaN(count) || (newest.get(id) ?? Number.NEGATIVE_INFINITY) > date) return;
    newest.set(id, date);
    counts.set(id, count);
  });
  return counts;
}

function floors({ texts, numbers }: Reader): Map<string, number> {
  const areas = numbers("floor_area_m2");
  return new Map(texts("facility_id").map((id, row) => [id, areas[row] ?? Number.NaN]));
}

import type { Quality } from "../../src/data/import/quality.ts";
import { type TableName, tableSpec } from "../../src/domain/tables.ts";
import { finalExpression, finalList, type Stage, sqlText } from "./stage.ts";

interface Reference {
  readonly table: TableName;
  readonly field: string;
  readonly target: TableName;
  /** Rows that point nowhere are useless and put aside; without it they are only counted. */
  readonly needed?: true;
}

const references: readonly Reference[] = [
  { table: "population", field: "area_id", target: "areas", needed: true },
  { table: "road_edges", field: "from_node", target: "road_nodes", needed: true },
  { table: "road_edges", field: "to_node", target: "road_nodes", needed: true },
  { table: "case_events", field: "case_id", target: "cases", needed: true },
  { table: "areas", field: "parent_id", target: "areas" },
  { table: "areas", field: "station_id", target: "stations" },
  { table: "cameras", field: "area_id", target: "areas" },
  { table: "facilities", field: "area_id", target: "areas" },
  { table: "stations", field: "area_id", target: "areas" },
  { table: "staff", field: "area_id", target: "areas" },
  { table: "staff", field: "station_id", target: "stations" },
  { table: "staff", field: "dept_id", target: "depts" },
  { table: "depts", field: "parent_id", target: "depts" },
  { table: "cases", field: "item_id", target: "items" },
];

/** Moves (as JSON without unknown values) the rows listed in the table `bad` (column `rid`) to the quarantine. */
async function putAside(stage: Stage, table: TableName, reason: string): Promise<number> {
  const rows = await stage.count("SELECT count(*) FROM bad");
  if (rows > 0) {
    const fields = Object.keys(tableSpec(table).fields).filter((name) => stage.isFilled(table, name));
    await stage.connection.run(
      `INSERT INTO quarantine SELECT ${sqlText(table)}, ${sqlText(reason)}, json_merge_patch('{}', to_json(r))::VARCHAR
       FROM (SELECT ${finalList(table, fields)} FROM ${table} WHERE rowid IN (SELECT rid FROM bad) ORDER BY rowid) r`,
    );
    await stage.connection.run(`DELETE FROM ${table} WHERE rowid IN (SELECT rid FROM bad)`);
  }
  await stage.connection.run("DROP TABLE bad");
  return rows;
}

async function checkKey(stage: Stage, table: TableName, quality: Quality): Promise<void> {
  const { key } = tableSpec(table);
  if (!key) return;
  await stage.connection.run(
    `CREATE TEMP TABLE twice AS SELECT "${key}" AS k FROM ${table} GROUP BY 1 HAVING count(*) > 1`,
  );
  await stage.connection.run(
    `CREATE TEMP TABLE bad AS SELECT rid FROM (
       SELECT rowid AS rid, row_number() OVER (PARTITION BY "${key}" ORDER BY rowid) AS n
       FROM ${table} WHERE "${key}" IN (SELECT k FROM twice)) WHERE n > 1`,
  );
  await stage.connection.run("DROP TABLE twice");
  const reason = `${key} occurs twice; the first row was kept`;
  quality.quarantine(table, reason, await putAside(stage, table, reason));
}

async function checkReference(stage: Stage, reference: Reference, quality: Quality): Promise<void> {
  const { table, field, target, needed } = reference;
  if (!needed && !stage.has(target)) return;
  await stage.prepare(target);
  const key = tableSpec(target).key;
  const value = finalExpression(table, field);
  const orphans = `FROM ${table} WHERE "${field}" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM ${target} t WHERE t."${key}" = ${value.replaceAll(`"${field}"`, `${table}."${field}"`)})`;
  const what = `${field} is not in ${target}`;
  if (!needed) return quality.warn(table, what, await stage.count(`SELECT count(*) ${orphans}`));
  await stage.connection.run(`CREATE TEMP TABLE bad AS SELECT ${table}.rowid AS rid ${orphans}`);
  quality.quarantine(table, what, await putAside(stage, table, what));
}

/** Checks what only whole tables can show: keys that occur twice and ids that point nowhere. */
export async function checkTables(stage: Stage, quality: Quality): Promise<void> {
  for (const table of stage.names()) await checkKey(stage, table, quality);
  for (const reference of references) {
    if (stage.has(reference.table) && (reference.needed || stage.isFilled(reference.table, reference.field)))
      await checkReference(stage, reference, quality);
  }
}

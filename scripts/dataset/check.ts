import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { Fault } from "../../src/domain/fault.ts";
import type { FieldType } from "../../src/domain/fields.ts";
import type { DataFile, Manifest } from "../../src/domain/manifest.ts";
import { parseManifest } from "../../src/domain/manifest-check.ts";
import { tableSpec } from "../../src/domain/tables.ts";
import { checkAreaIds } from "./check-area-ids.ts";
import { fingerprint } from "./parquet.ts";
import { piecesOf } from "./pieces.ts";
import { sqlText } from "./stage.ts";
import { dataVersionOf } from "./write-manifest.ts";

/** What `checkDataset` found: the manifest if it can be read, and every problem in a sentence. */
export interface CheckResult {
  readonly manifest?: Manifest;
  readonly problems: readonly string[];
}

const storedTypes: Readonly<Record<FieldType, string>> = {
  text: "VARCHAR",
  code: "VARCHAR",
  number: "DOUBLE",
  integer: "INTEGER",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
  geometry: "BLOB",
};

async function readManifest(folder: string): Promise<CheckResult> {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return { problems: [`${path} does not exist: ${folder} is not a dataset.`] };
  try {
    return { manifest: parseManifest(JSON.parse(await readFile(path, "utf8"))), problems: [] };
  } catch (error) {
    if (error instanceof Fault && error.code === "manifest-version") {
      return {
        problems: [`${path} has version ${error.values.version}; this program reads ${error.values.supported}.`],
      };
    }
    const reason = error instanceof Fault ? error.values.reason : error instanceof Error ? error.message : error;
    return { problems: [`${path} is not right: ${reason}.`] };
  }
}

async function checkBytes(
  path: string,
  file: Pick<DataFile, "path" | "bytes" | "sha256" | "pieces">,
): Promise<string[]> {
  if (!existsSync(path)) return [`${file.path} is missing.`];
  const { bytes, sha256 } = await fingerprint(path);
  if (bytes !== file.bytes) return [`${file.path} has ${bytes} bytes, the manifest says ${file.bytes}.`];
  if (sha256 !== file.sha256) return [`${file.path} has been changed: its SHA-256 is not the one in the manifest.`];
  if (file.pieces && JSON.stringify(await piecesOf(path)) !== JSON.stringify(file.pieces))
    return [`${file.path}: its pieces are not those in the manifest.`];
  return [];
}

async function checkContent(connection: DuckDBConnection, path: string, file: DataFile): Promise<string[]> {
  const { fields } = tableSpec(file.table);
  const read = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjects();
  const columns = new Map(
    (await read(`DESCRIBE SELECT * FROM read_parquet(${sqlText(path)})`)).map((row) => [
      String(row.column_name),
      row.column_type,
    ]),
  );
  const problems: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const type = columns.get(name);
    const expected = storedTypes[field.type];
    if (type === undefined && field.required) problems.push(`${file.path} has no column ${name}.`);
    if (type !== undefined && type !== expected) {
      problems.push(`${file.path}: the column ${name} is ${type}, not ${expected}.`);
    }
  }
  for (const name of columns.keys())
    if (!(name in fields)) problems.push(`${file.path}: the column ${name} is not known.`);
  const [row] = await read(`SELECT count(*) AS n FROM read_parquet(${sqlText(path)})`);
  if (Number(row?.n) !== file.rows) problems.push(`${file.path} has ${row?.n} rows, the manifest says ${file.rows}.`);
  return problems;
}

async function checkFile(connection: DuckDBConnection, folder: string, file: DataFile): Promise<string[]> {
  const path = join(folder, file.path);
  const problems = await checkBytes(path, file);
  if (problems.length > 0) return problems;
  try {
    return await checkContent(connection, path, file);
  } catch (error) {
    return [
      `${file.path} cannot be read as Parquet (${error instanceof Error ? error.message.split("\n")[0] : error}).`,
    ];
  }
}

function checkManifest(manifest: Manifest): string[] {
  const problems: string[] = [];
  const paths = new Set<string>();
  for (const { path } of manifest.files) {
    if (paths.has(path)) problems.push(`manifest.json names ${path} twice.`);
    paths.add(path);
  }
  if (!manifest.files.some(({ table }) => table === "cases")) problems.push("The dataset has no table cases.");
  if (manifest.levels.length > 0 && !manifest.files.some(({ table }) => table === "areas"))
    problems.push("The dataset has levels and no table areas.");
  if (dataVersionOf(manifest.files) !== manifest.dataVersion) {
    problems.push("manifest.json: dataVersion does not belong to the files listed.");
  }
  return problems;
}

/** Checks a dataset: manifest, hashes, columns, row counts, and the area ids of a sample of cases. */
export async function checkDataset(
  folder: string,
  onProgress: (text: string, share: number) => void = () => {},
): Promise<CheckResult> {
  const { manifest, problems: fatal } = await readManifest(folder);
  if (!manifest) return { problems: fatal };
  const problems = checkManifest(manifest);
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    // Geometry is to be read as the plain binary it is.
    await connection.run("LOAD parquet; SET enable_geoparquet_conversion = false");
    for (const [index, file] of manifest.files.entries()) {
      onProgress(`Checking ${file.path}`, index / manifest.files.length);
      problems.push(...(await checkFile(connection, folder, file)));
    }
    for (const other of [manifest.prepared, manifest.alerts])
      if (other) problems.push(...(await checkBytes(join(folder, other.path), other)));
    if (problems.length === 0) problems.push(...(await checkAreaIds(connection, folder, manifest)));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  return { manifest, problems };
}

import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { DataFile, Manifest } from "../../src/domain/manifest.ts";

export interface FeedOptions {
  /** The dataset whose past is told again, and the folder that grows. */
  readonly source: string;
  readonly out: string;
  /** Wall-clock ISO 8601 moment up to which the folder begins. */
  readonly start: string;
  /** Seconds by which every time is moved, so that a past can be told as now. */
  readonly shiftSeconds?: number;
}

export interface FeedStep {
  /** Wall-clock ISO 8601 moment up to which the folder is complete. */
  readonly asOf: string;
  /** Cases that came with this step: new, closed since, late, and repeated ones. */
  readonly rows: number;
  /** Different cases in the folder. */
  readonly cases: number;
}

/** So many small files are made into one, as a real feed would at night. */
const smallFilesAtMost = 24;
const stages = ["accepted_at", "registered_at", "dispatched_at", "arrived_at", "handled_at", "closed_at"];

/**
 * A dataset folder that grows as a real feed would: cases are open first and come again when they are closed, one in fifty
 * comes a step late, one in twenty comes twice, and every step is one small file and a new manifest, which is moved into
 * its place only when the file is there.
 */
export async function createFeed({ source, out, start, shiftSeconds = 0 }: FeedOptions) {
  const folder = resolve(out);
  const manifest: Manifest = JSON.parse(await readFile(join(source, "manifest.json"), "utf8"));
  const { prepared: _, alerts: _alerts, ...plain } = manifest;
  await refuseForeign(folder);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "cases"), { recursive: true });
  const kept = plain.files.filter(({ table }) => table !== "cases" && table !== "case_events");
  for (const { path } of kept) await cp(join(source, path), join(folder, path));
  const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  await loadCases(connection, source, shiftSeconds);
  await connection.run("CREATE TABLE known AS SELECT * FROM told LIMIT 0");

  let moment = shifted(start, shiftSeconds);
  let bases: DataFile[] = [];
  let small: DataFile[] = [];
  let number = 0;

  const write = (path: string, query: string) => writeCases({ connection, folder }, path, query);

  async function publish(): Promise<void> {
    const files = [...kept, ...bases, ...small];
    const version = createHash("sha256")
      .update(files.map(({ sha256 }) => sha256).join())
      .digest("hex")
      .slice(0, 16);
    const next: Manifest = {
      ...plain,
      ...(await listedAlerts(folder)),
      asOf: moment,
      files,
      dataVersion: version,
      timeRange: [plain.timeRange[0], moment],
    };
    await writeFile(join(folder, "manifest.json.new"), JSON.stringify(next));
    await rename(join(folder, "manifest.json.new"), join(folder, "manifest.json"));
  }

  /** Cases as they were known at the present moment. */
  const told = (where: string) => `SELECT ${columnsAt(moment)} FROM told WHERE ${where}`;

  bases = [await write("cases/before.parquet", told(`reported_at <= '${moment}'`))];
  await connection.run(`INSERT INTO known ${told(`reported_at <= '${moment}'`)}`);
  await publish();

  /** The folder goes on by so many minutes. */
  async function step(minutes: number): Promise<FeedStep> {
    const before = moment;
    const earlier = shifted(before, -minutes * 60);
    moment = shifted(before, minutes * 60);
    const late = "hash(case_id) % 50 = 0";
    const within = (field: string, from: string, to: string) => `(${field} > '${from}' AND ${field} <= '${to}')`;
    const fresh = `(${within("reported_at", before, moment)} AND NOT ${late}) OR (${within("reported_at", earlier, before)} AND ${late})`;
    const closed = `${within("closed_at", before, moment)} AND reported_at <= '${before}'`;
    const repeated = `${within("reported_at", earlier, before)} AND hash(case_id) % 20 = 1`;
    number += 1;
    const path = `cases/live-${number}.parquet`;
    const file = await write(path, told(`${fresh} OR (${closed}) OR (${repeated})`));
    await connection.run(
      `DELETE FROM known WHERE case_id IN (SELECT case_id FROM read_parquet('${join(folder, path)}'))`,
    );
    await connection.run(`INSERT INTO known SELECT * FROM read_parquet('${join(folder, path)}')`);
    if (file.rows > 0) small.push(file);
    const gone = small.length > smallFilesAtMost ? await compact() : [];
    await publish();
    for (const { path } of gone) await rm(join(folder, path), { force: true });
    return { asOf: moment, rows: file.rows, cases: await count(connection, "SELECT count(*) FROM known") };
  }

  /** The small files as one; what was in them is removed once no manifest names it. */
  async function compact(): Promise<readonly DataFile[]> {
    const gone = [...bases.slice(1), ...small];
    const recent = `SELECT * FROM known WHERE case_id IN (SELECT case_id FROM read_parquet([${gone.map(({ path }) => `'${join(folder, path)}'`).join()}]))`;
    bases = [...bases.slice(0, 1), await write(`cases/merged-${number}.parquet`, recent)];
    small = [];
    return gone;
  }

  return { step, asOf: () => moment, folder, close: () => connection.closeSync() };
}

/** The alerts that a night job has listed in the folder since. */
async function listedAlerts(folder: string): Promise<Pick<Manifest, "alerts">> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "{}");
  const { alerts }: Partial<Manifest> = JSON.parse(text);
  return alerts ? { alerts } : {};
}

interface Place {
  readonly connection: DuckDBConnection;
  readonly folder: string;
}

/** Cases of a query as a file, which is moved into its place when it is whole. */
async function writeCases({ connection, folder }: Place, path: string, query: string): Promise<DataFile> {
  const file = join(folder, path);
  await connection.run(`COPY (${query}) TO '${file}.new' (FORMAT parquet)`);
  await rename(`${file}.new`, file);
  const bytes = await readFile(file);
  const rows = await count(connection, `SELECT count(*) FROM (${query})`);
  return {
    path,
    table: "cases",
    rows,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
}

/** All cases of the source under the name `told`, their times moved. */
async function loadCases(connection: DuckDBConnection, source: string, shiftSeconds: number): Promise<void> {
  const from = `read_parquet('${resolve(source)}/cases/*.parquet')`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`);
  const columns = described.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
  const moved = columns.map(({ name, type }) =>
    type === "TIMESTAMP" ? `${name} + INTERVAL ${shiftSeconds} SECOND AS ${name}` : name,
  );
  await connection.run(`CREATE TABLE told AS SELECT ${moved.join()} FROM ${from}`);
}

/** What was known of a case at a moment: later stages are not, and a case that was closed later is being handled. */
function columnsAt(moment: string): string {
  const masked = stages.map((stage) => `CASE WHEN ${stage} <= '${moment}' THEN ${stage} END AS ${stage}`);
  return `* REPLACE (${masked.join()}, CASE WHEN closed_at > '${moment}' THEN 'handling' ELSE status END AS status)`;
}

async function count(connection: DuckDBConnection, query: string): Promise<number> {
  const [[rows] = []] = (await connection.runAndReadAll(query)).getRows();
  return Number(rows ?? 0);
}

async function refuseForeign(folder: string): Promise<void> {
  const held: readonly string[] = await readdir(folder).catch(() => []);
  if (held.length > 0 && !held.includes("manifest.json"))
    throw new Error(`${folder} is neither empty nor a dataset: choose another folder.`);
}

/** A wall-clock ISO 8601 moment so many seconds later. */
export function shifted(moment: string, seconds: number): string {
  const time = Date.parse(`${/T/.test(moment) ? moment : `${moment}T00:00:00`}Z`);
  return new Date(time + seconds * 1000).toISOString().slice(0, 19);
}

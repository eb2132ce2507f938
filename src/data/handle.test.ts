import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { afterAll, beforeAll, expect, test } from "vitest";
import { miniMeta, writeMiniTown } from "../../scripts/dataset/mini-town.test-data.ts";
import { createDatasetWriter } from "../../scripts/dataset/writer.ts";
import { localPool } from "../../test/support/decode-pool.ts";
import { parquetOf } from "../../test/support/parquet-file.ts";
import { type CaseChunk, outcomes } from "../domain/case-chunk.ts";
import type { Manifest } from "../domain/manifest.ts";
import { readWkb } from "../lib/wkb.ts";
import { parseIpc } from "./arrow.ts";
import { createHandle, type TableFile } from "./handle.ts";
import type { DatasetHandle } from "./source.ts";
import { codeField, numberField, shapeField, textField } from "./table-columns.ts";

let manifest: Manifest;
let folder: string;
const pools: ReturnType<typeof localPool>[] = [];

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "wangge-handle-")), "town");
  const writer = await createDatasetWriter(folder, miniMeta);
  await writeMiniTown(writer);
  manifest = (await writer.finish()).manifest;
});
afterAll(() => pools.forEach(({ pool }) => pool.close()));

/** The mini town with one of its files spoilt. */
function openTown(spoil: (bytes: Buffer, path: string) => Buffer = (bytes) => bytes) {
  const files = manifest.files.map(({ path, table, rows, bytes, sha256 }): TableFile => {
    const blob = new Blob([new Uint8Array(spoil(readFileSync(join(folder, path)), path))]);
    return { file: { name: path, at: { blob }, bytes, sha256 }, format: "parquet", table, rows, bytes };
  });
  return open(manifest, files);
}

function open(of: Manifest, files: readonly TableFile[]) {
  const local = localPool();
  pools.push(local);
  return { ...local, handle: createHandle(of, files, local.pool) };
}

async function stream(handle: DatasetHandle, fields: string[], signal?: AbortSignal) {
  const { port1, port2 } = new MessageChannel();
  const chunks: CaseChunk[] = [];
  const ended = new Promise<{ type: string; chunks?: number; fault?: unknown }>((resolve) => {
    port2.on("message", (data) => {
      if (data.type === "chunk") chunks[data.order] = data.chunk;
      else resolve(data);
    });
  });
  const port = port1 as unknown as MessagePort; // Node's port does what the browser's does
  const sent = handle.streamCases({ fields, port, signal }).catch((error: unknown) => error);
  const end = await ended;
  port2.close();
  return { end, chunks, sent: await sent };
}

const texts = ({ codes }: CaseChunk, field: string) =>
  Array.from(codes[field]?.values ?? [], (code) => codes[field]?.dictionary[code - 1] ?? null);

test("a small table is read field by field", async () => {
  const { handle } = openTown();
  const areas = await handle.columns("areas", ["area_id", "name", "level", "area_m2", "kind", "geometry"]);
  expect(areas.rows).toBe(5);
  expect(textField(areas, "area_id")).toEqual(["town", "g-sw", "g-se", "g-nw", "g-ne"]);
  expect(codeField(areas, "level").dictionary).toEqual(["street_town", "duty_grid"]);
  expect(numberField(areas, "area_m2")[0]).toBeGreaterThan(4e6);
  expect(textField(areas, "kind")).toEqual(["", "", "", "", ""]);
  expect(shapeField(areas).map((bytes) => readWkb(bytes).kind)).toEqual(new Array(5).fill("Polygon"));
});

test("cases are streamed with their codes, areas and outcomes, and counted beforehand", async () => {
  const { handle } = openTown();
  const plan = await handle.planCases();
  const { chunks, end, sent } = await stream(handle, ["category", "source", "duty_grid_id"]);
  expect(plan).toMatchObject({ rows: 6, chunks: 2 });
  expect(sent).toEqual(plan);
  expect(end).toEqual({ type: "end", chunks: 2 });
  expect(chunks.flatMap((chunk) => texts(chunk, "category")).sort()).toEqual([
    "component",
    "component",
    "event",
    "event",
    "event",
    "event",
  ]);
  expect(chunks.flatMap((chunk) => texts(chunk, "duty_grid_id")).filter((id) => id === null)).toHaveLength(1);
  const states = chunks.flatMap((chunk) => [...chunk.outcome]).map((index) => outcomes[index]);
  expect(states.filter((state) => state === "closed_no_limit")).toHaveLength(4);
});

test("only the months that are asked for are read", async () => {
  const { handle } = openTown();
  expect(await handle.planCases({ months: ["2024-01"] })).toMatchObject({ rows: 3, chunks: 1 });
  expect(await handle.planCases({ box: [0, 0, 1, 1] })).toMatchObject({ rows: 0, chunks: 0 });
});

test("a table comes as Arrow IPC streams that together have all rows", async () => {
  const { handle } = openTown();
  let rows = 0;
  for await (const part of handle.ipc("cases")) rows += parseIpc(part.bytes, part.file).rows;
  expect(rows).toBe(6);
});

test("row groups with dictionaries of their own are joined by value, in whole files and in parts", async () => {
  const rows = 5000;
  const bytes = await parquetOf(
    `SELECT 'C' || i AS case_id, 'kind ' || (i // 1000) || '-' || (i % 3) AS category, 'closed' AS status,
       121.5::DOUBLE AS lon, 31.2::DOUBLE AS lat, TIMESTAMP '2024-01-01' + INTERVAL (i) SECOND AS reported_at
     FROM range(${rows}) t(i)`,
    { codes: ["category", "status"], rowGroupSize: 2048 },
  );
  const expected = Array.from({ length: rows }, (_, i) => `kind ${Math.floor(i / 1000)}-${i % 3}`);
  const file = { name: "cases.parquet", at: { blob: new Blob([new Uint8Array(bytes)]) } };
  for (const size of [bytes.length, 2 ** 40]) {
    const { handle } = open(manifest, [{ file, format: "parquet", table: "cases", rows, bytes: size }]);
    const { chunks } = await stream(handle, ["category"]);
    expect(chunks.flatMap((chunk) => texts(chunk, "category"))).toEqual(expected);
    expect(chunks.flatMap((chunk) => [...chunk.reported]).at(-1)).toBe(Date.UTC(2024, 0, 1) / 1000 + rows - 1);
  }
});

const isCases = (path: string) => path.includes("2024-02");

test.each<[string, (bytes: Buffer) => Buffer, object]>([
  ["truncated", (bytes) => bytes.subarray(0, bytes.length - 100), { code: "truncated" }],
  ["changed", (bytes) => flipped(bytes, 200), { code: "checksum" }],
  ["empty", () => Buffer.alloc(0), { code: "truncated" }],
])("a file that is %s is a fault that names it", async (_, spoil, fault) => {
  const { handle } = openTown((bytes, path) => (isCases(path) ? spoil(bytes) : bytes));
  const { end, sent } = await stream(handle, ["category"]);
  const named = { ...fault, values: expect.objectContaining({ file: expect.stringContaining("2024-02") }) };
  expect(sent).toMatchObject(named);
  expect(end).toMatchObject({ type: "failed", fault: named });
});

/** The file as its manifest says it is, whatever it holds. */
async function readLoose(bytes: Buffer) {
  const file = {
    name: "cases.parquet",
    at: { blob: new Blob([new Uint8Array(bytes)]) },
    sha256: createHash("sha256").update(bytes).digest("hex"),
  };
  const { handle } = open(manifest, [{ file, format: "parquet", table: "cases", rows: 1, bytes: bytes.length }]);
  return (await stream(handle, ["category"])).sent;
}

test("what is no Parquet file, an empty one, a cut one and one without a needed column are told apart", async () => {
  const good = await parquetOf(
    "SELECT 'a' AS category, 1.5 + i AS lon, 2.5 AS lat, TIMESTAMP '2024-01-01' AS reported_at FROM range(3000) t(i)",
  );
  expect(await readLoose(Buffer.from("<!doctype html><title>404</title>"))).toMatchObject({ code: "not-parquet" });
  expect(await readLoose(Buffer.alloc(0))).toMatchObject({ code: "file-empty" });
  expect(await readLoose(good.subarray(0, good.length - 20))).toMatchObject({ code: "truncated" });
  expect(await readLoose(await parquetOf("SELECT 1 AS lon, 2 AS lat"))).toMatchObject({
    code: "missing-column",
    values: { file: "cases.parquet", column: "reported_at" },
  });
});

test("every type that Parquet writers use for a field is read", async () => {
  const bytes = await parquetOf(
    `SELECT 'k' || i AS camera_id, NULL AS name, (121.25 + i)::DECIMAL(9, 4) AS lon, (31.5 + i)::FLOAT AS lat,
       (i * 1000000000000)::BIGINT AS ptz_type, i = 1 AS night_ok, DATE '2024-02-29' + i::INTEGER AS installed_on,
       CASE WHEN i = 1 THEN 'online' END AS status, (i * 10)::USMALLINT AS use_type
     FROM range(3) t(i)`,
  );
  const file = { name: "cameras.parquet", at: { blob: new Blob([new Uint8Array(bytes)]) } };
  const { handle } = open(manifest, [{ file, format: "parquet", table: "cameras", rows: 3, bytes: bytes.length }]);
  const fields = ["camera_id", "name", "lon", "lat", "ptz_type", "night_ok", "installed_on", "status", "use_type"];
  const cameras = await handle.columns("cameras", fields);
  const numbers = (field: string) => Array.from(numberField(cameras, field));
  expect(textField(cameras, "camera_id")).toEqual(["k0", "k1", "k2"]);
  expect(textField(cameras, "name")).toEqual(["", "", ""]);
  expect(numbers("lon")).toEqual([121.25, 122.25, 123.25]);
  expect(numbers("lat")).toEqual([31.5, 32.5, 33.5]);
  expect(numbers("ptz_type")).toEqual([0, 1e12, 2e12]);
  expect(numbers("night_ok")).toEqual([0, 1, 0]);
  expect(numbers("installed_on")).toEqual([0, 1, 2].map((days) => Date.UTC(2024, 1, 29 + days) / 1000));
  expect(numbers("use_type")).toEqual([0, 10, 20]);
  expect(codeField(cameras, "status")).toEqual({ values: Uint8Array.of(0, 1, 0), dictionary: ["online"] });
});

test("a table that the dataset does not have is a fault", async () => {
  const { handle } = openTown();
  await expect(handle.columns("cameras", ["name"])).rejects.toMatchObject({
    code: "missing-table",
    values: { table: "cameras" },
  });
});

test("aborting rejects at once with an AbortError, and the handle can be used again", async () => {
  const { handle } = openTown();
  const controller = new AbortController();
  const reading = handle.columns("areas", ["name"], { signal: controller.signal });
  controller.abort();
  await expect(reading).rejects.toMatchObject({ name: "AbortError" });
  expect((await handle.columns("areas", ["name"])).rows).toBe(5);
  const { end, sent } = await stream(handle, ["category"], AbortSignal.abort());
  expect(sent).toMatchObject({ name: "AbortError" });
  expect(end).toMatchObject({ type: "failed", fault: { code: "aborted" } });
});

test("when a worker dies its tasks are rejected, and the next task gets a new worker", async () => {
  const { handle, kill, hired } = openTown();
  const reading = handle.columns("areas", ["name"]);
  while (hired() === 0) await Promise.resolve();
  kill();
  await expect(reading).rejects.toMatchObject({
    code: "worker-died",
    values: { worker: "decode", file: "areas.parquet" },
  });
  const before = hired();
  expect((await handle.columns("areas", ["name"])).rows).toBe(5);
  expect(hired()).toBe(before + 1);
});

test("closing rejects what is pending", async () => {
  const { handle, hired } = openTown();
  const reading = handle.columns("areas", ["name"]);
  while (hired() === 0) await Promise.resolve();
  handle.close();
  await expect(reading).rejects.toMatchObject({ code: "aborted" });
  await expect(handle.columns("areas", ["name"])).rejects.toMatchObject({ code: "aborted" });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 255;
  return copy;
}

import { copyFile, cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Manifest, manifestVersion } from "../../src/domain/manifest.ts";
import { checkDataset } from "./check.ts";
import { miniCases, miniMeta, writeMiniTown } from "./mini-town.test-data.ts";
import { fingerprint } from "./parquet.ts";
import { dataVersionOf } from "./write-manifest.ts";
import { createDatasetWriter } from "./writer.ts";

let root = "";
let dataset = "";

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "wangge-check-"));
  const writer = await createDatasetWriter(join(root, "good"), miniMeta);
  await writeMiniTown(writer);
  await writer.finish();
  const other = await createDatasetWriter(join(root, "other"), miniMeta);
  await other.add("areas", { area_id: ["all"], name: ["All"], level: ["street_town"], geometry: [square] });
  await other.add("cases", { ...miniCases, address: Array.from({ length: 6 }, () => "a lane") });
  await other.finish();
});

beforeEach(async () => {
  dataset = await mkdtemp(join(root, "case-"));
  await cp(join(root, "good"), dataset, { recursive: true });
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

const square = {
  type: "Polygon",
  coordinates: [
    [
      [121.3, 31.1],
      [121.6, 31.1],
      [121.6, 31.4],
      [121.3, 31.4],
    ],
  ],
};
const january = "cases/2024-01.parquet";
const problems = async (): Promise<readonly string[]> => (await checkDataset(dataset)).problems;

async function changeManifest(change: (manifest: Manifest) => object): Promise<void> {
  const path = join(dataset, "manifest.json");
  const manifest: Manifest = JSON.parse(await readFile(path, "utf8"));
  await writeFile(path, JSON.stringify({ ...manifest, ...change(manifest) }));
}

/** Makes the manifest agree with the bytes on disk, so that only the content can be wrong. */
async function acceptBytes(): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(join(dataset, "manifest.json"), "utf8"));
  const files = await Promise.all(
    manifest.files.map(async (file) => ({ ...file, ...(await fingerprint(join(dataset, file.path))) })),
  );
  await changeManifest(() => ({ files, dataVersion: dataVersionOf(files) }));
}

test("a dataset as it was written is in order", async () => {
  expect(await problems()).toEqual([]);
});

test("a missing file is named", async () => {
  await rm(join(dataset, january));
  expect(await problems()).toEqual([`${january} is missing.`]);
});

test("a truncated file is named with its sizes", async () => {
  await truncate(join(dataset, january), 100);
  expect(await problems()).toEqual([
    expect.stringMatching(/^cases\/2024-01\.parquet has 100 bytes, the manifest says \d+\.$/),
  ]);
});

test("a file with one changed byte is named", async () => {
  const path = join(dataset, january);
  const bytes = await readFile(path);
  bytes[40] = (bytes[40] ?? 0) ^ 1;
  await writeFile(path, bytes);
  expect(await problems()).toEqual([`${january} has been changed: its SHA-256 is not the one in the manifest.`]);
});

test("a file that is no Parquet is named", async () => {
  await writeFile(join(dataset, january), "not a table at all");
  await acceptBytes();
  expect(await problems()).toEqual([expect.stringContaining(`${january} cannot be read as Parquet`)]);
});

test("wrong columns and row counts are named", async () => {
  await copyFile(join(dataset, "areas.parquet"), join(dataset, january));
  await acceptBytes();
  const found = await problems();
  expect(found).toContain(`${january} has no column case_id.`);
  expect(found).toContain(`${january}: the column area_id is not known.`);
  expect(found).toContain(`${january} has 5 rows, the manifest says 3.`);
});

test("area ids that do not agree with the geometry are found", async () => {
  await copyFile(join(root, "other", "areas.parquet"), join(dataset, "areas.parquet"));
  await acceptBytes();
  await changeManifest(({ files }) => ({ files: files.map((f) => (f.table === "areas" ? { ...f, rows: 1 } : f)) }));
  expect(await problems()).toEqual([
    "6 of 6 cases looked at lie in another street_town than street_town_id says.",
    "5 of 6 cases looked at lie in another duty_grid than duty_grid_id says.",
  ]);
});

test("a manifest that is wrong, missing or too new is explained", async () => {
  await changeManifest(({ files }) => ({ files: [{ ...files[0], rows: -1 }] }));
  expect(await problems()).toEqual([expect.stringContaining("files[0].rows must be a whole number from 0")]);
  await changeManifest(() => ({ version: "2.0" }));
  expect(await problems()).toEqual([expect.stringContaining(`version 2.0; this program reads ${manifestVersion}`)]);
  await writeFile(join(dataset, "manifest.json"), "{");
  expect(await problems()).toEqual([expect.stringContaining("manifest.json is not right")]);
  await rm(join(dataset, "manifest.json"));
  expect(await problems()).toEqual([expect.stringContaining("is not a dataset")]);
});

test("a data version that does not belong to the files is found", async () => {
  await changeManifest(() => ({ dataVersion: "0123456789abcdef" }));
  expect(await problems()).toEqual(["manifest.json: dataVersion does not belong to the files listed."]);
});

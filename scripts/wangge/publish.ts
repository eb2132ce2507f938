import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ProtectOptions } from "../../src/data/export/protect.ts";
import { formatWallClock } from "../../src/data/import/wall-clock.ts";
import { Fault } from "../../src/domain/fault.ts";
import type { AlertsFile, Manifest } from "../../src/domain/manifest.ts";
import { zonedSeconds } from "../../src/lib/wall-clock.ts";
import { fingerprint } from "../dataset/parquet.ts";
import { type AnalyseRequest, analyse } from "./analyse.ts";
import type { DatasetFolder } from "./dataset.ts";
import { writeTables } from "./jobs.ts";
import { UsageError } from "./usage.ts";

/**
 * Finds the alerts of a whole dataset, writes them into its folder and lists them in its manifest, which is moved into
 * its place after the file; an earlier table is removed then. Resolves with what was done, in words.
 */
export async function publishAlerts(
  source: DatasetFolder,
  request: AnalyseRequest,
  protection: ProtectOptions,
): Promise<string> {
  if (request.analysis !== "warning") throw new UsageError(`--publish: a wall shows no table of ${request.analysis}.`);
  const result = await analyse(source, request);
  const { values, time, areas, hours } = result.document.filters;
  if (time || areas || hours || Object.values(values).some((passing) => passing.length > 0))
    throw new UsageError("--publish: the wall's table is of all cases, and the link has filters.");
  if (result.tables.length === 0)
    throw new Fault("bad-input", { name: request.analysis, reason: "no result for these cases" });
  const { folder, manifest } = source;
  const unfinished = join(folder, "alerts-unfinished.parquet");
  const [written] = await writeTables(source, result, { out: unfinished, format: "parquet", protection });
  const { bytes, sha256 } = await fingerprint(unfinished);
  const path = `alerts-${sha256.slice(0, 12)}.parquet`;
  await rename(unfinished, join(folder, path));
  const madeAt = formatWallClock(zonedSeconds(Date.now(), manifest.timeZone));
  const before = await list(folder, { path, bytes, sha256, madeAt, asOf: manifest.asOf });
  if (before && before.path !== path) await rm(join(folder, before.path), { force: true });
  return `${join(folder, path)}: ${written?.rows ?? 0} alerts, as of ${manifest.asOf}`;
}

/** Names a table of alerts in the manifest as it is now; returns the one that it named before. */
async function list(folder: string, alerts: AlertsFile): Promise<AlertsFile | undefined> {
  const path = join(folder, "manifest.json");
  const manifest: Manifest = JSON.parse(await readFile(path, "utf8"));
  await writeFile(`${path}.new`, `${JSON.stringify({ ...manifest, alerts }, null, 2)}\n`);
  await rename(`${path}.new`, path);
  return manifest.alerts;
}

import { Fault, toFault } from "../domain/fault.ts";
import type { Manifest } from "../domain/manifest.ts";
import { readWhole } from "./bytes.ts";
import { createDecodePool } from "./decode/pool.ts";
import { createHandle } from "./handle.ts";
import type { DatasetHandle } from "./source.ts";
import { datasetFiles, folderOf } from "./sources/dataset-url/index.ts";
import { readManifest } from "./sources/manifest-file.ts";

/** What a look at the manifest found. */
export interface Look {
  /** Another manifest than before, or `null` where it is the same. */
  readonly handle: DatasetHandle | null;
  /** The server's clock in milliseconds, where it says it. */
  readonly serverTime: number | null;
}

/** A server that says nothing for so long is not there: with the pause after a failure, well within 5 s. */
const patienceMilliseconds = 2500;

/**
 * A dataset folder that is looked at again and again. A look asks for the manifest's tag only (`HEAD`, which no service
 * worker answers from what it keeps) and reads the manifest when that is another. Throws the faults of reading a manifest.
 */
export function createLiveSource(url: string) {
  const folder = folderOf(url);
  const address = new URL("manifest.json", folder).href;
  const pool = createDecodePool();
  let tag: string | null = null;
  let version = "";
  let seen: string | null = null;

  async function look(signal: AbortSignal): Promise<Look> {
    const head = await ask(address, signal);
    const date = Date.parse(head.headers.get("date") ?? "");
    const serverTime = Number.isFinite(date) ? date : null;
    const found = head.headers.get("etag") ?? head.headers.get("last-modified");
    seen = null;
    if (found !== null && found === tag) return { handle: null, serverTime };
    const file = { name: "manifest.json", at: { url: address } };
    const bytes = await within(signal, (bounded) => readWhole(file, { signal: bounded }));
    const manifest = readManifest(bytes, file.name);
    const changed = versionOf(manifest) !== version;
    if (changed) seen = found;
    else tag = found;
    return { handle: changed ? createHandle(manifest, datasetFiles(manifest, folder), pool) : null, serverTime };
  }

  /** The handle of a look is in use: the next look is compared with it. What cannot be loaded is found again. */
  function accept(manifest: Manifest): void {
    version = versionOf(manifest);
    tag = seen;
  }

  return { look, accept, close: () => pool.close() };
}

/** A manifest's time, files and alerts: with any of them, the picture changes. */
function versionOf({ asOf, files, dataVersion, alerts }: Manifest): string {
  return `${dataVersion} ${asOf} ${alerts?.sha256 ?? ""} ${files.map(({ path, sha256 }) => `${path} ${sha256}`).join(" ")}`;
}

async function ask(url: string, signal: AbortSignal): Promise<Response> {
  const init: RequestInit = { method: "HEAD", cache: "no-store" };
  const response = await within(signal, (bounded) => fetch(url, { ...init, signal: bounded }));
  if (response.ok || response.status === 405 || response.status === 501) return response;
  const file = "manifest.json";
  if (response.status === 404 || response.status === 410) throw new Fault("not-found", { file });
  throw new Fault("http", { file, status: response.status });
}

/** Runs a request that may take so long; beyond that the network is at fault. */
async function within<T>(signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await run(AbortSignal.any([signal, AbortSignal.timeout(patienceMilliseconds)]));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Fault && error.code !== "aborted") throw error;
    throw toFault(error instanceof Error ? error.message : error, "network", { file: "manifest.json" });
  }
}

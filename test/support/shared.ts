import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { root } from "./files.ts";

/** Where the published results and the real data lie: beside the repository, not in it. */
const folder = join(root, "..", "shared");

/** Whether a file or folder of the shared ones is there. Tests that need it are skipped where it is not. */
export function hasShared(path: string): boolean {
  return existsSync(join(folder, path));
}

/** The path of a shared file, for what reads files itself. */
export function sharedPath(path: string): string {
  return join(folder, path);
}

/** The text of a shared file, unpacked if it ends in .gz. */
export function sharedText(path: string): string {
  const bytes = readFileSync(join(folder, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** A shared JSON file. The type is what the caller knows of it. */
export function sharedJson<T>(path: string): T {
  return JSON.parse(sharedText(path)) as T;
}

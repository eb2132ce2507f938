import { existsSync, readFileSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { readManifest } from "../../src/data/sources/manifest-file.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import { UsageError } from "./usage.ts";

const builtIn = resolve(import.meta.dirname, "../../public/data");

/** A dataset's folder and what it says of itself. */
export interface DatasetFolder {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** A dataset by its folder, or by its name among those built into `public/data`. */
export function findDataset(name: string): DatasetFolder {
  const candidates = [isAbsolute(name) ? name : resolve(name), join(builtIn, name)];
  const folder = candidates.find((path) => existsSync(join(path, "manifest.json")));
  if (!folder) throw new UsageError(`${name} is neither a dataset's folder nor one of public/data.`);
  return {
    folder,
    manifest: readManifest(new Uint8Array(readFileSync(join(folder, "manifest.json"))), "manifest.json"),
  };
}

// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./process.mjs";

/** SHA-256 over the names and contents of files and folders, given relative to the root. Missing ones count as such. */
export function hashOf(/** @type {readonly string[]} */ paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder).sort()) {
    hash.update(`${path}\n`);
    if (existsSync(join(root, path))) hash.update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** A script and every file of ours that it imports, relative to the root. */
export function sourcesOf(/** @type {string} */ entry) {
  const found = new Set([entry]);
  for (const file of found) {
    for (const [, to = ""] of readFileSync(join(root, file), "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
      const path = join(dirname(file), to).replaceAll("\\", "/");
      if (existsSync(join(root, path))) found.add(path);
    }
  }
  return [...found];
}

/** @returns {string[]} */
function filesUnder(/** @type {string} */ path) {
  if (!existsSync(join(root, path)) || !statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((name) => filesUnder(`${path}/${name}`));
}

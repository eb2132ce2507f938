// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hashOf } from "./hash.mjs";
import { npm, root, Stop } from "./process.mjs";

const modules = join(root, "node_modules");
const stamp = join(modules, ".wangge-lock");
const localNode = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");

/** Installs the packages of package-lock.json unless they are there already. */
export async function ensureDependencies() {
  const wanted = `${hashOf(["package-lock.json"])} ${process.platform}-${process.arch}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing packages, about a minute the first time …");
  // Not `npm ci`: it refuses a lock file that was written where packages for other systems could not be had.
  const code = await npm("install", "--no-save", "--no-audit", "--no-fund");
  if (code !== 0) {
    throw new Stop(
      `npm install failed with exit code ${code}. Its own message is above. It needs the network once; ` +
        "behind a proxy or a mirror, check `npm config get registry` and `npm config get proxy`, then try again.",
    );
  }
  writeFileSync(stamp, wanted);
}

/** A Node that runs TypeScript files: the npm package `node`, else this one where it is new enough. */
export function modernNode() {
  if (existsSync(localNode) && spawnSync(localNode, ["--version"]).status === 0) return localNode;
  if (runsTypeScript(process.versions.node)) return process.execPath;
  throw new Stop(
    `This step needs a Node that runs TypeScript (22.18 or newer); this one is ${process.versions.node}, and the copy ` +
      "that npm installs is missing because install scripts are switched off. " +
      "Run `npm rebuild node --ignore-scripts=false`, or install Node 24, then try again.",
  );
}

function runsTypeScript(/** @type {string} */ version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

// @ts-check
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A failure to tell the user in plain words, without a stack. */
export class Stop extends Error {}

/** Reports what a top-level script threw and ends the process. */
export function stop(/** @type {unknown} */ error) {
  console.error(error instanceof Stop ? `\n${error.message}` : error);
  process.exit(1);
}

/**
 * Runs a program in the repository root, its output shown.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ shell?: boolean, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: "inherit", ...options });
    const forward = () => child.kill("SIGTERM");
    process.once("SIGTERM", forward);
    // Ctrl-C reaches the child by itself; without a listener this process would end before it.
    const wait = () => {};
    process.on("SIGINT", wait);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGTERM", forward);
      process.off("SIGINT", wait);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

/** Runs npm: the one that started us where there is one, else the one on the path. */
export function npm(/** @type {string[]} */ ...args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return run(process.execPath, [cli, ...args]);
  return process.platform === "win32" ? run("npm.cmd", args, { shell: true }) : run("npm", args);
}

/** The JavaScript file behind an installed command, such as `tsc`. */
export function commandFile(/** @type {string} */ packageName, command = packageName) {
  const manifest = join(root, "node_modules", packageName, "package.json");
  const { bin } = JSON.parse(readFileSync(manifest, "utf8"));
  return join(dirname(manifest), typeof bin === "string" ? bin : bin[command]);
}

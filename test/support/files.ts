import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The text of a file, named relative to the root. */
export function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Every file that is in the repository or about to be: git's own list, so that ignored ones do not count. */
export function projectFiles(): string[] {
  const options = ["ls-files", "--cached", "--others", "--exclude-standard"];
  return execFileSync("git", options, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)));
}

/** Names of the folders directly in a folder; none where it does not exist. */
export function foldersIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const isCode = (file: string) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith(".d.ts");
const isTest = (file: string) => /\.(test|bench)\.tsx?$/.test(file) || file.startsWith("test/");

/** All code of ours, tests included. */
export const codeFiles = projectFiles().filter(isCode);

/** The code of the product: src/ without tests and benches. */
export const sourceFiles = codeFiles.filter((file) => file.startsWith("src/") && !isTest(file));

/** Code that runs in earnest: src/ and scripts/ without tests and benches. */
export const productionFiles = codeFiles.filter((file) => /^(src|scripts|data)\//.test(file) && !isTest(file));

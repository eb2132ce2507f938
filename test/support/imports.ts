import { posix } from "node:path";
import { syntaxOf } from "./syntax.ts";

/** `from` imports `to`: a file of ours relative to the root, or the name of a package. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

const importing = new Set([
  "ImportDeclaration",
  "ImportExpression",
  "ExportNamedDeclaration",
  "ExportAllDeclaration",
  "TSImportType",
]);
const spawning = /new URL\(\s*"(\.[^"]+)",\s*import\.meta\.url\s*\)/g;

/** What a file imports: types, lazy imports and re-exports included. */
export function importsOf(file: string): Import[] {
  const sources = syntaxOf(file).nodes.filter(({ type }) => importing.has(type));
  return sources.flatMap(({ source }) => {
    const name = textOf(source);
    return name === undefined ? [] : [{ from: file, to: resolve(file, name) }];
  });
}

/** The files that a file names by URL, such as the worker it starts. */
export function spawnsOf(file: string): Import[] {
  return [...syntaxOf(file).text.matchAll(spawning)].map(([, name = ""]) => ({ from: file, to: resolve(file, name) }));
}

function textOf(source: unknown): string | undefined {
  if (typeof source !== "object" || source === null || !("value" in source)) return undefined;
  return typeof source.value === "string" ? source.value : undefined;
}

function resolve(file: string, name: string): string {
  const path = name.replace(/\?.*$/, "");
  return path.startsWith(".") ? posix.join(posix.dirname(file), path) : path;
}

/** The layer of a file in src/: its folder, except that the views of analyses are a layer of their own. */
export function layerOf(file: string): string {
  return /^src\/analyses\/[^/]+\/view(\.tsx$|\/)/.test(file) ? "views" : (file.split("/")[1] ?? "");
}

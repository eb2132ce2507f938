import { expect, test } from "vitest";
import { projectFiles, read } from "../support/files.ts";

const isText = (file: string) =>
  /\.(ts|tsx|mjs|js|json|jsonc|md|html|css|sql|yml|yaml|sh)$|(^|\/)\.[a-z]+$|^\.ci\//.test(file);
const files = projectFiles().filter((file) => isText(file) && !file.startsWith("test/policy/places"));

/** Every line of the repository's texts that matches. */
function linesWith(pattern: RegExp): string[] {
  return files.flatMap((file) =>
    read(file)
      .split("\n")
      .map((line, index) => ({ line, place: `${file}:${index + 1}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, place }) => `${place} ${line.trim().slice(0, 100)}`),
  );
}

test("no file names a path of one person's machine", () => {
  expect(linesWith(/(?<![\w.])\/(home|root|Users|work|tmp)\/[\w.-]|[A-Z]:\\\\?Users/)).toEqual([]);
});

test("no file names where packages come from", () => {
  expect(linesWith(/registry\.[a-z]+\.|npmmirror|verdaccio|artifactory|_authToken|"resolved":/i)).toEqual([]);
});

test("no file but the licence and documents names a delivery network", () => {
  const networks = /cdn\.jsdelivr|unpkg\.com|cdnjs|fonts\.googleapis|esm\.sh|extensions\.duckdb\.org/;
  expect(linesWith(networks).filter((line) => !/^[^:]+\.md:/.test(line))).toEqual([]);
});

import { expect, test } from "vitest";
import { codeFiles, productionFiles, read, sourceFiles } from "../support/files.ts";
import { type Node, parse, placeOf, type SyntaxTree, syntaxOf } from "../support/syntax.ts";

/** Type assertions in src/ for every thousand lines of code. */
const assertionsPerThousandLines = 3;

function found(tree: SyntaxTree, wanted: (node: Node) => boolean): string[] {
  return tree.nodes.filter(wanted).map((node) => placeOf(tree, node));
}

const isAny = (node: Node) => node.type === "TSAnyKeyword";
const isNonNull = (node: Node) => node.type === "TSNonNullExpression";
const isDefaultExport = (node: Node) => node.type === "ExportDefaultDeclaration";

function isAssertion(tree: SyntaxTree, node: Node): boolean {
  return node.type === "TSAsExpression" && !/\bas\s+const$/.test(tree.text.slice(node.start, node.end));
}

test("nothing is `any`", () => {
  expect(codeFiles.flatMap((file) => found(syntaxOf(file), isAny))).toEqual([]);
});

test("nothing is asserted to be non-null", () => {
  expect(codeFiles.flatMap((file) => found(syntaxOf(file), isNonNull))).toEqual([]);
});

test("only views and tool configurations have default exports", () => {
  const allowed = /\/view\.tsx$|^(vite|vitest)\.config\.ts$/;
  const files = codeFiles.filter((file) => !allowed.test(file));
  expect(files.flatMap((file) => found(syntaxOf(file), isDefaultExport))).toEqual([]);
});

test("no comment silences the compiler or leaves work behind", () => {
  const silenced = productionFiles.filter((file) => /@ts-(ignore|nocheck|expect-error)/.test(read(file)));
  const others = codeFiles.filter((file) => !file.startsWith("test/policy/"));
  const unfinished = others.filter((file) => /(\/\/|\*|\{\/\*).*\b(TODO|FIXME|XXX|HACK)\b/.test(read(file)));
  expect({ silenced, unfinished }).toEqual({ silenced: [], unfinished: [] });
});

test(`src has at most ${assertionsPerThousandLines} type assertions in a thousand lines`, () => {
  const places = sourceFiles.flatMap((file) => {
    const tree = syntaxOf(file);
    return found(tree, (node) => isAssertion(tree, node));
  });
  const lines = sourceFiles.reduce(
    (sum, file) =>
      sum +
      read(file)
        .split("\n")
        .filter((line) => line.trim()).length,
    0,
  );
  const allowed = Math.ceil((lines / 1000) * assertionsPerThousandLines);
  expect(places.length, `${places.length} in ${lines} lines:\n${places.join("\n")}`).toBeLessThanOrEqual(allowed);
});

test("the checks see what they look for", () => {
  const tree = parse("a.ts", "let a: any;\nconst b = c!;\nexport default b as string;\nconst d = [1] as const;\n");
  expect(found(tree, isAny)).toEqual(["a.ts:1"]);
  expect(found(tree, isNonNull)).toEqual(["a.ts:2"]);
  expect(found(tree, isDefaultExport)).toEqual(["a.ts:3"]);
  expect(found(tree, (node) => isAssertion(tree, node))).toEqual(["a.ts:3"]);
});

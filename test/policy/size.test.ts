import { expect, test } from "vitest";
import { codeFiles, productionFiles, read } from "../support/files.ts";
import { lineAt, type Node, parse, placeOf, type SyntaxTree, syntaxOf } from "../support/syntax.ts";

const longestFile = 400;
const longestFunction = 80;
/** Numeric code reads better in one piece. */
const longestKernel = 120;

const isFunction = (node: Node) => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
const limitOf = (file: string) => (/^src\/(lib|analyses\/[^/]+\/kernel)/.test(file) ? longestKernel : longestFunction);

function longFunctions(tree: SyntaxTree, limit: number): string[] {
  return tree.nodes
    .filter(isFunction)
    .map((node) => ({ node, lines: lineAt(tree.text, node.end) - lineAt(tree.text, node.start) + 1 }))
    .filter(({ lines }) => lines > limit)
    .map(({ node, lines }) => `${placeOf(tree, node)} has ${lines} lines, at most ${limit}`);
}

test(`no file is longer than ${longestFile} lines`, () => {
  const lengths = codeFiles.map((file) => ({ file, lines: read(file).trimEnd().split("\n").length }));
  expect(lengths.filter(({ lines }) => lines > longestFile).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([]);
});

test(`no function is longer than ${longestFunction} lines, no kernel than ${longestKernel}`, () => {
  expect(productionFiles.flatMap((file) => longFunctions(syntaxOf(file), limitOf(file)))).toEqual([]);
});

test("a long function is found wherever it hides", () => {
  const body = "\n".repeat(10);
  for (const text of [`function f() {${body}}`, `const f = () => {${body}};`, `class C { f() {${body}} }`]) {
    expect(longFunctions(parse("a.ts", text), 10)).toEqual(["a.ts:1 has 11 lines, at most 10"]);
    expect(longFunctions(parse("a.ts", text), 11)).toEqual([]);
  }
});

import { expect, test } from "vitest";
import { sourceFiles } from "../support/files.ts";
import { type Node, parse, placeOf, type SyntaxTree, syntaxOf } from "../support/syntax.ts";

const documented = /^src\/(domain|lib|data|engine|worker|layers|map)\//;
const registry = /^src\/[a-z/]+\/index\.ts$/;

/** Exported declarations that no doc comment stands before. */
function undocumented(tree: SyntaxTree): string[] {
  return tree.nodes
    .filter((node) => node.type === "ExportNamedDeclaration" && node.declaration !== null && !isDerived(tree, node))
    .filter((node) => !/\/\*\*(?:[^*]|\*(?!\/))*\*\/$/.test(tree.text.slice(0, node.start).trimEnd()))
    .map((node) => `${placeOf(tree, node)} ${firstLine(tree, node)}`);
}

/** `export type X = (typeof xs)[number]` says nothing that the documented value before it does not. */
function isDerived(tree: SyntaxTree, node: Node): boolean {
  return /^export type \w+ =\s*(\(typeof|keyof typeof|ReturnType<typeof) /.test(tree.text.slice(node.start, node.end));
}

function firstLine(tree: SyntaxTree, node: Node): string {
  return tree.text.slice(node.start, node.end).split("\n", 1)[0] ?? "";
}

test("every export below the views says what it is", () => {
  const files = sourceFiles.filter(
    (file) => documented.test(file) && (!registry.test(file) || file.startsWith("src/lib/")),
  );
  expect(files.flatMap((file) => undocumented(syntaxOf(file)))).toEqual([]);
});

test("a missing comment is seen, a comment elsewhere does not count", () => {
  const text = "/** One. */\nexport const one = 1;\nexport const two = 2;\n// Three.\nexport function three() {}\n";
  expect(undocumented(parse("a.ts", text))).toEqual([
    "a.ts:3 export const two = 2;",
    "a.ts:5 export function three() {}",
  ]);
  expect(
    undocumented(parse("a.ts", "/** Far. */\nconst a = 1;\nexport { a };\nexport type T = (typeof a)[number];")),
  ).toEqual([]);
});

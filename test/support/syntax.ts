import { parseAst } from "vite";
import { read } from "./files.ts";

/** One node of the syntax tree, as the ESTree of the parser that comes with Vite. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

export interface SyntaxTree {
  readonly file: string;
  readonly text: string;
  readonly nodes: readonly Node[];
}

const trees = new Map<string, SyntaxTree>();

/** The syntax tree of a file as a flat list of its nodes, parents before children. */
export function syntaxOf(file: string): SyntaxTree {
  const known = trees.get(file);
  if (known) return known;
  const tree = parse(file, read(file));
  trees.set(file, tree);
  return tree;
}

/** The syntax tree of a text that is not a file. */
export function parse(file: string, text: string): SyntaxTree {
  const lang = file.endsWith(".tsx") ? "tsx" : file.endsWith(".ts") ? "ts" : "js";
  const nodes: Node[] = [];
  collect(parseAst(text, { lang, sourceType: "module" }), nodes);
  return { file, text, nodes };
}

function collect(value: unknown, into: Node[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (isNode(value)) {
    into.push(value);
    for (const key in value) if (key !== "parent") collect(value[key], into);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value && "end" in value;
}

/** Line number of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

/** `file:line` of a node. */
export function placeOf(tree: SyntaxTree, node: Node): string {
  return `${tree.file}:${lineAt(tree.text, node.start)}`;
}

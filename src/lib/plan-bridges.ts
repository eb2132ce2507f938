import type { BorderGraph } from "./border-pieces.ts";
import { checkOf } from "./plan-code.ts";
import { atomGraphOf } from "./regions/atoms.ts";
import { withBridges } from "./regions/components.ts";

/** A link between two atoms that do not touch, over a river for example: the lower atom first. */
export type BridgePair = readonly [from: number, to: number];

const version = "b1";

/** Bridges as a short text for a link, after a check of the atoms' ids; none are an empty text. */
export function packBridges(bridges: readonly BridgePair[], ids: readonly string[]): string {
  if (bridges.length === 0) return "";
  return [version, checkOf(ids).toString(36), ...bridges.map(([from, to]) => `${from}-${to}`)].join(".");
}

/** The bridges of a text; `null` where they are of other atoms or no bridges at all. */
export function unpackBridges(text: string, ids: readonly string[]): readonly BridgePair[] | null {
  if (text === "") return [];
  const [head, check, ...pairs] = text.split(".");
  if (head !== version || check !== checkOf(ids).toString(36)) return null;
  const read = pairs.map((pair) => pair.split("-").map(Number));
  const isAtom = (atom: number) => Number.isInteger(atom) && atom >= 0 && atom < ids.length;
  if (!read.every((pair) => pair.length === 2 && pair.every(isAtom) && pair[0] !== pair[1])) return null;
  return read.reduce<readonly BridgePair[]>((all, [a, b]) => (hasBridge(all, a, b) ? all : toggled(all, a, b)), []);
}

const ordered = (a: number, b: number): BridgePair => (a < b ? [a, b] : [b, a]);

function hasBridge(bridges: readonly BridgePair[], a: number, b: number): boolean {
  const [from, to] = ordered(a, b);
  return bridges.some((one) => one[0] === from && one[1] === to);
}

/** The bridges with one more between two atoms, or without the one that is there. */
export function toggled(bridges: readonly BridgePair[], a: number, b: number): readonly BridgePair[] {
  const [from, to] = ordered(a, b);
  if (hasBridge(bridges, a, b)) return bridges.filter((one) => one[0] !== from || one[1] !== to);
  return [...bridges, [from, to]];
}

/** The graph with bridges as links without border; the same graph where there are none. */
export function graphWithBridges(graph: BorderGraph, bridges: readonly BridgePair[]): BorderGraph {
  if (bridges.length === 0) return graph;
  const [from, to] = [bridges.map((one) => one[0]), bridges.map((one) => one[1])];
  const { start, neighbour, borderMetres, lineMetres } = withBridges(atomGraphOf(graph), from, to);
  return { ...graph, start, neighbour, metres: borderMetres, onLineMetres: lineMetres };
}

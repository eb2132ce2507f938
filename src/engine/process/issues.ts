import type { IdTable } from "../../lib/process/id-table.ts";
import { type IssueKind, issueKinds, type LogIssue } from "./protocol.ts";

/** So many cases are named of each kind. */
const namedAtMost = 100;

/** Kinds whose events are not in the log. */
const leftOut: readonly IssueKind[] = [
  "no-case",
  "no-time",
  "impossible-time",
  "no-stage",
  "unknown-case",
  "duplicate",
];

/** Counts what is wrong with events, and names some of their cases. */
export function createIssues(ids: IdTable) {
  const counts = new Map<IssueKind, number>();
  const names = new Map<IssueKind, Set<string>>();
  const decoder = new TextDecoder();

  function addText(kind: IssueKind, text: string, count = 1): void {
    counts.set(kind, (counts.get(kind) ?? 0) + count);
    const named = names.get(kind) ?? new Set();
    names.set(kind, named);
    if (text !== "" && named.size < namedAtMost) named.add(text);
  }

  const textOf = (c: number) => (c < 0 ? "" : decoder.decode(ids.bytesOf(c)));

  return {
    addText,
    /** One more of a kind, of a case (-1: unknown). */
    add: (kind: IssueKind, c: number) => addText(kind, textOf(c)),
    /** So many of a kind, with some of their cases. */
    addMany(kind: IssueKind, count: number, cases: readonly number[]): void {
      if (count === 0) return;
      addText(kind, "", count);
      for (const c of cases) addText(kind, textOf(c), 0);
    },
    take: (): LogIssue[] =>
      issueKinds.flatMap((kind) => {
        const count = counts.get(kind) ?? 0;
        return count > 0 ? [{ kind, count, leftOut: leftOut.includes(kind), cases: [...(names.get(kind) ?? [])] }] : [];
      }),
  };
}

export type Issues = ReturnType<typeof createIssues>;

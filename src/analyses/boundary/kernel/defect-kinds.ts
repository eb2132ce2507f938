import { ringFaults } from "../../../lib/topology/ring-check.ts";

/** What can be wrong with a level, the worst first; kinds of rings follow those of borders. */
export const defectKinds = ["overlap", "gap", "open-gap", "unmatched", ...ringFaults] as const;
export type DefectKind = (typeof defectKinds)[number];

/** The code of a kind: its place in `defectKinds`. */
export function kindCode(kind: DefectKind): number {
  return defectKinds.indexOf(kind);
}

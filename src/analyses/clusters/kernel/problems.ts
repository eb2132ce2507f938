import type { ScanProblem } from "../../../lib/scan/town.ts";

/** Why there is nothing to scan, by code. */
export const problems = [
  "none",
  "one-area",
  "no-cases",
  "few-days",
  "one-day",
  "no-residents",
  "no-other-records",
] as const satisfies readonly (ScanProblem | "none")[];

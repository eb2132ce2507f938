import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The standards of `catalogue`: who must be where. */
export const params = {
  workersPer10k: { kind: "number", default: 18, min: 1, max: 200, step: 1 },
  policePerCommunity: { kind: "number", default: 1, min: 0, max: 10, step: 0.5 },
  supervisorsPerGrid: { kind: "number", default: 2.3, min: 0, max: 50, step: 0.1 },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;

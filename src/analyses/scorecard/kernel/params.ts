import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `scorecard`. */
export const params = {
  draws: { kind: "integer", default: 500, min: 100, max: 2000 },
  seed: { kind: "integer", default: 1, min: 0, max: 1_000_000 },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;

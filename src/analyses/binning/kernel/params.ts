import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

export const params = {} as const satisfies ParamSpec;
export type Params = ParamValues<typeof params>;

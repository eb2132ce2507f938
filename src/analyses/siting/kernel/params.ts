import type { ParamSpec, ParamValues } from "../../../domain/analysis.ts";

/** The choices of `siting`. */
export const params = {
  model: {
    kind: "choice",
    default: "maximal-cover",
    options: ["maximal-cover", "cover-all", "backup-cover", "backup-share", "p-median", "p-center"],
  },
  sites: {
    kind: "integer",
    default: 5,
    min: 1,
    max: 500,
    when: { model: ["maximal-cover", "backup-cover", "backup-share", "p-median", "p-center"] },
  },
  reachMetres: {
    kind: "number",
    default: 500,
    min: 0,
    max: 20_000,
    step: 50,
    unit: "metres",
    when: { model: ["maximal-cover", "cover-all", "backup-cover", "backup-share"] },
  },
  secondPercent: {
    kind: "number",
    default: 50,
    min: 0,
    max: 50,
    step: 5,
    unit: "percent",
    when: { model: ["backup-share"] },
  },
  exact: { kind: "boolean", default: true },
  seconds: { kind: "number", default: 20, min: 1, max: 3600, step: 1, unit: "seconds", when: { exact: [true] } },
  seed: { kind: "integer", default: 1, min: 0, max: 2_147_483_647, when: { model: ["p-median"] } },
} as const satisfies ParamSpec;

export type Params = ParamValues<typeof params>;

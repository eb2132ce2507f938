import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { doriDensities } from "../../../lib/optics.ts";
import { params } from "../kernel/params.ts";

/** What is to be built. */
export const subjects = ["facility", "camera"] as const;

/** The parameters as the form asks for them. */
export const formParams = {
  subject: { kind: "choice", default: "facility", options: subjects },
  model: params.model,
  sites: params.sites,
  reachMetres: { ...params.reachMetres, when: { subject: ["facility"], ...params.reachMetres.when } },
  secondPercent: params.secondPercent,
  from: { kind: "choice", default: "crossings", options: ["crossings", "poles", "buildings", "all"] },
  candidates: { kind: "integer", default: 300, min: 10, max: 2000 },
  onlyDrawn: { kind: "boolean", default: false },
  level: { kind: "choice", default: "detect", options: Object.keys(doriDensities), when: { subject: ["camera"] } },
  directions: { kind: "integer", default: 8, min: 4, max: 16, when: { subject: ["camera"] } },
  exact: params.exact,
  seconds: { ...params.seconds, default: 10 },
  seed: params.seed,
} as const satisfies ParamSpec;

export interface Settings {
  readonly form: ParamValues<typeof formParams>;
  /** Type of facility; empty: the view chooses. */
  readonly kind: string;
  /** Candidates that the user put on the map: longitude and latitude interleaved. */
  readonly drawn: readonly number[];
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.siting ?? {};
  const numbers = String(own.drawn ?? "")
    .split(" ")
    .filter((text) => text !== "")
    .map(Number);
  return {
    form: validParams(formParams, own),
    kind: String(own.kind ?? ""),
    drawn: numbers.length % 2 === 0 && numbers.every(Number.isFinite) ? numbers : [],
  };
}

/** Drawn candidates, as a setting. */
export function drawnSetting(drawn: readonly number[]): string {
  return drawn.map((degrees) => degrees.toFixed(6)).join(" ");
}

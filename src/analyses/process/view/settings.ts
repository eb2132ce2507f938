import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { mappingOf } from "../../../domain/process.ts";
import { params } from "../kernel/params.ts";

/** How the map is drawn: none of this computes anything anew. */
export const drawing = {
  measure: { kind: "choice", default: "count", options: ["count", "median", "p90"] },
  paths: { kind: "integer", default: 95, min: 50, max: 100, unit: "percent" },
} as const satisfies ParamSpec;

export interface Settings {
  readonly params: ParamValues<typeof params>;
  readonly drawing: ParamValues<typeof drawing>;
  /** Name of a file that the user has opened; empty: the dataset's own log. */
  readonly log: string;
  /** Stage of the file → stage of the model, `-` to leave it out. */
  readonly mapping: Readonly<Record<string, string>>;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.process ?? {};
  return {
    params: validParams(params, own),
    drawing: validParams(drawing, own),
    log: String(own.log ?? ""),
    mapping: mappingOf(String(own.mapping ?? "")),
  };
}

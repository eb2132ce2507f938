import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";

/** By what whistles and joint cases are told apart. */
export const shown = {
  by: { kind: "choice", default: "dept", options: ["dept", "kind"] },
} as const satisfies ParamSpec;

export interface Settings {
  readonly params: ParamValues<typeof params>;
  readonly by: "dept" | "kind";
  readonly areas: AreaLevel | null;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.whistle ?? {};
  return {
    params: validParams(params, own),
    by: validParams(shown, own).by,
    areas: areaLevels.find((level) => level === own.areas) ?? null,
  };
}

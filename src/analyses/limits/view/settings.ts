import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { FilterField } from "../../../domain/case-chunk.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";

/** By what cases can be told apart beside their area. */
export const groupings = ["dept", "handling_type", "main_code", "source"] as const satisfies readonly FilterField[];

/** What is only shown. */
export const shown = {
  by: { kind: "choice", default: "dept", options: groupings },
  picture: { kind: "choice", default: "late", options: ["late", "soon"] },
  list: { kind: "choice", default: "soon", options: ["soon", "open", "overdue"] },
} as const satisfies ParamSpec;

export interface Settings {
  readonly params: ParamValues<typeof params>;
  readonly shown: ParamValues<typeof shown>;
  readonly areas: AreaLevel | null;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.limits ?? {};
  return {
    params: validParams(params, own),
    shown: validParams(shown, own),
    areas: areaLevels.find((level) => level === own.areas) ?? null,
  };
}

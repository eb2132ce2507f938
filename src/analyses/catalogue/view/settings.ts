import { type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { params } from "../kernel/params.ts";

export interface Settings {
  readonly params: ParamValues<typeof params>;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  return { params: validParams(params, analyses.catalogue ?? {}) };
}

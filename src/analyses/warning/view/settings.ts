import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { params } from "../kernel/params.ts";

/** What is done with the findings; none of it asks for another replay. */
export const shown = {
  budget: { kind: "number", default: 2, min: 0.1, max: 10, step: 0.1 },
  list: { kind: "choice", default: "open", options: ["open", "all"] },
} as const satisfies ParamSpec;

export interface Settings {
  readonly params: ParamValues<typeof params>;
  readonly shown: ParamValues<typeof shown>;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.warning ?? {};
  return { params: validParams(params, own), shown: validParams(shown, own) };
}

import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";
import { facilityRadii } from "../kernel/presets.ts";

/** How supply per resident is reckoned. */
export const methods = ["twoStep", "enhanced", "threeStep", "rational"] as const;

/** The parameters as the form asks for them; a radius of 0 takes the norm of the kind. */
export const formParams = {
  measure: params.measure,
  radiusMetres: { kind: "number", default: 0, min: 0, max: 5000, step: 50, unit: "metres" },
  method: { kind: "choice", default: "twoStep", options: methods },
  catchmentMetres: params.catchmentMetres,
  decay: { ...params.decay, when: { method: ["enhanced", "threeStep"] } },
  snapMetres: params.snapMetres,
} as const satisfies ParamSpec;

export interface Settings {
  readonly form: ParamValues<typeof formParams>;
  /** Type of facility; empty: the view chooses. */
  readonly kind: string;
  readonly areas: AreaLevel | null;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.access ?? {};
  return {
    form: validParams(formParams, own),
    kind: String(own.kind ?? ""),
    areas: areaLevels.find((level) => level === own.areas) ?? null,
  };
}

const usualMetres = 500;

/** How far a kind of facility may be, in metres, and whether a standard says so. */
export function normOf(kind: string): { readonly metres: number; readonly source: string | null } {
  const norm = facilityRadii.find(({ types }) => types.includes(kind));
  return norm ? { metres: norm.radiusMetres, source: norm.source } : { metres: usualMetres, source: null };
}

/** The kind that is looked at: the chosen one, else the first of the norms that the town has, else its first. */
export function kindOf(chosen: string, kinds: readonly string[]): string {
  if (kinds.includes(chosen)) return chosen;
  const normed = facilityRadii.flatMap(({ types }) => types).find((type) => kinds.includes(type));
  return normed ?? kinds[0] ?? "";
}

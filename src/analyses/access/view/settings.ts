import { type ParamSpec, type ParamValues, validParams } from "../../../domain/analysis.ts";
import type { Document } from "../../../domain/document.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import { params } from "../kernel/params.ts";
import { facilityRadii, type LifeCircle, lifeCircles } from "../kernel/presets.ts";

/** How supply per resident is reckoned: 2SFCA, E2SFCA, 3SFCA and RAAM. */
export const methods = ["twoStep", "enhanced", "threeStep", "rational"] as const;
export type Method = (typeof methods)[number];

/** The parameters as the form asks for them; a radius of 0 takes the norm of the kind. */
export const formParams = {
  measure: params.measure,
  radiusMetres: { kind: "number", default: 0, min: 0, max: 5000, step: 50, unit: "metres" },
  catchmentMetres: params.catchmentMetres,
  decay: params.decay,
  snapMetres: params.snapMetres,
} as const satisfies ParamSpec;

export interface Settings {
  readonly form: ParamValues<typeof formParams>;
  /** Type of facility; empty: the view chooses. */
  readonly kind: string;
  readonly areas: AreaLevel | null;
  /** Key of the preset that the radius was taken from. */
  readonly circle: string;
}

export function settingsOf({ analyses }: Pick<Document, "analyses">): Settings {
  const own = analyses.access ?? {};
  return {
    form: validParams(formParams, own),
    kind: String(own.kind ?? ""),
    areas: areaLevels.find((level) => level === own.areas) ?? null,
    circle: String(own.circle ?? ""),
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

/** A distance of a life circle, as a preset of the radius. */
export interface Preset {
  readonly key: string;
  readonly circle: LifeCircle;
  readonly metres: number;
}

/** Distances of the life circles: the stricter one, and the looser where the standard gives a span. */
export const presets: readonly Preset[] = lifeCircles.flatMap((circle) =>
  [...new Set(circle.radiusMetres)].map((metres) => ({ key: `${circle.id}/${metres}`, circle, metres })),
);

/** The preset in use: the one chosen by name while its distance is set; `null` for the norm of the kind or a distance of one's own. */
export function presetOf({ form, circle }: Settings): Preset | null {
  return presets.find(({ key, metres }) => key === circle && metres === form.radiusMetres) ?? null;
}

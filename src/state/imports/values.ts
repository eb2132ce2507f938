import { foldValue } from "../../data/import/convert.ts";
import type { Constant, FieldRecipe } from "../../data/import/recipe.ts";
import type { Field } from "../../domain/fields.ts";

type Map = NonNullable<FieldRecipe["map"]>;

function without(map: Map, source: string): Record<string, Constant> {
  const gone = new Set([source, foldValue(source)]);
  return Object.fromEntries(Object.entries(map).filter(([key]) => !gone.has(key)));
}

/** What a filling makes of a value of its column; undefined where its map does not list it. */
export function meaningOfValue(filling: FieldRecipe, source: string): Constant | undefined {
  const { map } = filling;
  if (!map) return source;
  if (Object.hasOwn(map, source)) return map[source];
  const folded = foldValue(source);
  if (Object.hasOwn(map, folded)) return map[folded];
  return filling.keep ? source : filling.otherwise;
}

/** A filling whose map says what one value means; values of our own go on meaning themselves. */
export function withValue(
  { filling, spec }: { readonly filling: FieldRecipe; readonly spec: Field | undefined },
  source: string,
  meaning: Constant,
): FieldRecipe {
  const own = Object.fromEntries((spec?.values ?? []).map((value) => [value, value]));
  const map = filling.map ?? own;
  const keeps = filling.keep ?? (filling.map === undefined && spec?.values === undefined);
  return { ...filling, map: { ...without(map, source), [source]: meaning }, ...(keeps && { keep: true }) };
}

/** A filling whose map does not list a value. */
export function withoutValue(filling: FieldRecipe, source: string): FieldRecipe {
  return filling.map ? { ...filling, map: without(filling.map, source) } : filling;
}

/** Reads a value that came from outside: returns it typed, or calls `fail` with what is wrong and where. */
export type Shape<T> = (value: unknown, at: Place) => T;

/** Where in a document a value stands, such as `files[3].rows`, and what to do when it is wrong. */
export interface Place {
  readonly path: string;
  /** Throws; `expected` completes "must be …". */
  fail(path: string, expected: string): never;
}

const inside = ({ path, fail }: Place, name: string): Place => ({ path: path ? `${path}.${name}` : name, fail });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Any text; with `pattern`, one that matches it, `what` saying what that is. */
export function text(pattern?: RegExp, what = "a text"): Shape<string> {
  return (value, { path, fail }) =>
    typeof value === "string" && (!pattern || pattern.test(value)) ? value : fail(path, what);
}

/** A finite number. */
export const number: Shape<number> = (value, { path, fail }) =>
  typeof value === "number" && Number.isFinite(value) ? value : fail(path, "a number");

/** A whole number from 0. */
export const count: Shape<number> = (value, { path, fail }) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : fail(path, "a whole number from 0");

/** `true` or `false`. */
export const bool: Shape<boolean> = (value, { path, fail }) =>
  typeof value === "boolean" ? value : fail(path, "true or false");

/** One of a few texts. */
export function oneOf<const T extends string>(values: readonly T[]): Shape<T> {
  return (value, { path, fail }) =>
    values.find((known) => known === value) ?? fail(path, `one of ${values.join(", ")}`);
}

/** A list of any length. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, { path, fail }) =>
    Array.isArray(value)
      ? value.map((entry, index) => item(entry, { path: `${path}[${index}]`, fail }))
      : fail(path, "a list");
}

/** An object whose names are free and whose values have one shape. */
export function record<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, place) => {
    if (!isObject(value)) return place.fail(place.path, "an object");
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, item(entry, inside(place, name))]));
  };
}

/** Marks a field of an object that may be absent. */
export function maybe<T>(shape: Shape<T>): { readonly maybe: Shape<T> } {
  return { maybe: shape };
}

type FieldShape = Shape<unknown> | { readonly maybe: Shape<unknown> };
type Needed<F> = { [K in keyof F as F[K] extends Shape<unknown> ? K : never]: F[K] extends Shape<infer T> ? T : never };
type Optional<F> = {
  [K in keyof F as F[K] extends { maybe: unknown } ? K : never]?: F[K] extends { maybe: Shape<infer T> } ? T : never;
};

/** An object with known fields; fields not named are left out. */
export function object<F extends Readonly<Record<string, FieldShape>>>(
  fields: F,
): Shape<Readonly<Needed<F> & Optional<F>>> {
  return (value, place) => {
    if (!isObject(value)) return place.fail(place.path, "an object");
    const result: Record<string, unknown> = {};
    for (const [name, shape] of Object.entries(fields)) {
      const entry = value[name];
      if (typeof shape === "function") result[name] = shape(entry, inside(place, name));
      else if (entry !== undefined) result[name] = shape.maybe(entry, inside(place, name));
    }
    // Built field by field from the shapes that the type is made of.
    return result as Readonly<Needed<F> & Optional<F>>;
  };
}

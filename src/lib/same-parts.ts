/**
 * The next of two values, with every part that is equal to that of the value before being that very part: who compares by
 * identity sees what has changed. For plain objects, arrays and typed arrays.
 */
export function sameParts<T>(before: unknown, next: T): T {
  if (Object.is(before, next) || !isObject(before) || !isObject(next)) return next;
  if (Object.getPrototypeOf(before) !== Object.getPrototypeOf(next)) return next;
  if (ArrayBuffer.isView(next)) return isEqual(before, next) ? (before as T) : next; // of one kind, and equal
  const keys = Object.keys(next);
  const parts = keys.map((key) => sameParts(before[key], next[key]));
  const isSame =
    Object.keys(before).length === keys.length &&
    keys.every((key, i) => key in before && Object.is(parts[i], before[key]));
  if (isSame) return before as T; // has equal parts throughout
  const shared = Array.isArray(next) ? parts : Object.fromEntries(keys.map((key, i) => [key, parts[i]]));
  return shared as T; // the parts of the next, under its keys
}

type Parts = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Parts => typeof value === "object" && value !== null;

function isEqual(one: object, other: object): boolean {
  const [a, b] = [one as ArrayLike<number>, other as ArrayLike<number>]; // typed arrays
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

const caches = new WeakMap<object, Map<string, unknown>>();

/** The value computed from an object the last time, or computed now: what has not changed keeps its identity. */
export function remembered<T>(source: object, key: string, compute: () => T): T {
  const cache = caches.get(source) ?? new Map<string, unknown>();
  caches.set(source, cache);
  if (!cache.has(key)) cache.set(key, compute());
  // The key names what `compute` makes, so the value is of its type.
  return cache.get(key) as T;
}

/** Ids as bytes, each with a number from 0 in the order of their coming. */
export interface IdTable {
  /** The number of an id, new or known. */
  add(bytes: Uint8Array, from: number, to: number): number;
  /** The number of an id, -1 for an unknown one. */
  find(bytes: Uint8Array, from: number, to: number): number;
  size(): number;
  /** The bytes of an id. */
  bytesOf(id: number): Uint8Array;
}

/** An exact table of byte strings: open addressing over 32-bit hashes (FNV-1a), compared byte by byte. */
export function createIdTable(expected = 1024): IdTable {
  // Slot `s` holds a hash at `2 s` and the number of its id plus one behind it, 0 where it is free: one place in memory.
  let slots = new Uint32Array(2 * 2 ** Math.ceil(Math.log2(Math.max(16, expected * 2))));
  let borders = new Uint32Array(Math.max(16, expected) + 1);
  let store = new Uint8Array(Math.max(256, expected * 14));
  let size = 0;

  /** Where in `slots` the number of an id is, or would be. */
  function place(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const mask = slots.length - 1;
    let at = (2 * hash) & mask;
    for (; slots[at + 1] !== 0; at = (at + 2) & mask)
      if (slots[at] === hash && isSame(slots[at + 1] - 1, bytes, from, to)) return at + 1;
    return at + 1;
  }

  function isSame(id: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = borders[id];
    if (borders[id + 1] - start !== to - from) return false;
    for (let k = 0; k < to - from; k++) if (store[start + k] !== bytes[from + k]) return false;
    return true;
  }

  function grow(more: number): void {
    if (size + 2 >= borders.length) borders = widened(borders, borders.length * 2);
    if (borders[size] + more > store.length) {
      const wider = new Uint8Array(Math.max(store.length * 2, borders[size] + more));
      wider.set(store);
      store = wider;
    }
    if (size * 4 < slots.length) return;
    const known = slots;
    slots = new Uint32Array(known.length * 2);
    const mask = slots.length - 1;
    for (let from = 0; from < known.length; from += 2) {
      if (known[from + 1] === 0) continue;
      let at = (2 * known[from]) & mask;
      while (slots[at + 1] !== 0) at = (at + 2) & mask;
      slots[at] = known[from];
      slots[at + 1] = known[from + 1];
    }
  }

  return {
    add(bytes, from, to) {
      const hash = hashOf(bytes, from, to);
      const known = slots[place(bytes, from, to, hash)];
      if (known > 0) return known - 1;
      grow(to - from);
      const at = place(bytes, from, to, hash);
      slots[at - 1] = hash;
      slots[at] = size + 1;
      const start = borders[size];
      for (let k = from; k < to; k++) store[start + k - from] = bytes[k];
      borders[size + 1] = start + to - from;
      return size++;
    },
    find: (bytes, from, to) => slots[place(bytes, from, to, hashOf(bytes, from, to))] - 1,
    size: () => size,
    bytesOf: (id) => store.subarray(borders[id], borders[id + 1]),
  };
}

function widened(values: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(length);
  wider.set(values);
  return wider;
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let k = from; k < to; k++) hash = Math.imul(hash ^ bytes[k], 0x01000193);
  return hash >>> 0;
}

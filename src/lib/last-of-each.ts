/**
 * Which of many things that are named by 64 bits are the last of their name: 1 where no later one has the same name.
 * `names` has two words a thing, the order is that of arrival. Open addressing over half-empty slots.
 */
export function lastOfEach(names: Uint32Array): Uint8Array {
  const count = names.length / 2;
  const last = new Uint8Array(count);
  let size = 16;
  while (size < 2 * count) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  for (let i = count - 1; i >= 0; i--) {
    const [low, high] = [names[2 * i], names[2 * i + 1]];
    let slot = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) & (size - 1);
    let taken = slots[slot];
    while (taken >= 0 && (names[2 * taken] !== low || names[2 * taken + 1] !== high)) {
      slot = (slot + 1) & (size - 1);
      taken = slots[slot];
    }
    if (taken >= 0) continue;
    slots[slot] = i;
    last[i] = 1;
  }
  return last;
}

/**
 * A text as 64 bits in two words (two runs of FNV-1a with an avalanche): among a million texts the chance that any two
 * share a name is below 1 in 10 million.
 */
export function nameOf(text: string, out: Uint32Array, at: number): void {
  let [one, two] = [0x811c9dc5, 0xc2b2ae35];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ (unit + i), 0x5bd1e995);
    two ^= two >>> 15;
  }
  out[at] = mixed(one ^ text.length);
  out[at + 1] = mixed(two + Math.imul(one, 0x27d4eb2f));
}

function mixed(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Ids that have been seen, by a hash of 53 bits: a million texts in little memory; two of a million ids are confused with odds of 1 : 10,000. */
export class IdSet {
  private readonly seen = new Set<number>();

  /** Whether the id is new; it is known from now on. */
  add(id: string): boolean {
    const key = hash(id);
    if (this.seen.has(key)) return false;
    this.seen.add(key);
    return true;
  }

  has(id: string): boolean {
    return this.seen.has(hash(id));
  }

  get size(): number {
    return this.seen.size;
  }
}

function hash(text: string): number {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + i), 0x5bd1e995);
    b ^= b >>> 13;
  }
  return (a >>> 0) + (b & 0x1f_ffff) * 4_294_967_296;
}

import { Fault } from "../domain/fault.ts";
import { sha256Hex } from "../lib/sha256.ts";

/**
 * Compare bytes with the SHA-256 a manifest states for them; throws `checksum`. The browser's own digest exists only
 * in secure contexts, so a page served over plain HTTP in an intranet uses ours.
 */
export async function verify(name: string, bytes: Uint8Array<ArrayBuffer>, expected: string): Promise<void> {
  const actual = globalThis.crypto?.subtle ? hex(await crypto.subtle.digest("SHA-256", bytes)) : sha256Hex(bytes);
  if (actual !== expected.toLowerCase()) throw new Fault("checksum", { file: name, expected, actual });
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

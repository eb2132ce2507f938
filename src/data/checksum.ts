import { Fault } from "../domain/fault.ts";
import { sha256Hex } from "../lib/sha256.ts";
import type { ByteFile, FileRef } from "./bytes.ts";

/**
 * Compare bytes with the SHA-256 a manifest states for them; throws `checksum`. The browser's own digest exists only
 * in secure contexts, so a page served over plain HTTP in an intranet uses ours.
 */
export async function verify(name: string, bytes: Uint8Array<ArrayBuffer>, expected: string): Promise<void> {
  const actual = globalThis.crypto?.subtle ? hex(await crypto.subtle.digest("SHA-256", bytes)) : sha256Hex(bytes);
  if (actual !== expected.toLowerCase()) throw new Fault("checksum", { file: name, expected, actual });
}

/** Compare the pieces of a file that lie within a range with what its manifest states for them; throws `checksum`. */
export async function verifyPieces(
  { name, pieces = [] }: FileRef,
  { from, to }: { readonly from: number; readonly to: number },
  read: ByteFile["read"],
): Promise<void> {
  for (const piece of pieces) {
    if (piece.from >= from && piece.to <= to) await verify(name, await read(piece.from, piece.to), piece.sha256);
  }
}

/** Compare what follows the last row group, the footer, which says where everything lies; throws `checksum`. */
export async function verifyFooter(file: FileRef, { size, read }: ByteFile): Promise<void> {
  const footer = file.pieces?.at(-1);
  if (footer) await verifyPieces(file, { from: footer.from, to: size }, read);
}

function hex(digest: ArrayBuffer): string {
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

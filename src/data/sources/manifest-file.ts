import { Fault } from "../../domain/fault.ts";
import type { Manifest } from "../../domain/manifest.ts";
import { parseManifest } from "../../domain/manifest-check.ts";

/** A manifest from its bytes. Throws `manifest-json`, `manifest-version`, `manifest-invalid`. */
export function readManifest(bytes: Uint8Array, file: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Fault("manifest-json", { file, reason }, error);
  }
  return parseManifest(value);
}

import type { FaultData } from "../../domain/fault.ts";
import type { ExportFormat } from "./formats.ts";
import type { ExportProvenance } from "./provenance.ts";
import type { ExportField } from "./table.ts";

/** What an export begins with. */
export interface ExportSetup {
  readonly name: string;
  readonly fields: readonly ExportField[];
  readonly format: ExportFormat;
  readonly provenance: ExportProvenance;
}

/** Messages to the writer: a page is an Arrow IPC stream, `taken` answers bytes. */
export type ToWriter =
  | { readonly type: "begin"; readonly setup: ExportSetup }
  | { readonly type: "page"; readonly ipc: Uint8Array }
  | { readonly type: "end" }
  | { readonly type: "taken" };

/** Messages from the writer: it wants one page at a time, and waits until its bytes are taken. */
export type FromWriter =
  | { readonly type: "want"; readonly rows: number }
  | { readonly type: "bytes"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: "done"; readonly rows: number }
  | { readonly type: "failed"; readonly fault: FaultData };

/**
 * What can go wrong outside the program itself. Each code has a text of the same name in `i18n/faults.ts`, which says
 * the reason and the way on.
 */
export type FaultCode =
  | "aborted"
  | "network"
  | "not-found"
  | "http"
  | "truncated"
  | "checksum"
  | "not-parquet"
  | "corrupt"
  | "manifest-json"
  | "manifest-version"
  | "manifest-invalid"
  | "missing-file"
  | "local-files"
  | "missing-table"
  | "missing-column"
  | "unknown-file"
  | "refused-file"
  | "nothing-usable"
  | "unknown-table"
  | "file-empty"
  | "geometry"
  | "worker-died"
  | "out-of-memory"
  | "database"
  | "query"
  | "query-refused"
  | "query-time"
  | "query-memory"
  | "export-rows"
  | "export-geometry"
  | "no-webgl"
  | "bad-input";

/** A failure to tell the user about: its code, and the values (file, column, reason …) that its text names. */
export class Fault extends Error {
  override readonly name = "Fault";
  readonly code: FaultCode;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: FaultCode, values: Readonly<Record<string, string | number>> = {}, cause?: unknown) {
    super(
      `${code}: ${Object.entries(values)
        .map(([key, value]) => `${key}=${value}`)
        .join(" ")}`,
      { cause },
    );
    this.code = code;
    this.values = values;
  }
}

/** A fault as plain data, to send between workers. */
export interface FaultData {
  readonly code: FaultCode;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Any thrown value as a fault: a fault stays itself, anything else becomes `code` with its message as `reason`. */
export function toFault(
  error: unknown,
  code: FaultCode,
  values: Readonly<Record<string, string | number>> = {},
): Fault {
  if (error instanceof Fault) return error;
  if (error instanceof Error && error.name === "AbortError") return new Fault("aborted", {}, error);
  const reason = error instanceof Error ? error.message : String(error);
  return new Fault(code, { ...values, reason }, error);
}

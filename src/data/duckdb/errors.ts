import { Fault } from "../../domain/fault.ts";

/** Messages after which a WebAssembly module can no longer be trusted: every later query may fail or lie. */
const corruptModule =
  /memory access out of bounds|function signature mismatch|table index is out of bounds|null function|unreachable|indirect call|Aborted\(|Maximum call stack|INTERNAL Error|database has been invalidated/i;

const outOfMemory = /out of memory|could not allocate|bad_alloc|allocation failed|Cannot enlarge memory/i;

/** Whether an error leaves the database unusable. */
export function isFatal(error: unknown): boolean {
  return error instanceof Error && corruptModule.test(error.message);
}

/** An error of DuckDB as a fault: `out-of-memory`, `database` if the database is unusable, else `query`. */
export function databaseFault(error: unknown): Fault {
  if (error instanceof Fault) return error;
  const reason = plainReason(error);
  if (outOfMemory.test(reason)) return new Fault("out-of-memory", { file: "DuckDB", reason }, error);
  return new Fault(isFatal(error) ? "database" : "query", { reason }, error);
}

/** DuckDB sends some errors as JSON; what people read is in `exception_message`. */
function plainReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const inside = /"exception_message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(message)?.[1];
  return inside === undefined ? message : inside.replaceAll("\\n", "\n").replaceAll('\\"', '"');
}

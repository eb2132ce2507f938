import { Fault } from "../../../domain/fault.ts";

/** What a file may hold before it is refused: far above honest data, far below what hangs a page. */
export const limits = {
  columns: 2000,
  cellCharacters: 8_000_000,
  /** Bytes that one packed file may unpack to. */
  unpackedBytes: 4_000_000_000,
  /** Unpacked bytes for each packed one, above `bombBytes`. */
  unpackedShare: 200,
  bombBytes: 128_000_000,
  /** Bytes of a file that must be read in one piece (JSON, shared texts of a workbook). */
  wholeBytes: 512_000_000,
  zipEntries: 10_000,
} as const;

/** Refuses a file with a reason in both languages: `refused` is the fault that carries it. */
export function refuse(file: string, reason: string): never {
  throw new Fault("refused-file", { file, reason });
}

/** Checks a cell. Throws `refused-file`. */
export function checkCell(file: string, cell: unknown): void {
  if (typeof cell === "string" && cell.length > limits.cellCharacters) {
    refuse(file, `a cell of ${cell.length} > ${limits.cellCharacters} characters`);
  }
}

/** Checks the header of a table. Throws `refused-file`. */
export function checkHeader(file: string, columns: number): void {
  if (columns > limits.columns) refuse(file, `${columns} > ${limits.columns} columns`);
}

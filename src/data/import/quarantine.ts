import type { TableName } from "../../domain/tables.ts";
import { csvLine } from "../../lib/csv-write.ts";
import type { SourceRows } from "./convert.ts";
import type { SetAside } from "./findings.ts";

/** Columns that a file of quarantined rows has before its own; they are passed over when it is imported again. */
export const quarantineColumns = ["_reason", "_row"] as const;

const mostExamples = 5;

/** Rows of one file that were put aside, as CSV with the reason: to be corrected and imported again. */
export class Quarantine {
  private readonly parts: string[] = [];
  private readonly reasons = new Map<string, { rows: number; examples: { row: number; text: string }[] }>();
  private readonly table: TableName;
  private readonly file: string;
  private names: string[] | undefined;
  rows = 0;

  constructor(table: TableName, file: string) {
    this.table = table;
    this.file = file;
  }

  put(source: SourceRows, row: number, reason: string): void {
    this.names ??= [...source.columns.keys()].filter((name) => !name.startsWith("$") && !name.startsWith("_"));
    const number = Number(source.columns.get("$row")?.[row] ?? source.firstRow + row);
    if (this.parts.length === 0) this.parts.push(csvLine([...quarantineColumns, ...this.names]));
    const cells = this.names.map((name) => textOf(source.columns.get(name)?.[row]));
    this.parts.push(csvLine([reason, number, ...cells]));
    const known = this.reasons.get(reason) ?? { rows: 0, examples: [] };
    this.reasons.set(reason, known);
    known.rows += 1;
    if (known.examples.length < mostExamples) {
      known.examples.push({
        row: number,
        text: cells
          .filter((cell) => cell !== "")
          .slice(0, 6)
          .join(" · ")
          .slice(0, 160),
      });
    }
    this.rows += 1;
  }

  list(): SetAside[] {
    const { table, file } = this;
    return [...this.reasons]
      .map(([reason, { rows, examples }]) => ({ table, file, reason, rows, examples }))
      .sort((a, b) => b.rows - a.rows);
  }

  /** UTF-8 with a mark and CRLF, formulas neutralised; undefined where nothing was put aside. */
  csv(): Blob | undefined {
    return this.rows === 0 ? undefined : new Blob(["\ufeff", `${this.parts.join("\r\n")}\r\n`], { type: "text/csv" });
  }
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

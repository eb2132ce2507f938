import { type TableName, tableNames } from "../../domain/tables.ts";
import type { QualityCount, QualityReport, TableQuality } from "./rows.ts";

class TableCounts {
  read = 0;
  readonly reasons = new Map<string, number>();
  readonly warnings = new Map<string, number>();
}

const increase = (counts: Map<string, number>, what: string, rows: number): void => {
  if (rows > 0) counts.set(what, (counts.get(what) ?? 0) + rows);
};

const sorted = (counts: ReadonlyMap<string, number>): QualityCount[] =>
  [...counts].map(([what, rows]) => ({ what, rows })).sort((a, b) => b.rows - a.rows || (a.what < b.what ? -1 : 1));

/** Counts what happens to the rows of each table while a dataset is built. */
export class Quality {
  private readonly tables = new Map<TableName, TableCounts>();

  private of(table: TableName): TableCounts {
    let counts = this.tables.get(table);
    if (!counts) {
      counts = new TableCounts();
      this.tables.set(table, counts);
    }
    return counts;
  }

  read(table: TableName, rows: number): void {
    this.of(table).read += rows;
  }

  quarantine(table: TableName, reason: string, rows: number): void {
    increase(this.of(table).reasons, reason, rows);
  }

  warn(table: TableName, what: string, rows: number): void {
    increase(this.of(table).warnings, what, rows);
  }

  report(dataset: string): QualityReport {
    const tables: Partial<Record<TableName, TableQuality>> = {};
    for (const name of tableNames) {
      const counts = this.tables.get(name);
      if (!counts) continue;
      const reasons = sorted(counts.reasons);
      const quarantined = reasons.reduce((sum, { rows }) => sum + rows, 0);
      const { read } = counts;
      tables[name] = { read, kept: read - quarantined, quarantined, reasons, warnings: sorted(counts.warnings) };
    }
    return { dataset, tables };
  }
}

const number = (value: number): string => value.toLocaleString("en-US").padStart(12);

/** A quality report as lines of plain text. */
export function describeQuality(report: QualityReport): string {
  const lines = [`${"table".padEnd(14)}${"read".padStart(12)}${"kept".padStart(12)}${"quarantined".padStart(12)}`];
  for (const [name, table] of Object.entries(report.tables)) {
    lines.push(`${name.padEnd(14)}${number(table.read)}${number(table.kept)}${number(table.quarantined)}`);
    for (const { what, rows } of table.reasons)
      lines.push(`  put aside: ${what}: ${rows.toLocaleString("en-US")} rows`);
    for (const { what, rows } of table.warnings) lines.push(`  warning: ${what}: ${rows.toLocaleString("en-US")} rows`);
  }
  return lines.join("\n");
}

import { type TableName, tableSpec } from "../../domain/tables.ts";
import type { EncodedRows } from "./encode.ts";
import type { Findings } from "./findings.ts";
import { IdSet } from "./id-set.ts";
import type { ImportInput } from "./outcome.ts";
import { positions } from "./place-cases.ts";

/** The keys of rows that have been read, and of those that the open dataset has. */
export class KnownIds {
  private readonly seen = new Map<TableName, IdSet>();
  private readonly base = new Map<TableName, IdSet>();
  private readonly findings: Findings;

  constructor(findings: Findings, baseIds: ImportInput["baseIds"] = {}) {
    this.findings = findings;
    for (const [table, ids] of Object.entries(baseIds)) {
      const set = new IdSet();
      for (const id of ids) set.add(id);
      // Its names are those of tables.
      this.base.set(table as TableName, set);
    }
  }

  /** A row whose key has been seen before cannot be used; events without their case are orphans. */
  check(table: TableName, rows: EncodedRows, numbers: ArrayLike<number>): void {
    const { key } = tableSpec(table);
    const values = key ? rows.columns.get(key) : undefined;
    if (key && values) this.checkKeys(table, rows, key);
    if (table === "case_events") this.checkOwners(rows, numbers);
  }

  /** Whether rows of a table are known, read or open. */
  knows(table: TableName): boolean {
    return this.seen.has(table) || this.base.has(table);
  }

  /** Whether a row of a table with this key has been read, or is in the open dataset. */
  has(table: TableName, id: string): boolean {
    return (this.seen.get(table)?.has(id) || this.base.get(table)?.has(id)) ?? false;
  }

  private checkKeys(table: TableName, rows: EncodedRows, key: string): void {
    const values = rows.columns.get(key) ?? [];
    const seen = this.seen.get(table) ?? new IdSet();
    this.seen.set(table, seen);
    const base = this.base.get(table);
    for (let row = 0; row < rows.rows; row++) {
      if (rows.bad.has(row)) continue;
      const id = String(values[row]);
      if (base?.has(id)) rows.bad.set(row, `${key} is in the dataset already`);
      else if (!seen.add(id)) rows.bad.set(row, `${key} is not unique`);
    }
  }

  private checkOwners(rows: EncodedRows, numbers: ArrayLike<number>): void {
    const known = [this.seen.get("cases"), this.base.get("cases")].filter((set) => set !== undefined);
    if (known.length === 0) return;
    this.findings.checked("case_events", "orphan-id", rows.rows - rows.bad.size);
    const owners = rows.columns.get("case_id") ?? [];
    const [lon, lat] = positions(rows);
    owners.forEach((owner, row) => {
      const id = String(owner);
      if (rows.bad.has(row) || known.some((set) => set.has(id))) return;
      this.findings.hit("case_events", "orphan-id", () => ({
        row: Number(numbers[row] ?? row + 1),
        id,
        lon: lon[row] ?? Number.NaN,
        lat: lat[row] ?? Number.NaN,
        detail: `case_id = ${id}`,
      }));
    });
  }
}

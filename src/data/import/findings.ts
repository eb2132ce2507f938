import type { TableName } from "../../domain/tables.ts";

/** The rules of the quality report; each has a text in the wizard. */
export const ruleIds = [
  "time-order",
  "closed-without-time",
  "open-with-time",
  "outside-stated",
  "outside-areas",
  "duplicate-case",
  "people-per-household",
  "registered-over-actual",
  "children-sum",
  "orphan-id",
  "code-shape",
  "garbled-text",
  "area-size",
] as const;
export type RuleId = (typeof ruleIds)[number];

/** One row that a rule hit: its place in the source, where it is, and the values that show why. */
export interface Example {
  readonly row: number;
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
  readonly detail: string;
}

/** What one rule found in one table; such rows are kept. `checked` is 0 where the data does not allow the check. */
export interface Finding {
  readonly table: TableName;
  readonly rule: RuleId;
  readonly checked: number;
  readonly hits: number;
  readonly examples: readonly Example[];
}

/** Rows put aside for one reason. */
export interface SetAside {
  readonly table: TableName;
  readonly file: string;
  readonly reason: string;
  readonly rows: number;
  readonly examples: readonly { readonly row: number; readonly text: string }[];
}

const mostExamples = 50;

/** Collects what rules find. */
export class Findings {
  private readonly found = new Map<
    string,
    { table: TableName; rule: RuleId; checked: number; hits: number; examples: Example[] }
  >();

  private of(table: TableName, rule: RuleId) {
    const key = `${table} ${rule}`;
    const known = this.found.get(key) ?? { table, rule, checked: 0, hits: 0, examples: [] };
    this.found.set(key, known);
    return known;
  }

  /** Says that a rule was applied to so many rows. */
  checked(table: TableName, rule: RuleId, rows: number): void {
    this.of(table, rule).checked += rows;
  }

  /** Notes a hit; `example` is made only while few are known. */
  hit(table: TableName, rule: RuleId, example: () => Example): void {
    const finding = this.of(table, rule);
    finding.hits += 1;
    if (finding.examples.length < mostExamples) finding.examples.push(example());
  }

  list(): Finding[] {
    return [...this.found.values()].sort((a, b) => ruleIds.indexOf(a.rule) - ruleIds.indexOf(b.rule));
  }
}

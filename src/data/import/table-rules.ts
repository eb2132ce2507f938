import type { TableName } from "../../domain/tables.ts";
import { checkAreaCode, checkDeviceCode } from "./codes.ts";
import type { EncodedRows } from "./encode.ts";
import type { Example, Findings } from "./findings.ts";
import type { KnownAreas } from "./known-areas.ts";
import type { KnownIds } from "./known-ids.ts";

const mojibake = /\ufffd|锟斤拷|烫烫烫|[ÃÂ][\u0080-\u00bf]/;

/** People in a household are between these in every real place; outside, a number is garbled. */
const peoplePerHousehold = [1.2, 6] as const;
const registeredPerActual = 1.5;
const childrenTolerance = 0.01;

/** The tables whose ids other rows name. */
type Target = "areas" | "depts";

/** The table that a column's ids are of; the id of a row itself counts, for its shape. */
function targetOf(table: TableName, field: string): Target | undefined {
  if (field === "area_id") return "areas";
  return field === "parent_id" ? (table === "depts" ? "depts" : "areas") : undefined;
}

/** A value that names a row of another table, or of its own. */
interface Reference {
  readonly table: TableName;
  readonly field: string;
  readonly id: string;
  readonly row: number;
  readonly target: Target;
}

interface Rows {
  readonly table: TableName;
  readonly rows: EncodedRows;
  readonly numbers: ArrayLike<number>;
}

/** Applies the rules of the quality report to all tables: texts, codes, references, population. */
export class TableRules {
  private readonly findings: Findings;
  private readonly areas: KnownAreas;
  private readonly people: { id: string; asOf: number; people: number; row: number }[] = [];
  private readonly waiting: (Reference & { readonly lon: number; readonly lat: number })[] = [];
  private readonly references = new Map<string, { readonly table: TableName; readonly target: Target; rows: number }>();
  private readonly ids: KnownIds;

  constructor(findings: Findings, areas: KnownAreas, ids: KnownIds) {
    this.findings = findings;
    this.areas = areas;
    this.ids = ids;
  }

  portion({ table, rows, numbers }: Rows): void {
    const texts = [...rows.columns].filter(([, values]) => values.some((value) => typeof value === "string"));
    for (let row = 0; row < rows.rows; row++) {
      if (rows.bad.has(row)) continue;
      const example = (detail: string) => (): Example => ({
        ...this.placeOf(table, rows, row),
        row: Number(numbers[row] ?? row + 1),
        detail,
      });
      for (const [name, values] of texts) {
        const text = values[row];
        if (typeof text !== "string") continue;
        if (mojibake.test(text)) this.findings.hit(table, "garbled-text", example(`${name}: ${text.slice(0, 60)}`));
        const target = targetOf(table, name);
        if (target === "areas" || name === "camera_id") this.checkCode(table, name, text, example);
        if (target) this.remember({ table, field: name, id: text, row: Number(numbers[row]), target }, example);
      }
      if (table === "population") this.checkPeople(rows, row, example);
    }
    this.findings.checked(table, "garbled-text", rows.rows - rows.bad.size);
  }

  private placeOf(table: TableName, rows: EncodedRows, row: number): { id: string; lon: number; lat: number } {
    const text = (name: string) => String(rows.columns.get(name)?.[row] ?? "");
    const id = text("camera_id") || text("facility_id") || text("area_id") || text("case_id") || text("station_id");
    const [lon, lat] = [rows.columns.get("lon")?.[row], rows.columns.get("lat")?.[row]];
    if (typeof lon === "number" && typeof lat === "number") return { id, lon, lat };
    const [x, y] = this.areas.middleOf(table === "areas" || table === "population" ? text("area_id") : "");
    return { id, lon: x, lat: y };
  }

  private checkCode(table: TableName, name: string, code: string, example: (detail: string) => () => Example): void {
    const problem = name === "camera_id" ? checkDeviceCode(code) : checkAreaCode(code);
    this.findings.checked(table, "code-shape", 1);
    if (problem) this.findings.hit(table, "code-shape", example(`${code} (${problem})`));
  }

  private remember(reference: Reference, example: (detail: string) => () => Example): void {
    const { table, field, target } = reference;
    if (table === "areas" && field === "area_id") return;
    const key = `${table} ${target}`;
    const counted = this.references.get(key) ?? { table, target, rows: 0 };
    this.references.set(key, counted);
    counted.rows += 1;
    if (this.has(reference)) return;
    const { lon, lat } = example("")();
    this.waiting.push({ ...reference, lon, lat });
  }

  private checkPeople(rows: EncodedRows, row: number, example: (detail: string) => () => Example): void {
    const number = (name: string): number => {
      const value = rows.columns.get(name)?.[row];
      return typeof value === "number" ? value : Number.NaN;
    };
    const people = [number("pop_actual"), number("pop_resident"), number("pop_registered")].find(
      (value) => !Number.isNaN(value),
    );
    const households = number("households");
    if (people !== undefined && households > 0 && people > 0) {
      this.findings.checked("population", "people-per-household", 1);
      const each = people / households;
      if (each < peoplePerHousehold[0] || each > peoplePerHousehold[1]) {
        this.findings.hit(
          "population",
          "people-per-household",
          example(`${people} / ${households} = ${each.toFixed(1)}`),
        );
      }
    }
    const [registered, actual] = [number("pop_registered"), number("pop_actual")];
    if (!Number.isNaN(registered) && !Number.isNaN(actual)) {
      this.findings.checked("population", "registered-over-actual", 1);
      if (registered > registeredPerActual * actual) {
        this.findings.hit(
          "population",
          "registered-over-actual",
          example(`${registered} > ${registeredPerActual} × ${actual}`),
        );
      }
    }
    if (people === undefined) return;
    const id = String(rows.columns.get("area_id")?.[row] ?? "");
    this.people.push({ id, asOf: number("as_of"), people, row: Number(example("")().row) });
  }

  /** What only whole tables can show: references, and whether the children of an area add up to it. */
  finish(): void {
    for (const { table, target, rows } of this.references.values())
      if (this.knows(target)) this.findings.checked(table, "orphan-id", rows);
    for (const reference of this.waiting) {
      if (!this.knows(reference.target) || this.has(reference)) continue;
      const { table, id, row, lon, lat, field } = reference;
      this.findings.hit(table, "orphan-id", () => ({ row, id, lon, lat, detail: `${field} = ${id}` }));
    }
    this.checkChildren();
  }

  private knows(target: Target): boolean {
    return target === "areas" ? this.areas.count > 0 : this.ids.knows(target);
  }

  private has({ target, id }: Reference): boolean {
    return target === "areas" ? this.areas.has(id) : this.ids.has(target, id);
  }

  /** Areas of several levels may have one parent; those of each level are to add up to it. */
  private checkChildren(): void {
    const sums = new Map<string, { readonly key: string; sum: number }>();
    const byArea = new Map(this.people.map((entry) => [`${entry.id} ${entry.asOf}`, entry]));
    for (const { id, asOf, people } of this.people) {
      const parent = this.areas.parents.get(id);
      if (parent === undefined) continue;
      const key = `${parent} ${asOf}`;
      const level = `${key} ${this.areas.levelOf(id) ?? ""}`;
      const known = sums.get(level) ?? { key, sum: 0 };
      sums.set(level, known);
      known.sum += people;
    }
    for (const { key, sum } of sums.values()) {
      const parent = byArea.get(key);
      if (!parent) continue;
      this.findings.checked("population", "children-sum", 1);
      if (Math.abs(sum - parent.people) <= childrenTolerance * parent.people) continue;
      const [lon, lat] = this.areas.middleOf(parent.id);
      this.findings.hit("population", "children-sum", () => ({
        row: parent.row,
        id: parent.id,
        lon,
        lat,
        detail: `Σ ${sum} ≠ ${parent.people}`,
      }));
    }
  }
}

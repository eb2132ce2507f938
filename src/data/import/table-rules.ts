import type { TableName } from "../../domain/tables.ts";
import { checkAreaCode, checkDeviceCode } from "./codes.ts";
import type { EncodedRows } from "./encode.ts";
import type { Example, Findings } from "./findings.ts";
import type { KnownAreas } from "./known-areas.ts";

const mojibake = /\ufffd|锟斤拷|烫烫烫|[ÃÂ][\u0080-\u00bf]/;

/** People in a household are between these in every real place; outside, a number is garbled. */
const peoplePerHousehold = [1.2, 6] as const;
const registeredPerActual = 1.5;
const childrenTolerance = 0.01;

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
  private readonly waiting: { table: TableName; field: string; id: string; row: number; lon: number; lat: number }[] =
    [];
  private readonly references = new Map<string, number>();

  constructor(findings: Findings, areas: KnownAreas) {
    this.findings = findings;
    this.areas = areas;
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
        if (name === "area_id" || name === "camera_id" || name === "parent_id")
          this.checkCode(table, name, text, example);
        if (name === "parent_id" || name === "area_id")
          this.remember({ table, field: name, id: text, row: Number(numbers[row]) }, example);
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

  private remember(
    reference: { table: TableName; field: string; id: string; row: number },
    example: (detail: string) => () => Example,
  ): void {
    const { table, field, id } = reference;
    if (table === "areas" && field === "area_id") return;
    this.references.set(table, (this.references.get(table) ?? 0) + 1);
    if (this.areas.has(id)) return;
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
    if (this.areas.count > 0) {
      for (const [table, rows] of this.references) this.findings.checked(table as TableName, "orphan-id", rows);
      for (const { table, id, row, lon, lat, field } of this.waiting) {
        if (this.areas.has(id)) continue;
        this.findings.hit(table, "orphan-id", () => ({ row, id, lon, lat, detail: `${field} = ${id}` }));
      }
    }
    this.checkChildren();
  }

  private checkChildren(): void {
    const sums = new Map<string, number>();
    const byArea = new Map(this.people.map((entry) => [`${entry.id} ${entry.asOf}`, entry]));
    for (const { id, asOf, people } of this.people) {
      const parent = this.areas.parents.get(id);
      if (parent !== undefined) sums.set(`${parent} ${asOf}`, (sums.get(`${parent} ${asOf}`) ?? 0) + people);
    }
    for (const [key, sum] of sums) {
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

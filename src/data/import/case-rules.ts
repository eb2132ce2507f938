import type { AreaLevel } from "../../domain/vocabulary.ts";
import { timeOrder } from "./check-rows.ts";
import { findDuplicates } from "./duplicates.ts";
import type { Dictionary, EncodedRows } from "./encode.ts";
import type { Example, Findings } from "./findings.ts";
import type { KnownAreas } from "./known-areas.ts";
import { formatWallClock } from "./wall-clock.ts";

const stated: readonly (readonly [field: string, level: AreaLevel])[] = [
  ["stated_street_town_id", "street_town"],
  ["stated_community_id", "community"],
  ["stated_duty_grid_id", "duty_grid"],
];

/** A case may be so far outside the area it names. */
const toleranceMetres = 50;

type Codes = ReadonlyMap<string, Dictionary>;

/** Applies the rules of the quality report to cases, portion by portion, and at the end to all of them. */
export class CaseRules {
  private readonly findings: Findings;
  private readonly areas: KnownAreas;
  private readonly traces: { lon: number[]; lat: number[]; seconds: number[]; kind: number[]; row: number[] } = {
    lon: [],
    lat: [],
    seconds: [],
    kind: [],
    row: [],
  };
  private kindField: string | undefined;

  constructor(findings: Findings, areas: KnownAreas) {
    this.findings = findings;
    this.areas = areas;
  }

  /** `numbers` are the rows' places in their file. */
  portion(cases: EncodedRows, numbers: ArrayLike<number>, codes: Codes): void {
    const given = timeOrder.filter((name) => cases.columns.has(name));
    const value = (name: string, row: number) => cases.columns.get(name)?.[row];
    const number = (name: string, row: number): number => {
      const found = value(name, row);
      return typeof found === "number" ? found : Number.NaN;
    };
    const text = (name: string, row: number): string => codes.get(name)?.values[number(name, row)] ?? "";
    this.kindField ??= ["sub_code", "sub_name", "main_code", "main_name", "category"].find((name) =>
      cases.columns.has(name),
    );
    const usable = cases.rows - cases.bad.size;
    this.findings.checked("cases", "time-order", given.length > 1 ? usable : 0);
    this.findings.checked("cases", "closed-without-time", cases.columns.has("closed_at") ? usable : 0);
    this.findings.checked("cases", "open-with-time", cases.columns.has("closed_at") ? usable : 0);
    const places = stated.filter(([field]) => cases.columns.has(field));
    for (let row = 0; row < cases.rows; row++) {
      if (cases.bad.has(row)) continue;
      const [lon, lat] = [number("lon", row), number("lat", row)];
      const example = (detail: string) => (): Example => ({
        row: Number(numbers[row] ?? row + 1),
        id: String(value("case_id", row) ?? ""),
        lon,
        lat,
        detail,
      });
      const wrong = firstOutOfOrder(given, (name) => number(name, row));
      if (wrong) this.findings.hit("cases", "time-order", example(wrong));
      const [status, closed] = [text("status", row), !Number.isNaN(number("closed_at", row))];
      if (status === "closed" && !closed && cases.columns.has("closed_at")) {
        this.findings.hit("cases", "closed-without-time", example(status));
      }
      if (closed && status !== "closed" && status !== "void")
        this.findings.hit("cases", "open-with-time", example(status));
      for (const [field, level] of places) this.checkStated(text(field, row), level, example(text(field, row)));
      if (this.areas.count > 0) {
        this.findings.checked("cases", "outside-areas", 1);
        if (!isPlaced(cases, row))
          this.findings.hit("cases", "outside-areas", example(`${lon.toFixed(5)}, ${lat.toFixed(5)}`));
      }
      this.remember(
        row,
        { lon, lat, seconds: number("reported_at", row), kind: number(this.kindField ?? "", row) },
        numbers,
      );
    }
  }

  private remember(
    row: number,
    trace: { lon: number; lat: number; seconds: number; kind: number },
    numbers: ArrayLike<number>,
  ) {
    const { traces } = this;
    traces.lon.push(trace.lon);
    traces.lat.push(trace.lat);
    traces.seconds.push(trace.seconds);
    traces.kind.push(Number.isNaN(trace.kind) ? -1 : trace.kind);
    traces.row.push(Number(numbers[row] ?? row + 1));
  }

  private checkStated(text: string, level: AreaLevel, example: () => Example): void {
    if (text === "") return;
    const area = this.areas.stated(level, text);
    if (area === undefined) return;
    const found = example();
    this.findings.checked("cases", "outside-stated", 1);
    if (!this.areas.isWithin(level, area, [found.lon, found.lat, toleranceMetres])) {
      this.findings.hit("cases", "outside-stated", () => found);
    }
  }

  /** What only all cases together can show: duplicates. */
  finish(): void {
    const { lon, lat, seconds, kind, row } = this.traces;
    this.findings.checked("cases", "duplicate-case", row.length);
    const before = findDuplicates({
      lon: Float64Array.from(lon),
      lat: Float64Array.from(lat),
      seconds: Float64Array.from(seconds),
      kind: Int32Array.from(kind),
    });
    before.forEach((other, index) => {
      if (other < 0) return;
      this.findings.hit("cases", "duplicate-case", () => ({
        row: row[index] ?? 0,
        id: "",
        lon: lon[index] ?? Number.NaN,
        lat: lat[index] ?? Number.NaN,
        detail: String(row[other]),
      }));
    });
  }
}

const isPlaced = (cases: EncodedRows, row: number): boolean => {
  for (const [name, values] of cases.columns) {
    if (name.endsWith("_id") && placed.has(name) && values[row] !== null) return true;
  }
  return false;
};

const placed = new Set(
  ["city", "district", "street_town", "basic_unit", "community", "comp_grid", "duty_grid", "micro_grid", "cell"].map(
    (level) => `${level}_id`,
  ),
);

function firstOutOfOrder(names: readonly string[], at: (name: string) => number): string | undefined {
  let last = Number.NEGATIVE_INFINITY;
  let lastName = "";
  for (const name of names) {
    const time = at(name);
    if (Number.isNaN(time)) continue;
    if (time < last) return `${name} ${formatWallClock(time)} < ${lastName} ${formatWallClock(last)}`;
    last = time;
    lastName = name;
  }
  return undefined;
}

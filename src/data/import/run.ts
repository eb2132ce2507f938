import { Fault } from "../../domain/fault.ts";
import type { Box } from "../../domain/manifest.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import { type AreaLevel, areaLevels } from "../../domain/vocabulary.ts";
import { growBox, polygonAreaM2, unionBox } from "../../lib/geodesy.ts";
import { arrowPart } from "./arrow-part.ts";
import { CaseRules } from "./case-rules.ts";
import { checkPositions } from "./check-rows.ts";
import { type Converted, checkColumns, convertRows, type SourceRows } from "./convert.ts";
import { type ToWgs84, toWgs84, toWgs84From } from "./coordinates.ts";
import { Dictionary, type EncodedRows, encodeRows, type StagedValue } from "./encode.ts";
import { type Finding, Findings, type SetAside } from "./findings.ts";
import { IdSet } from "./id-set.ts";
import { type BaseAreas, KnownAreas } from "./known-areas.ts";
import { CasePlacer } from "./place-cases.ts";
import { Quarantine } from "./quarantine.ts";
import type { SourceBlob } from "./read/bytes.ts";
import { type ReadContext, readSource } from "./read/index.ts";
import type { Recipe, TableRecipe } from "./recipe.ts";
import { TableRules } from "./table-rules.ts";

/** What is imported: files with the recipe that says what they mean. */
export interface ImportInput {
  readonly recipe: Recipe;
  /** Files by the names that the recipe gives them. */
  readonly files: readonly SourceBlob[];
  /** Areas of the open dataset, where the import adds to it. */
  readonly baseAreas?: readonly BaseAreas[] | undefined;
}

/** Some rows of a table as Arrow IPC, in the types of the model. */
export interface ImportPart {
  readonly table: TableName;
  readonly name: string;
  readonly blob: Blob;
  readonly rows: number;
}

/** What became of one file. */
export interface FileCount {
  readonly table: TableName;
  readonly file: string;
  readonly read: number;
  readonly kept: number;
  readonly quarantined: number;
}

/** Everything that an import gives; nothing of it is kept anywhere yet. */
export interface ImportOutcome {
  readonly parts: readonly ImportPart[];
  readonly counts: readonly FileCount[];
  readonly findings: readonly Finding[];
  readonly setAside: readonly SetAside[];
  readonly quarantine: readonly { readonly table: TableName; readonly file: string; readonly csv: Blob }[];
  readonly box: Box | undefined;
  /** First and last `reported_at`, and the last time that has happened; wall-clock seconds. */
  readonly times: { readonly first: number; readonly last: number; readonly asOf: number } | undefined;
  readonly levels: readonly { readonly level: AreaLevel; readonly count: number }[];
}

/** What is being done: bytes read of all files. */
export interface ImportProgress {
  readonly file: string;
  readonly bytes: number;
  readonly totalBytes: number;
  readonly rows: number;
}

/** Options of an import. */
export interface ImportContext extends ReadContext {
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Positions further from the areas than this share of their box are taken for errors. */
const strayShare = 0.5;

/** Stated and computed areas that differ by more than this share are reported. */
const areaTolerance = 0.02;

const order: readonly TableName[] = ["areas", "population", "cases", "case_events"];
const placeInOrder = ({ table }: TableRecipe): number => (order.includes(table) ? order.indexOf(table) : 1.5);

class ImportRun {
  private readonly input: ImportInput;
  private readonly context: ImportContext;
  private readonly areas = new KnownAreas();
  private readonly findings = new Findings();
  private readonly caseRules: CaseRules;
  private readonly tableRules: TableRules;
  private readonly dictionaries = new Map<TableName, Map<string, Dictionary>>();
  private readonly ids = new Map<TableName, IdSet>();
  private readonly parts: ImportPart[] = [];
  private readonly counts: FileCount[] = [];
  private readonly quarantines: Quarantine[] = [];
  private readonly quarantined: { table: TableName; file: string; csv: Blob }[] = [];
  private placer: CasePlacer | undefined;
  private box: Box | undefined;
  private first = Number.POSITIVE_INFINITY;
  private last = Number.NEGATIVE_INFINITY;
  private asOf = Number.NEGATIVE_INFINITY;
  private bytes = 0;
  private rows = 0;

  constructor(input: ImportInput, context: ImportContext) {
    this.input = input;
    this.context = context;
    this.caseRules = new CaseRules(this.findings, this.areas);
    this.tableRules = new TableRules(this.findings, this.areas);
    if (input.baseAreas) this.areas.addBase(input.baseAreas);
  }

  async run(): Promise<ImportOutcome> {
    const tables = [...this.input.recipe.tables].sort((a, b) => placeInOrder(a) - placeInOrder(b));
    for (const table of tables) await this.readTable(table);
    this.caseRules.finish();
    this.tableRules.finish();
    const { parts, counts, box, first, last, asOf } = this;
    if (parts.length === 0)
      throw new Fault("nothing-usable", { file: this.input.files.map(({ name }) => name).join(", ") });
    return {
      parts,
      counts,
      findings: this.findings.list(),
      setAside: this.quarantines.flatMap((quarantine) => quarantine.list()),
      quarantine: this.quarantined,
      box,
      times: Number.isFinite(first) ? { first, last, asOf: Math.max(asOf, last) } : undefined,
      levels: areaLevels.flatMap((level) => {
        const count = this.areas.each().find((known) => known.level === level)?.ids.length ?? 0;
        return count > 0 ? [{ level, count }] : [];
      }),
    };
  }

  private async readTable(recipe: TableRecipe): Promise<void> {
    const file = this.input.files.find(({ name }) => name === recipe.file);
    if (!file) throw new Fault("missing-file", { file: recipe.file });
    const totalBytes = this.input.recipe.tables.reduce(
      (sum, { file: name }) => sum + (this.input.files.find((known) => known.name === name)?.blob.size ?? 0),
      0,
    );
    const shift = toWgs84From(recipe.coordinates, recipe.controlPoints);
    const quarantine = new Quarantine(recipe.table, recipe.file);
    this.quarantines.push(quarantine);
    let [read, kept] = [0, 0];
    const tell = () => this.context.onProgress?.({ file: recipe.file, bytes: this.bytes, totalBytes, rows: this.rows });
    const onBytes = (count: number) => {
      this.bytes += count;
      tell();
    };
    for await (const source of readSource(file, recipe, { ...this.context, onBytes })) {
      if (source.firstRow === 1) this.checkColumns(recipe, source);
      read += source.rows;
      this.rows += source.rows;
      kept += this.takePortion(recipe, source, { quarantine, shift });
      tell();
    }
    this.counts.push({ table: recipe.table, file: recipe.file, read, kept, quarantined: quarantine.rows });
    const csv = quarantine.csv();
    if (csv) this.quarantined.push({ table: recipe.table, file: recipe.file, csv });
  }

  private checkColumns(recipe: TableRecipe, source: SourceRows): void {
    try {
      checkColumns(recipe, source.columns.keys());
    } catch (error) {
      throw new Fault(
        "bad-input",
        { name: recipe.file, reason: error instanceof Error ? error.message : String(error) },
        error,
      );
    }
  }

  /** Converts, checks and keeps one portion; the number of rows kept. */
  private takePortion(
    recipe: TableRecipe,
    source: SourceRows,
    { quarantine, shift }: { readonly quarantine: Quarantine; readonly shift: ToWgs84 | undefined },
  ): number {
    const { table } = recipe;
    const converted = convertRows(source, { recipe, timeZone: this.input.recipe.dataset.timeZone });
    for (const [reason, rows] of converted.badPlaces) for (const row of rows) quarantine.put(source, row, reason);
    const raw = toWgs84(converted.rows, shift);
    if (Object.keys(raw).length === 0 || converted.places.length === 0) return 0;
    const codes = this.codesOf(table);
    const encoded = encodeRows(table, raw, codes);
    if (encoded.columns.has("lon")) checkPositions(encoded, this.areas.box && growBox(this.areas.box, strayShare));
    this.checkIds(table, encoded);
    const numbers = numbersOf(source, converted);
    if (table === "areas") this.takeAreas(encoded, codes, numbers);
    if (table === "cases") this.takeCases(encoded, codes);
    for (const [row, reason] of encoded.bad) quarantine.put(source, converted.places[row] ?? 0, reason);
    if (table === "cases") this.caseRules.portion(encoded, numbers, codes);
    this.tableRules.portion({ table, rows: encoded, numbers });
    this.keep(table, encoded, codes);
    return encoded.rows - encoded.bad.size;
  }

  private codesOf(table: TableName): Map<string, Dictionary> {
    const known = this.dictionaries.get(table);
    if (known) return known;
    const coded = Object.entries(tableSpec(table).fields).filter(([, { type }]) => type === "code");
    const made = new Map(coded.map(([name]) => [name, new Dictionary()]));
    this.dictionaries.set(table, made);
    return made;
  }

  /** A row whose key has been seen before cannot be used; events without their case are orphans. */
  private checkIds(table: TableName, rows: EncodedRows): void {
    const { key } = tableSpec(table);
    const values = key ? rows.columns.get(key) : undefined;
    if (key && values) {
      const seen = this.ids.get(table) ?? new IdSet();
      this.ids.set(table, seen);
      for (let row = 0; row < rows.rows; row++) {
        if (!rows.bad.has(row) && !seen.add(String(values[row]))) rows.bad.set(row, `${key} is not unique`);
      }
    }
    const cases = this.ids.get("cases");
    if (table !== "case_events" || !cases) return;
    const owners = rows.columns.get("case_id") ?? [];
    this.findings.checked("case_events", "orphan-id", rows.rows);
    owners.forEach((owner, row) => {
      if (rows.bad.has(row) || cases.has(String(owner))) return;
      const id = String(owner);
      this.findings.hit("case_events", "orphan-id", () => ({
        row: row + 1,
        id,
        lon: Number.NaN,
        lat: Number.NaN,
        detail: `case_id = ${id}`,
      }));
    });
  }

  /** Learns areas for placing cases, and replaces their stated size by the computed one. */
  private takeAreas(rows: EncodedRows, codes: ReadonlyMap<string, Dictionary>, numbers: ArrayLike<number>): void {
    const levels = codes.get("level")?.values ?? [];
    const sizes = rows.columns.get("area_m2");
    const computed = new Array<StagedValue>(rows.rows).fill(null);
    rows.geometries.forEach((shape, row) => {
      if (!shape || rows.bad.has(row)) return;
      const size = polygonAreaM2(shape);
      computed[row] = size;
      const id = String(rows.columns.get("area_id")?.[row]);
      // The encoder has checked the level against the closed set of levels.
      const level = levels[Number(rows.columns.get("level")?.[row])] as AreaLevel;
      this.areas.add(level, { id, name: String(rows.columns.get("name")?.[row] ?? id), shape });
      const parent = rows.columns.get("parent_id")?.[row];
      if (typeof parent === "string") this.areas.parents.set(id, parent);
      const stated = sizes?.[row];
      if (typeof stated !== "number") return;
      this.findings.checked("areas", "area-size", 1);
      if (Math.abs(stated - size) <= areaTolerance * size) return;
      const [lon, lat] = this.areas.middleOf(id);
      this.findings.hit("areas", "area-size", () => ({
        row: Number(numbers[row]),
        id,
        lon,
        lat,
        detail: `${stated} ≠ ${Math.round(size)} m²`,
      }));
    });
    rows.columns.set("area_m2", computed);
    this.box = unionBox(this.box, this.areas.box);
  }

  private takeCases(cases: EncodedRows, codes: ReadonlyMap<string, Dictionary>): void {
    if (this.areas.count > 0) {
      this.placer ??= this.makePlacer();
      this.placer.place(cases, codes);
    }
    const times = (name: string) => cases.columns.get(name) ?? [];
    const grow = (value: StagedValue | undefined, row: number) => {
      if (typeof value === "number" && !cases.bad.has(row)) this.asOf = Math.max(this.asOf, value);
    };
    for (const name of ["handled_at", "closed_at", "dispatched_at"]) times(name).forEach(grow);
    times("reported_at").forEach((value, row) => {
      if (typeof value !== "number" || cases.bad.has(row)) return;
      this.first = Math.min(this.first, value);
      this.last = Math.max(this.last, value);
    });
    const [lon, lat] = [times("lon"), times("lat")];
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    lon.forEach((x, row) => {
      const y = lat[row];
      if (typeof x !== "number" || typeof y !== "number" || cases.bad.has(row)) return;
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    });
    if (west <= east) this.box = unionBox(this.box, [west, south, east, north]);
  }

  private makePlacer(): CasePlacer {
    const placer = new CasePlacer();
    for (const { level, ids, shapes } of this.areas.each()) {
      ids.forEach((id, i) => {
        const shape = shapes[i];
        if (shape) placer.addArea(level, id, shape);
      });
    }
    return placer;
  }

  private keep(table: TableName, { rows, columns, bad }: EncodedRows, codes: ReadonlyMap<string, Dictionary>): void {
    if (rows === bad.size) return;
    const usable =
      bad.size === 0
        ? columns
        : new Map([...columns].map(([name, values]) => [name, values.filter((_, row) => !bad.has(row))]));
    const number = this.parts.filter((part) => part.table === table).length + 1;
    const blob = new Blob([arrowPart(table, usable, codes)]);
    this.parts.push({ table, name: `${table}-${number}.arrow`, blob, rows: rows - bad.size });
  }
}

function numbersOf(source: SourceRows, { places }: Converted): number[] {
  const stated = source.columns.get("$row");
  return places.map((place) => Number(stated?.[place] ?? source.firstRow + place));
}

/** Reads, converts and checks files as their recipe says. Throws a `Fault`; aborting throws `aborted`. */
export function runImport(input: ImportInput, context: ImportContext): Promise<ImportOutcome> {
  return new ImportRun(input, context).run();
}

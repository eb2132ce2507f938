import { Fault } from "../../domain/fault.ts";
import type { Box } from "../../domain/manifest.ts";
import { type TableName, tableSpec } from "../../domain/tables.ts";
import { areaLevels } from "../../domain/vocabulary.ts";
import { growBox, unionBox } from "../../lib/geodesy.ts";
import { arrowPart } from "./arrow-part.ts";
import { CaseExtent } from "./case-extent.ts";
import { CaseRules } from "./case-rules.ts";
import { checkPositions } from "./check-rows.ts";
import { type Converted, checkColumns, convertRows, type SourceRows } from "./convert.ts";
import { type ToWgs84, toWgs84, toWgs84From } from "./coordinates.ts";
import { Dictionary, type EncodedRows, encodeRows } from "./encode.ts";
import { Findings } from "./findings.ts";
import { KnownAreas } from "./known-areas.ts";
import { KnownIds } from "./known-ids.ts";
import { learnAreas } from "./learn-areas.ts";
import type { FileCount, ImportInput, ImportOutcome, ImportPart, ImportProgress } from "./outcome.ts";
import { CasePlacer } from "./place-cases.ts";
import { Quarantine } from "./quarantine.ts";
import { type ReadContext, readSource } from "./read/index.ts";
import type { TableRecipe } from "./recipe.ts";
import { TableRules } from "./table-rules.ts";

/** Options of an import. */
export interface ImportContext extends ReadContext {
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Positions further from the areas than this share of their box are taken for errors. */
const strayShare = 0.5;

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
  private readonly ids: KnownIds;
  private readonly extent = new CaseExtent();
  private readonly parts: ImportPart[] = [];
  private readonly counts: FileCount[] = [];
  private readonly quarantines: Quarantine[] = [];
  private readonly quarantined: { table: TableName; file: string; csv: Blob }[] = [];
  private placer: CasePlacer | undefined;
  private box: Box | undefined;
  private bytes = 0;
  private rows = 0;

  constructor(input: ImportInput, context: ImportContext) {
    this.input = input;
    this.context = context;
    this.caseRules = new CaseRules(this.findings, this.areas);
    this.ids = new KnownIds(this.findings, input.baseIds);
    this.tableRules = new TableRules(this.findings, this.areas, this.ids);
    if (input.baseAreas) this.areas.addBase(input.baseAreas);
  }

  async run(): Promise<ImportOutcome> {
    const tables = [...this.input.recipe.tables].sort((a, b) => placeInOrder(a) - placeInOrder(b));
    for (const table of tables) await this.readTable(table);
    this.caseRules.finish();
    this.tableRules.finish();
    const { parts, counts, extent } = this;
    if (parts.length === 0 && this.quarantined.length === 0)
      throw new Fault("nothing-usable", { file: this.input.files.map(({ name }) => name).join(", ") });
    return {
      parts,
      counts,
      findings: this.findings.list(),
      setAside: this.quarantines.flatMap((quarantine) => quarantine.list()),
      quarantine: this.quarantined,
      box: unionBox(this.box, extent.box),
      times: extent.times,
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
    const numbers = numbersOf(source, converted);
    this.ids.check(table, encoded, numbers);
    if (table === "areas") {
      learnAreas({ rows: encoded, codes, numbers }, this.areas, this.findings);
      this.box = unionBox(this.box, this.areas.box);
    }
    if (table === "cases") {
      if (this.areas.count > 0) this.placerOf().place(encoded, codes);
      this.extent.add(encoded);
    }
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

  private placerOf(): CasePlacer {
    if (this.placer) return this.placer;
    const placer = new CasePlacer();
    this.placer = placer;
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

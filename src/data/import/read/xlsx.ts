import { Fault } from "../../../domain/fault.ts";
import type { SourceRows } from "../convert.ts";
import { spreadsheetTime } from "../times.ts";
import { formatWallClock } from "../wall-clock.ts";
import type { ReadOptions, SourceBlob } from "./bytes.ts";
import { columnNames, RowBuffer } from "./csv.ts";
import { checkCell, limits, refuse } from "./limits.ts";
import { attributeOf, xmlReader } from "./xml.ts";
import { entryBytes, entryChunks, readZip, type ZipEntry } from "./zip.ts";

/** A sheet of a workbook and the file of the archive that holds it. */
interface Sheet {
  readonly name: string;
  readonly entry: ZipEntry;
}

interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly texts: readonly string[];
  /** Per cell style, whether it shows a date. */
  readonly dates: readonly boolean[];
  readonly from1904: boolean;
}

async function readXml(entry: ZipEntry, listener: Parameters<typeof xmlReader>[1]): Promise<void> {
  const reader = xmlReader(entry.path, listener);
  reader.push(new TextDecoder().decode(await entryBytes(entry)));
  reader.end();
}

const silent = { open: () => undefined, close: () => undefined, text: () => undefined };

async function readSheets(entries: ReadonlyMap<string, ZipEntry>, file: string) {
  const book = entries.get("xl/workbook.xml");
  if (!book) throw new Fault("corrupt", { file, reason: "no workbook inside" });
  const targets = new Map<string, string>();
  const relations = entries.get("xl/_rels/workbook.xml.rels");
  if (relations) {
    await readXml(relations, {
      ...silent,
      open(name, attributes) {
        const target = attributeOf(attributes, "Target") ?? "";
        const path = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
        if (name === "Relationship") targets.set(attributeOf(attributes, "Id") ?? "", path);
      },
    });
  }
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(book, {
    ...silent,
    open(name, attributes) {
      if (name === "workbookPr") from1904 = /^(1|true)$/.test(attributeOf(attributes, "date1904") ?? "");
      if (name !== "sheet") return;
      const id = attributeOf(attributes, "r:id") ?? attributeOf(attributes, "\\w+:id") ?? "";
      const entry = entries.get(targets.get(id) ?? `xl/worksheets/sheet${sheets.length + 1}.xml`);
      if (entry) sheets.push({ name: attributeOf(attributes, "name") ?? "", entry });
    },
  });
  return { sheets, from1904 };
}

/** Texts that cells name by number; phonetic readings are left out. */
async function readSharedTexts(entry: ZipEntry | undefined): Promise<string[]> {
  if (!entry) return [];
  const texts: string[] = [];
  let present = "";
  let hidden = false;
  let taking = false;
  await readXml(entry, {
    open(name) {
      if (name === "si") present = "";
      if (name === "rPh") hidden = true;
      taking = name === "t" && !hidden;
    },
    text(text) {
      if (taking) present += text;
      checkCell(entry.path, present);
    },
    close(name) {
      taking = false;
      if (name === "rPh") hidden = false;
      if (name === "si") texts.push(present);
    },
  });
  return texts;
}

const builtInDates = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 57]);

/** A number format shows a date when it has letters of dates outside quotes and brackets. */
const isDateFormat = (format: string): boolean =>
  /[ymdhs年月日]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, "")) && !/general/i.test(format);

async function readDateStyles(entry: ZipEntry | undefined): Promise<boolean[]> {
  if (!entry) return [];
  const own = new Map<number, boolean>();
  const styles: boolean[] = [];
  let inside = false;
  await readXml(entry, {
    ...silent,
    open(name, attributes) {
      if (name === "numFmt") {
        own.set(Number(attributeOf(attributes, "numFmtId")), isDateFormat(attributeOf(attributes, "formatCode") ?? ""));
      }
      if (name === "cellXfs") inside = true;
      if (name !== "xf" || !inside) return;
      const id = Number(attributeOf(attributes, "numFmtId") ?? 0);
      styles.push(own.get(id) ?? builtInDates.has(id));
    },
    close(name) {
      if (name === "cellXfs") inside = false;
    },
  });
  return styles;
}

async function openWorkbook(file: SourceBlob): Promise<Workbook> {
  const entries = new Map((await readZip(file)).map((entry) => [entry.path, entry]));
  const { sheets, from1904 } = await readSheets(entries, file.name);
  return {
    sheets,
    from1904,
    texts: await readSharedTexts(entries.get("xl/sharedStrings.xml")),
    dates: await readDateStyles(entries.get("xl/styles.xml")),
  };
}

/** The names of a workbook's sheets. Throws `corrupt`, `refused-file`. */
export async function sheetNames(file: SourceBlob): Promise<string[]> {
  const entries = new Map((await readZip(file)).map((entry) => [entry.path, entry]));
  return (await readSheets(entries, file.name)).sheets.map(({ name }) => name);
}

/** The column of a cell's reference: `A1` → 0, `AB7` → 27; -1 where it has none. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column - 1;
}

/** Hears a sheet and gives its rows. */
class SheetRows {
  readonly ready: unknown[][] = [];
  private readonly book: Workbook;
  private readonly file: string;
  private row: unknown[] = [];
  private column = -1;
  private type = "";
  private style = 0;
  private value = "";
  private taking = false;

  constructor(book: Workbook, file: string) {
    this.book = book;
    this.file = file;
  }

  open(name: string, attributes: string, isEmpty: boolean): void {
    if (name === "row") this.row = [];
    if (name === "c") {
      const stated = columnOf(attributeOf(attributes, "r") ?? "");
      this.column = stated < 0 ? this.column + 1 : stated;
      if (this.column >= limits.columns) refuse(this.file, `${this.column + 1} > ${limits.columns} columns`);
      this.type = attributeOf(attributes, "t") ?? "n";
      this.style = Number(attributeOf(attributes, "s") ?? 0);
      this.value = "";
    }
    this.taking = (name === "v" || name === "t") && !isEmpty;
  }

  text(text: string): void {
    if (!this.taking) return;
    this.value += text;
    checkCell(this.file, this.value);
  }

  close(name: string): void {
    this.taking = false;
    if (name === "c" && this.value !== "") this.row[this.column] = this.cell();
    if (name !== "row") return;
    this.column = -1;
    if (this.row.length > 0) this.ready.push(this.row);
  }

  private cell(): unknown {
    const { type, value, book } = this;
    if (type === "s") return book.texts[Number(value)] ?? null;
    if (type === "b") return value === "1";
    if (type === "e") return null;
    if (type !== "n") return value;
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    if (!book.dates[this.style]) return value.length > 15 ? value : number;
    const seconds = spreadsheetTime(book.from1904 ? number + 1462 : number);
    return Number.isNaN(seconds) ? number : formatWallClock(seconds).replace("T", " ");
  }
}

/**
 * Reads one sheet of an Office Open XML workbook in portions: the first row that is not empty is the header; dates become
 * texts `YYYY-MM-DD HH:MM:SS`; formulas count with their last value. Throws `file-empty`, `corrupt`, `refused-file`.
 */
export async function* readXlsx(
  file: SourceBlob,
  sheet: string | undefined,
  options: ReadOptions = {},
): AsyncGenerator<SourceRows> {
  const book = await openWorkbook(file);
  const chosen = sheet === undefined ? book.sheets[0] : book.sheets.find(({ name }) => name === sheet);
  if (!chosen) throw new Fault("file-empty", { file: sheet === undefined ? file.name : `${file.name} / ${sheet}` });
  const rows = new SheetRows(book, file.name);
  const reader = xmlReader(file.name, rows);
  const decoder = new TextDecoder();
  let buffer: RowBuffer | undefined;
  const take = function* (): Generator<SourceRows> {
    for (const row of rows.ready.splice(0)) {
      const cells = Array.from(row, (cell) => cell ?? null);
      if (!buffer)
        buffer = new RowBuffer(
          columnNames(
            cells.map((cell) => String(cell ?? "")),
            file.name,
          ),
        );
      else buffer.push(cells);
      if (buffer.full) yield buffer.take();
    }
  };
  for await (const chunk of entryChunks(chosen.entry, options)) {
    reader.push(decoder.decode(chunk, { stream: true }));
    yield* take();
  }
  reader.end();
  yield* take();
  if (!buffer) throw new Fault("file-empty", { file: file.name });
  yield buffer.take();
}

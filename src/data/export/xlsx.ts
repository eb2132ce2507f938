import { Fault } from "../../domain/fault.ts";
import { type ExportProvenance, provenanceRows } from "./provenance.ts";
import {
  type ExportCell,
  type ExportField,
  type ExportPage,
  type ExportTable,
  type ExportType,
  encoded,
  hexText,
  refuseRows,
} from "./table.ts";
import { cellFormats, fixedParts, quickXmlText, sheetHead, sheetTail, xmlText } from "./xlsx-parts.ts";
import { type ZipFile, zipStream } from "./zip.ts";

/** Rows that a spreadsheet still opens with ease; Excel itself ends at 1,048,576. */
export const xlsxRows = 500_000;

/** Letters that a cell holds at most. */
const cellLetters = 32_767;
const mostColumns = 16_384;
/** Days from Excel's 0 January 1900, with its leap day that never was, to 1970. */
const epochDays = 25_569;

/**
 * A table as XLSX: typed cells, a first row of titles that stays in view, and a second sheet with its provenance. Throws
 * `export-rows` for a table that is too long.
 */
export async function* xlsxStream(
  { name, fields, pages }: ExportTable,
  provenance: ExportProvenance,
): AsyncGenerator<Uint8Array> {
  refuseRows("XLSX", provenance.rows, xlsxRows);
  if (fields.length > mostColumns) throw new Fault("bad-input", { name, reason: `${fields.length} > ${mostColumns}` });
  const fixed = fixedParts([name, "来源 Provenance"]).map(
    ([path, xml]): ZipFile => ({ name: path, parts: [encoded(xml)] }),
  );
  yield* zipStream([
    ...fixed,
    { name: "xl/worksheets/sheet1.xml", parts: sheetOf(fields, pages) },
    { name: "xl/worksheets/sheet2.xml", parts: [encoded(provenanceSheet(fields, provenance))] },
  ]);
}

async function* sheetOf(fields: readonly ExportField[], pages: ExportTable["pages"]): AsyncGenerator<Uint8Array> {
  const letters = fields.map((_, c) => columnLetters(c));
  const header = fields.map(({ name, title }, c) => textCell(`${letters[c]}1`, title ?? name, cellFormats.header));
  const widths = fields.map(({ name, type, title }) => widthOf(title ?? name, type));
  yield encoded(`${sheetHead(widths)}<row r="1">${header.join("")}</row>`);
  let row = 2;
  let rows = 0;
  for await (const page of pages) {
    rows += page.rows;
    refuseRows("XLSX", rows, xlsxRows);
    yield encoded(rowsOf({ page, fields, letters }, row));
    row += page.rows;
  }
  yield encoded(sheetTail);
}

interface Sheet {
  readonly page: ExportPage;
  readonly fields: readonly ExportField[];
  readonly letters: readonly string[];
}

function rowsOf({ page, fields, letters }: Sheet, first: number): string {
  const lines: string[] = [];
  for (let i = 0; i < page.rows; i++) {
    lines.push(`<row r="${first + i}">`);
    fields.forEach(({ type }, c) => {
      const cell = page.columns[c]?.[i] ?? null;
      if (cell !== null) lines.push(xmlCell(`${letters[c]}${first + i}`, cell, type));
    });
    lines.push("</row>");
  }
  return lines.join("");
}

function xmlCell(at: string, cell: Exclude<ExportCell, null>, type: ExportType): string {
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "string") return textCell(at, cell, cellFormats.plain);
  if (typeof cell !== "number") return textCell(at, hexText(cell), cellFormats.plain);
  if (!Number.isFinite(cell)) return "";
  const format = type === "date" ? cellFormats.date : type === "timestamp" ? cellFormats.time : cellFormats.plain;
  if (format === cellFormats.plain) return `<c r="${at}"><v>${cell}</v></c>`;
  return `<c r="${at}" s="${format}"><v>${cell / 86_400 + epochDays}</v></c>`;
}

/** A text is never run as a formula: its cell says that it is one. */
function textCell(at: string, text: string, format: number): string {
  const kept = text.length > cellLetters ? text.slice(0, cellLetters) : text;
  return `<c r="${at}" t="inlineStr"${format ? ` s="${format}"` : ""}><is><t xml:space="preserve">${quickXmlText(kept)}</t></is></c>`;
}

function widthOf(title: string, type: ExportType): number {
  const least = type === "timestamp" ? 19 : type === "date" ? 11 : type === "text" ? 14 : 10;
  const wide = Array.from(title).reduce((sum, letter) => sum + ((letter.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 2);
  return Math.min(40, Math.max(least, wide));
}

/** A, B … Z, AA, AB … */
export function columnLetters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? columnLetters(rest - 1) : "") + String.fromCharCode(65 + (column % 26));
}

function provenanceSheet(fields: readonly ExportField[], provenance: ExportProvenance): string {
  const columns = fields.map(({ name, type, title }): [string, string] => [
    `column.${name}`,
    `${title ?? name} (${type})`,
  ]);
  const rows: [string, string][] = [["项目 Item", "内容 Value"], ...provenanceRows(provenance), ...columns];
  const lines = rows.map(([name, value], i) => {
    const format = i === 0 ? cellFormats.header : cellFormats.plain;
    const cut = value.length > cellLetters ? value.slice(0, cellLetters) : value;
    return `<row r="${i + 1}">${textCell(`A${i + 1}`, xmlSafe(name), format)}${textCell(`B${i + 1}`, cut, format)}</row>`;
  });
  return `${sheetHead([32, 90])}${lines.join("")}${sheetTail}`;
}

const xmlSafe = (text: string) => (xmlText(text) === text ? text : text.replace(/\p{Cc}/gu, " "));

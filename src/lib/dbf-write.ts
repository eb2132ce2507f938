import { utf8 } from "./zip-write.ts";

/** A column of a shapefile's table: a name of at most 10 ASCII letters, and a value a feature; NaN and `null` are "no value". */
export interface ShapeField {
  readonly name: string;
  readonly values: readonly (string | number | boolean | null)[];
  /** How values are kept; without it numbers and texts are told by the values. Dates are texts `YYYY-MM-DD`. */
  readonly type?: "text" | "number" | "integer" | "boolean" | "date";
}

interface Column {
  readonly name: string;
  readonly letter: "C" | "N" | "L" | "D";
  readonly width: number;
  readonly decimals: number;
  readonly cells: readonly Uint8Array[];
}

/** Bytes that a text of dBase III holds. */
export const dbfTextBytes = 254;
/** Wide enough for every double in its shortest form. */
const numberWidth = 24;
const numberDecimals = 15;
const integerWidth = 18;
const spaces = (width: number) => "".padStart(width);

/** The dBase III table of a shapefile. Throws on a field name that is not 1 to 10 letters, and on more than 255 fields. */
export function dbfTable(rows: number, fields: readonly ShapeField[]): Uint8Array<ArrayBuffer> {
  if (fields.length > 255) throw new Error(`shapefile: ${fields.length} fields, 255 at most`);
  const columns = fields.map(columnOf);
  const recordBytes = 1 + columns.reduce((sum, { width }) => sum + width, 0);
  const headerBytes = 33 + 32 * columns.length;
  const bytes = new Uint8Array(headerBytes + recordBytes * rows + 1).fill(32, headerBytes);
  const view = new DataView(bytes.buffer);
  bytes.set([3, 100, 1, 1]);
  view.setUint32(4, rows, true);
  view.setUint16(8, headerBytes, true);
  view.setUint16(10, recordBytes, true);
  columns.forEach(({ name, letter, width, decimals }, c) => {
    const at = 32 + 32 * c;
    bytes.set(utf8(name), at);
    bytes[at + 11] = letter.charCodeAt(0);
    bytes[at + 16] = width;
    bytes[at + 17] = decimals;
  });
  bytes[headerBytes - 1] = 13;
  let left = 1;
  for (const { cells, width } of columns) {
    cells.forEach((cell, row) => {
      bytes.set(cell, headerBytes + row * recordBytes + left);
    });
    left += width;
  }
  bytes[bytes.length - 1] = 26;
  return bytes;
}

function columnOf({ name, values, type }: ShapeField): Column {
  if (!/^\w{1,10}$/.test(name)) throw new Error(`shapefile: field name ${name} is not 1 to 10 letters`);
  const kind = type ?? (values.every((value) => value === null || typeof value === "number") ? "number" : "text");
  if (kind === "number" || kind === "integer") {
    const isWhole = kind === "integer";
    const width = isWhole ? integerWidth : numberWidth;
    const cells = values.map((value) => utf8(numberText(value, width).padStart(width)));
    return { name, letter: "N", width, decimals: isWhole ? 0 : numberDecimals, cells };
  }
  if (kind === "boolean") {
    const cells = values.map((value) => utf8(value === null ? " " : value ? "T" : "F"));
    return { name, letter: "L", width: 1, decimals: 0, cells };
  }
  if (kind === "date") {
    const cells = values.map((value) => utf8(value === null ? spaces(8) : String(value).replaceAll("-", "")));
    return { name, letter: "D", width: 8, decimals: 0, cells };
  }
  const cells = values.map((value) => fitted(value === null ? "" : String(value)));
  return {
    name,
    letter: "C",
    width: cells.reduce((most, { length }) => Math.max(most, length), 1),
    decimals: 0,
    cells,
  };
}

/** A number in its shortest form, or as many digits of it as there is room for. */
function numberText(value: string | number | boolean | null, width: number): string {
  if (typeof value !== "number" || !Number.isFinite(value)) return "";
  const text = String(value);
  return text.length <= width ? text : value.toPrecision(width - 8);
}

/** Bytes of a text, cut between letters where it is too long. */
function fitted(text: string): Uint8Array {
  let kept = utf8(text);
  if (kept.length <= dbfTextBytes) return kept;
  let letters = [...text].slice(0, dbfTextBytes);
  for (kept = utf8(letters.join("")); kept.length > dbfTextBytes; kept = utf8(letters.join(""))) {
    letters = letters.slice(0, -1);
  }
  return kept;
}
